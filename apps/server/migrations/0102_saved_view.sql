-- Lists somebody comes back to: filters, order and columns of the queue under a name.

create table saved_view (
  district_id int not null,
  id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  name text not null,
  shared boolean not null default false,
  query jsonb not null,
  columns text[] not null default '{}',
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (district_id, id),
  constraint saved_view_name_not_blank check (btrim(name) <> ''),
  constraint saved_view_person foreign key (district_id, person_id) references person (district_id, id),
  constraint saved_view_unit foreign key (district_id, unit_id) references unit (district_id, id)
);
create index saved_view_by_person on saved_view (district_id, person_id);
create index saved_view_by_unit on saved_view (district_id, unit_id) where shared;
comment on table saved_view is 'Views of the queue kept under a name, for oneself or for one''s unit. Says how a list is narrowed, never who looked at it.';
comment on column saved_view.district_id is 'District, distribution column.';
comment on column saved_view.id is 'Client-made UUIDv7.';
comment on column saved_view.person_id is 'Who made it; only this person changes or deletes it.';
comment on column saved_view.unit_id is 'Unit of the post it was last saved in; a shared view is seen by everybody of this unit.';
comment on column saved_view.name is 'Name in the words of who made it, at most 40 characters.';
comment on column saved_view.shared is 'True: the unit sees it.';
comment on column saved_view.query is 'List, filters and order in the words of the API (contract, ViewQuery).';
comment on column saved_view.columns is 'Columns in order; empty: those that fit the screen.';
comment on column saved_view.created_at is 'When it was saved first.';
comment on column saved_view.changed_at is 'When it was saved last.';

grant select, insert, update, delete on saved_view to lianxin_app;
alter table saved_view enable row level security;
create policy saved_view_read on saved_view for select to lianxin_app
  using (district_id = app_district() and (app_system() or person_id = app_person() or (shared and unit_id = any(app_units()))));
create policy saved_view_write on saved_view to lianxin_app
  using (district_id = app_district() and (app_system() or person_id = app_person()))
  with check (district_id = app_district() and (app_system() or person_id = app_person()));
