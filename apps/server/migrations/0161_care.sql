-- Visits (走访): which places and organisations of a grid are to be visited, how often, and what came of it. Nothing about
-- persons or households: no name of a person, no reason of a refusal (functions 78 to 95).

create table visit_plan (
  district_id int not null references district,
  id uuid not null,
  grid_id uuid not null,
  grid_path text not null,
  subject_kind text not null check (subject_kind in ('place', 'organisation')),
  name text not null check (btrim(name) <> ''),
  address text not null default '',
  service text not null default '',
  cadence_days int not null check (cadence_days between 1 and 366),
  agreed_on date not null,
  last_done_on date,
  tried_on date,
  rests_since date,
  ended_on date,
  due_on date,
  revision int not null,
  made_by uuid not null,
  made_at timestamptz not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (district_id, id),
  constraint visit_plan_due_while_running check ((due_on is null) = (rests_since is not null or ended_on is not null)),
  foreign key (district_id, grid_id) references grid (district_id, id),
  foreign key (district_id, made_by) references person (district_id, id),
  foreign key (district_id, changed_by) references person (district_id, id)
);
-- Due ones per grid, for the map: only those that run are in it, those due come first.
create index visit_plan_due on visit_plan (district_id, due_on, grid_path) where due_on is not null;
-- Lists: of the whole district in the order of the day, and of a territory.
create index visit_plan_in_order on visit_plan (district_id, (coalesce(due_on, date 'infinity')), id) where ended_on is null;
create index visit_plan_by_path on visit_plan (district_id, grid_path text_pattern_ops) where ended_on is null;
comment on table visit_plan is 'Agreement to visit a place or an organisation of a grid from time to time, as its service needs it (functions 90 to 92). Never a person or a household.';
comment on column visit_plan.district_id is 'District, distribution column.';
comment on column visit_plan.id is 'Client-made UUIDv7.';
comment on column visit_plan.grid_id is 'Base grid it lies in.';
comment on column visit_plan.grid_path is 'Path of the grid, e.g. 1.4.17.203.; decides who sees it.';
comment on column visit_plan.subject_kind is 'place: a street of shops, a building, a building site; organisation: a company, a nursing home, a school.';
comment on column visit_plan.name is 'Name of the place or organisation; no name of a person.';
comment on column visit_plan.address is 'Where it is, in words; empty where the name says it.';
comment on column visit_plan.service is 'What the visits are for, as agreed; nothing about persons.';
comment on column visit_plan.cadence_days is 'Days between visits, agreed as what the service needs: 7, 30, 90 or 180 unless the district offers others (functions 90 to 92).';
comment on column visit_plan.agreed_on is 'Local day of the agreement in force; a plan that rested has the new day.';
comment on column visit_plan.last_done_on is 'Local day of the last visit that took place; follows from visit.';
comment on column visit_plan.tried_on is 'Local day nobody was there, since the last visit that took place; follows from visit.';
comment on column visit_plan.rests_since is 'Local day on which visits were declined or paused; null while it runs. No reason is kept (function 78).';
comment on column visit_plan.ended_on is 'Local day it ended; null while it is kept.';
comment on column visit_plan.due_on is 'Local day of the next visit; null while it rests and after its end. Follows from the columns before.';
comment on column visit_plan.revision is 'Counts changes and visits from 1; a change names the one it was made on.';
comment on column visit_plan.made_by is 'Member of staff who put it down.';
comment on column visit_plan.made_at is 'When it was put down.';
comment on column visit_plan.changed_by is 'Member of staff of the last change or visit.';
comment on column visit_plan.changed_at is 'When it was changed or visited last.';

create table visit (
  district_id int not null references district,
  id uuid not null,
  plan_id uuid not null,
  grid_path text not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('done', 'notMet', 'declined')),
  ticket_id uuid,
  by_person_id uuid not null,
  by_unit_id uuid not null,
  recorded_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, plan_id) references visit_plan (district_id, id),
  foreign key (district_id, by_person_id) references person (district_id, id),
  foreign key (district_id, by_unit_id) references unit (district_id, id)
);
create index visit_by_plan on visit (district_id, plan_id, at);
comment on table visit is 'Visits made, append-only. Says what came of a visit, never what was seen of people.';
comment on column visit.district_id is 'District, distribution column.';
comment on column visit.id is 'Client-made UUIDv7: sent twice it is one visit.';
comment on column visit.plan_id is 'Plan it belongs to.';
comment on column visit.grid_path is 'Path of the grid of the plan at that time; decides who sees it.';
comment on column visit.at is 'When it was made.';
comment on column visit.outcome is 'done; notMet: nobody was there, due as before; declined: the plan rests, without a reason (function 78).';
comment on column visit.ticket_id is 'Id of the report that was begun on the visit (function 95); its ticket exists once that was sent.';
comment on column visit.by_person_id is 'Member of staff who made it.';
comment on column visit.by_unit_id is 'Unit of the acting post.';
comment on column visit.recorded_at is 'When the server got it.';

grant select, insert, update on visit_plan to lianxin_app;
grant select, insert on visit to lianxin_app;

alter table visit_plan enable row level security;
create policy visit_plan_read on visit_plan for select to lianxin_app
  using (district_id = app_district() and (app_system() or ('visit.read' = any(app_rights()) and starts_with(grid_path, app_territory()))));
create policy visit_plan_insert on visit_plan for insert to lianxin_app
  with check (district_id = app_district() and (app_system() or ('visit.plan' = any(app_rights()) and starts_with(grid_path, app_territory()))));
create policy visit_plan_update on visit_plan for update to lianxin_app
  using (district_id = app_district() and (app_system() or (app_rights() && array['visit.plan', 'visit.write'] and starts_with(grid_path, app_territory()))))
  with check (district_id = app_district() and (app_system() or (app_rights() && array['visit.plan', 'visit.write'] and starts_with(grid_path, app_territory()))));

alter table visit enable row level security;
create policy visit_read on visit for select to lianxin_app
  using (district_id = app_district() and (app_system() or ('visit.read' = any(app_rights()) and starts_with(grid_path, app_territory()))));
create policy visit_insert on visit for insert to lianxin_app
  with check (district_id = app_district() and (app_system() or ('visit.write' = any(app_rights()) and starts_with(grid_path, app_territory()))));
