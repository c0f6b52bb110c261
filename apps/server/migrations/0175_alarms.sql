-- Alarms of clocks (临期、超期、催办、通报): what each open clock raises next, and what was raised.

create table ticket_alarm (
  district_id int not null references district,
  ticket_id uuid not null,
  clock_started_at timestamptz not null,
  rung text not null check (rung in ('nearDue', 'overdue', 'reminded', 'criticised')),
  clock_kind text not null check (clock_kind in ('acceptance', 'handling', 'verification')),
  planned_at timestamptz not null,
  due_at timestamptz not null,
  fired_at timestamptz not null,
  unit_id uuid not null,
  told boolean not null,
  primary key (district_id, ticket_id, clock_started_at, rung),
  foreign key (district_id, unit_id) references unit (district_id, id),
  constraint ticket_alarm_not_early check (fired_at >= planned_at)
);
comment on table ticket_alarm is 'Alarms that were fired, append-only: each rung once for one clock of one holder, told to units and never to persons.';
comment on column ticket_alarm.district_id is 'District, distribution column.';
comment on column ticket_alarm.ticket_id is 'Ticket.';
comment on column ticket_alarm.clock_started_at is 'Entry of the holder, from which the clock counts; another holder has another clock.';
comment on column ticket_alarm.rung is 'nearDue 临期, overdue 超期, reminded 催办, criticised 通报; see packages/domain/src/oversight/alarms.ts.';
comment on column ticket_alarm.clock_kind is 'What the clock measures, as in ticket.clock_kind.';
comment on column ticket_alarm.planned_at is 'When it was to be fired by the calendar in force.';
comment on column ticket_alarm.due_at is 'The deadline at that time; an extension later on does not change it here.';
comment on column ticket_alarm.fired_at is 'When it was fired: never before planned_at.';
comment on column ticket_alarm.unit_id is 'Unit that had to act then.';
comment on column ticket_alarm.told is 'True: the unit was told. False: a higher rung was told instead, or it passed before the district had alarms.';

create table alarm_plan (
  district_id int not null references district,
  ticket_id uuid not null,
  revision int not null,
  clock_started_at timestamptz not null,
  due_at timestamptz,
  next_at timestamptz,
  last_rung text check (last_rung in ('nearDue', 'overdue', 'reminded', 'criticised')),
  unit_id uuid not null,
  grid_path text not null,
  planned_with text not null,
  primary key (district_id, ticket_id)
);
-- The claim: due first, first claimed.
create index alarm_plan_next on alarm_plan (district_id, next_at) where next_at is not null;
-- Those planned with another calendar or ladder.
create index alarm_plan_with on alarm_plan (district_id, planned_with);
-- Open matters of units whose time is over.
create index alarm_plan_overdue on alarm_plan (district_id, unit_id, last_rung) where last_rung in ('overdue', 'reminded', 'criticised');
comment on table alarm_plan is 'What each open clock raises next. Follows from ticket and ticket_alarm and can be made anew from them at any time; looked at again when it is due, so that a late row never fires early.';
comment on column alarm_plan.district_id is 'District, distribution column.';
comment on column alarm_plan.ticket_id is 'Ticket that has not ended.';
comment on column alarm_plan.revision is 'Revision of the ticket it was planned with.';
comment on column alarm_plan.clock_started_at is 'Start of the clock it was planned with.';
comment on column alarm_plan.due_at is 'Deadline of that clock; null where the calendar has no data.';
comment on column alarm_plan.next_at is 'When the next rung is to be fired; null while the clock stands still, where the calendar has no data, or when all were fired.';
comment on column alarm_plan.last_rung is 'Highest rung fired of this clock; null before the first.';
comment on column alarm_plan.unit_id is 'Unit that has to act next.';
comment on column alarm_plan.grid_path is 'Path of the grid or of the desk; decides who sees it.';
comment on column alarm_plan.planned_with is 'Fingerprint of calendar and ladder; planned again when they change.';

create table oversight_cursor (
  district_id int not null references district,
  follower text not null check (follower in ('alarms', 'orders')),
  snapshot text not null,
  since timestamptz not null,
  at timestamptz not null,
  primary key (district_id, follower)
);
comment on table oversight_cursor is 'Up to where a part of oversight has followed the outbox.';
comment on column oversight_cursor.district_id is 'District, distribution column.';
comment on column oversight_cursor.follower is 'Which part.';
comment on column oversight_cursor.snapshot is 'Snapshot of the last reading (pg_snapshot): every later commit is not visible in it.';
comment on column oversight_cursor.since is 'When it began; alarms that passed before are recorded and told to nobody.';
comment on column oversight_cursor.at is 'When it was read last; past the retention of the outbox everything open is looked at anew.';

grant select, insert on ticket_alarm to lianxin_app;
grant select, insert, update, delete on alarm_plan to lianxin_app;
grant select, insert, update on oversight_cursor to lianxin_app;

alter table ticket_alarm enable row level security;
create policy ticket_alarm_read on ticket_alarm for select to lianxin_app
  using (district_id = app_district() and (app_system() or ticket_id = app_ticket()));
create policy ticket_alarm_insert on ticket_alarm for insert to lianxin_app
  with check (district_id = app_district() and app_system());

alter table alarm_plan enable row level security;
create policy alarm_plan_read on alarm_plan for select to lianxin_app
  using (district_id = app_district() and (app_system() or ('ticket.read' = any(app_rights())
    and (starts_with(grid_path, app_territory()) or unit_id = any(app_units())))));
create policy alarm_plan_write on alarm_plan to lianxin_app
  using (district_id = app_district() and app_system()) with check (district_id = app_district() and app_system());

alter table oversight_cursor enable row level security;
create policy oversight_cursor_all on oversight_cursor to lianxin_app
  using (district_id = app_district() and app_system()) with check (district_id = app_district() and app_system());

comment on column message_delivery.occasion is 'step:<seq> of the step told of, or alarm:<rung>:<start of the clock>.';
