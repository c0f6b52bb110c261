-- Screens in a hall (一屏发现): each has a key of its own instead of somebody's session, so that it lives on for months,
-- sees figures of one territory only, and can be closed.

create table wall (
  district_id int not null,
  id uuid not null,
  unit_id uuid not null,
  grid_path text not null,
  name text not null,
  views text[] not null,
  seconds_per_view int not null,
  key_hash bytea not null,
  made_by uuid not null,
  made_at timestamptz not null,
  closed_at timestamptz,
  primary key (district_id, id),
  constraint wall_key_unique unique (district_id, key_hash),
  foreign key (district_id, unit_id) references unit (district_id, id),
  foreign key (district_id, made_by) references person (district_id, id)
);
comment on table wall is 'Screens in a hall with a key of their own. They show figures and matters without names or words of residents.';
comment on column wall.district_id is 'District, distribution column.';
comment on column wall.id is 'Client-made UUIDv7.';
comment on column wall.unit_id is 'Unit that set it up.';
comment on column wall.grid_path is 'Path of the territory it shows, that of its unit.';
comment on column wall.name is 'Where it hangs, e.g. 指挥大厅.';
comment on column wall.views is 'Playlist: figures, map, units, classes, in this order.';
comment on column wall.seconds_per_view is 'Seconds each view stays.';
comment on column wall.key_hash is 'SHA-256 of the key of the screen; the key is shown once and never stored.';
comment on column wall.made_by is 'Person who set it up.';
comment on column wall.made_at is 'When it was set up.';
comment on column wall.closed_at is 'When its key ceased to work; null while it works.';

grant select, insert, update on wall to lianxin_app;
alter table wall enable row level security;
create policy wall_scope on wall to lianxin_app
  using (district_id = app_district() and (app_system() or ('wall.write' = any(app_rights()) and starts_with(grid_path, app_territory()))))
  with check (district_id = app_district() and (app_system() or ('wall.write' = any(app_rights()) and starts_with(grid_path, app_territory()))));

-- Settled today, on time in the last month: never by looking at all tickets.
create index if not exists ticket_by_closed on ticket (district_id, closed_at) where closed_at is not null;
