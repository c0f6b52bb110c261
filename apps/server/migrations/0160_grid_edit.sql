-- Editing of boundaries: the box of each shape, to find those around a corner, and the steps made, to take them back.

create function polygon_box(polygon jsonb) returns double precision[] language sql immutable parallel safe
set search_path = pg_catalog as $$
  select array[min(lon), min(lat), max(lon), max(lat)]
  from (select (corner->>0)::double precision as lon, (corner->>1)::double precision as lat
        from jsonb_array_elements(polygon) part, jsonb_array_elements(part->0) corner) corners
$$;
comment on function polygon_box(jsonb) is 'West, south, east, north of GeoJSON MultiPolygon coordinates, degrees.';

alter table grid_version add column box double precision[] generated always as (polygon_box(polygon)) stored;
comment on column grid_version.box is 'West, south, east, north of the polygon, WGS 84 degrees; follows from it.';

create table grid_edit (
  district_id int not null references district,
  id uuid not null,
  seq int not null,
  kind text not null check (kind in ('move', 'insert', 'remove', 'split', 'merge')),
  state text not null default 'done' check (state in ('done', 'undone', 'dropped', 'closed')),
  before jsonb not null,
  after jsonb not null,
  opened_grid_id uuid,
  edited_at timestamptz not null,
  edited_by uuid,
  primary key (district_id, id),
  constraint grid_edit_seq_unique unique (district_id, seq)
);
comment on table grid_edit is 'Steps of editing boundaries on drafts, so that each can be taken back and made again until activation.';
comment on column grid_edit.district_id is 'District, distribution column.';
comment on column grid_edit.id is 'Client-made id; the same id is the same step.';
comment on column grid_edit.seq is 'Order of the steps within the district, from 1.';
comment on column grid_edit.kind is 'What was done to corners or grids.';
comment on column grid_edit.state is 'done; undone (can be made again); dropped (another step followed); closed (in force).';
comment on column grid_edit.before is 'Drafts of the changed grids before: [{gridId, polygon}], polygon null for none; WGS 84 degrees.';
comment on column grid_edit.after is 'Drafts of the changed grids after, as before.';
comment on column grid_edit.opened_grid_id is 'Grid made by a split; closed while the step is taken back.';
comment on column grid_edit.edited_at is 'When it was made.';
comment on column grid_edit.edited_by is 'Person who made it.';

grant select, insert, update on grid_edit to lianxin_app;
alter table grid_edit enable row level security;
create policy grid_edit_scope on grid_edit to lianxin_app
  using (district_id = app_district() and (app_system() or 'grid.write' = any(app_rights())))
  with check (district_id = app_district() and (app_system() or 'grid.write' = any(app_rights())));
