-- Department clinics in grids (部门坐诊, function 63) and field-work plans of units (三个三分之一, function 25): plans and
-- whether they were kept, of units. No person, no place of a person, no track, no hour of duty.

create table clinic (
  district_id int not null references district,
  id uuid not null,
  unit_id uuid not null,
  grid_id uuid not null,
  weekday int not null check (weekday between 1 and 7),
  from_minute int not null check (from_minute >= 0),
  to_minute int not null check (to_minute <= 1440),
  place text not null check (btrim(place) <> ''),
  matters text not null default '',
  from_day date not null,
  to_day date,
  revision int not null default 1,
  primary key (district_id, id),
  check (from_minute < to_minute),
  foreign key (district_id, unit_id) references unit (district_id, id),
  foreign key (district_id, grid_id) references grid (district_id, id)
);
create index clinic_by_grid on clinic (district_id, grid_id);
comment on table clinic is 'Weekly hours of a department in a grid (部门坐诊). Public.';
comment on column clinic.district_id is 'District, distribution column.';
comment on column clinic.id is 'Client-made UUIDv7: sent twice it is one clinic.';
comment on column clinic.unit_id is 'Department that comes.';
comment on column clinic.grid_id is 'Grid it comes to.';
comment on column clinic.weekday is '1 Monday to 7 Sunday.';
comment on column clinic.from_minute is 'Begin, minutes after local midnight.';
comment on column clinic.to_minute is 'End, minutes after local midnight.';
comment on column clinic.place is 'Where, in words, for residents.';
comment on column clinic.matters is 'What it deals with, for residents; may be empty.';
comment on column clinic.from_day is 'First local day.';
comment on column clinic.to_day is 'Last local day; null while it goes on.';
comment on column clinic.revision is 'Counts changes from 1.';

create table clinic_day (
  district_id int not null references district,
  clinic_id uuid not null,
  day date not null,
  unit_id uuid not null,
  held boolean not null,
  reason text not null default '',
  ticket_ids uuid[] not null default '{}',
  recorded_at timestamptz not null,
  primary key (district_id, clinic_id, day),
  constraint clinic_day_reason check (held or btrim(reason) <> ''),
  foreign key (district_id, clinic_id) references clinic (district_id, id),
  foreign key (district_id, unit_id) references unit (district_id, id)
);
comment on table clinic_day is 'What became of one day of a clinic: held, with the matters taken there, or not held, with the reason.';
comment on column clinic_day.district_id is 'District, distribution column.';
comment on column clinic_day.clinic_id is 'Clinic.';
comment on column clinic_day.day is 'Local day.';
comment on column clinic_day.unit_id is 'Department.';
comment on column clinic_day.held is 'Whether it was held.';
comment on column clinic_day.reason is 'Why it was not held; empty otherwise.';
comment on column clinic_day.ticket_ids is 'Matters taken there; ordinary tickets.';
comment on column clinic_day.recorded_at is 'When it was recorded.';

create table field_plan (
  district_id int not null references district,
  id uuid not null,
  unit_id uuid not null,
  grid_path text not null,
  month date not null check (extract(day from month) = 1),
  planned_days int not null check (planned_days between 1 and 31),
  task text not null check (btrim(task) <> ''),
  kept_days int check (kept_days between 0 and 31),
  settled text not null default '',
  reason text not null default '',
  recorded_at timestamptz,
  primary key (district_id, id),
  unique (district_id, unit_id, month),
  constraint field_plan_recorded check ((kept_days is null) = (recorded_at is null)),
  constraint field_plan_reason check (kept_days is null or kept_days >= planned_days or btrim(reason) <> ''),
  foreign key (district_id, unit_id) references unit (district_id, id)
);
comment on table field_plan is 'How many days the leaders of a unit plan to work in the grids in a month, and what came of it (三个三分之一). Of the unit: no names, no places, no tracks, no hours.';
comment on column field_plan.district_id is 'District, distribution column.';
comment on column field_plan.id is 'Client-made UUIDv7: sent twice it is one plan.';
comment on column field_plan.unit_id is 'Unit.';
comment on column field_plan.grid_path is 'Path of the grid the unit stands at; decides who above sees it.';
comment on column field_plan.month is 'First local day of the month.';
comment on column field_plan.planned_days is 'Days planned, of the unit''s leaders together.';
comment on column field_plan.task is 'What they are to settle.';
comment on column field_plan.kept_days is 'Days that were kept; null before it is recorded.';
comment on column field_plan.settled is 'What was settled; empty before.';
comment on column field_plan.reason is 'Why fewer days than planned; empty otherwise.';
comment on column field_plan.recorded_at is 'When the outcome was recorded.';

grant select, insert, update on clinic, field_plan to lianxin_app;
grant select, insert on clinic_day to lianxin_app;

alter table clinic enable row level security;
create policy clinic_read on clinic for select to lianxin_app
  using (district_id = app_district() and (app_system() or 'fieldPlan.read' = any(app_rights())));
create policy clinic_insert on clinic for insert to lianxin_app
  with check (district_id = app_district() and 'fieldPlan.write' = any(app_rights()) and unit_id = any(app_units()));
create policy clinic_update on clinic for update to lianxin_app
  using (district_id = app_district() and 'fieldPlan.write' = any(app_rights()) and unit_id = any(app_units()))
  with check (district_id = app_district() and 'fieldPlan.write' = any(app_rights()) and unit_id = any(app_units()));

alter table clinic_day enable row level security;
create policy clinic_day_read on clinic_day for select to lianxin_app
  using (district_id = app_district() and (app_system() or 'fieldPlan.read' = any(app_rights())));
create policy clinic_day_insert on clinic_day for insert to lianxin_app
  with check (district_id = app_district() and 'fieldPlan.write' = any(app_rights()) and unit_id = any(app_units()));

alter table field_plan enable row level security;
create policy field_plan_read on field_plan for select to lianxin_app
  using (district_id = app_district() and (app_system() or ('fieldPlan.read' = any(app_rights())
    and (unit_id = any(app_units()) or starts_with(grid_path, app_territory())))));
create policy field_plan_insert on field_plan for insert to lianxin_app
  with check (district_id = app_district() and 'fieldPlan.write' = any(app_rights()) and unit_id = any(app_units()));
create policy field_plan_update on field_plan for update to lianxin_app
  using (district_id = app_district() and 'fieldPlan.write' = any(app_rights()) and unit_id = any(app_units()))
  with check (district_id = app_district() and 'fieldPlan.write' = any(app_rights()) and unit_id = any(app_units()));
