-- Responsibility traced back (责任倒查, functions 113 to 116): who is to answer for what was missed. Of units, never of
-- persons. The chain itself is read from ticket_step and stored nowhere.

create table responsibility_rules (
  district_id int not null references district,
  version int not null check (version >= 1),
  rules jsonb not null,
  reason text not null check (btrim(reason) <> ''),
  by_person_id uuid not null,
  at timestamptz not null,
  primary key (district_id, version),
  foreign key (district_id, by_person_id) references person (district_id, id)
);
comment on table responsibility_rules is 'What is proposed for how much missed working time, append-only by version; a district without rows has version 0, the rules of the domain (RESPONSIBILITY_RULES).';
comment on column responsibility_rules.district_id is 'District, distribution column.';
comment on column responsibility_rules.version is 'Counts from 1 within the district; the highest is in force.';
comment on column responsibility_rules.rules is 'ResponsibilityRules of the domain: ladder in working hours, days a measure lasts, times to speak, appeal and answer.';
comment on column responsibility_rules.reason is 'Why they were changed.';
comment on column responsibility_rules.by_person_id is 'Member of staff who changed them.';
comment on column responsibility_rules.at is 'When they came into force.';

create table responsibility_case (
  district_id int not null references district,
  id uuid not null,
  ticket_id uuid not null,
  ticket_number text not null,
  unit_id uuid not null,
  unit_path text not null,
  share text not null check (share in ('primary', 'joint')),
  proposed text not null check (proposed in ('talk', 'interview', 'writtenNotice', 'yellowCard')),
  measure text check (measure in ('talk', 'interview', 'writtenNotice', 'yellowCard')),
  rules_version int not null check (rules_version >= 0),
  rules jsonb not null,
  state text not null check (state in ('proposed', 'heard', 'dropped', 'decided', 'appealed', 'upheld', 'lifted', 'expired')),
  next_at timestamptz,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  ended_at timestamptz,
  revision int not null check (revision >= 1),
  body jsonb not null,
  primary key (district_id, id),
  constraint responsibility_end_matches_state check ((ended_at is null) = (state in ('proposed', 'heard', 'decided', 'appealed', 'upheld'))),
  foreign key (district_id, unit_id) references unit (district_id, id)
);
-- One open case of a unit about a matter.
create unique index responsibility_open_once on responsibility_case (district_id, ticket_id, unit_id) where ended_at is null;
create index responsibility_by_ticket on responsibility_case (district_id, ticket_id);
create index responsibility_by_state on responsibility_case (district_id, state, changed_at);
create index responsibility_next on responsibility_case (district_id, next_at) where next_at is not null;
comment on table responsibility_case is 'A unit that is to answer for what it missed about a ticket: the fold of responsibility_act. Drafted by a person from what the rules propose, decided by a person of another unit after the unit was heard.';
comment on column responsibility_case.district_id is 'District, distribution column.';
comment on column responsibility_case.id is 'Client-made UUIDv7.';
comment on column responsibility_case.ticket_id is 'Ticket it is about.';
comment on column responsibility_case.ticket_number is 'Number of the ticket, for a unit that no longer reads it.';
comment on column responsibility_case.unit_id is 'Unit concerned; its posts see the case, and those who lead it speak and appeal.';
comment on column responsibility_case.unit_path is 'Path of that unit, e.g. 1.4.17.; those who propose or decide above it see the case.';
comment on column responsibility_case.share is 'primary 首要责任, joint 连带责任.';
comment on column responsibility_case.proposed is 'Measure the rules propose: talk 约谈, interview 面谈, writtenNotice 书面通报, yellowCard 黄牌警告.';
comment on column responsibility_case.measure is 'Measure a person decided on; null before.';
comment on column responsibility_case.rules_version is 'Version of the rules it was proposed by; 0 for those of the domain.';
comment on column responsibility_case.rules is 'Those rules as they were then; they also say how long it may be heard, appealed, and how long the measure lasts.';
comment on column responsibility_case.state is 'proposed: the unit is heard; heard: to be decided; decided, upheld: the measure stands; appealed: an answer is due; dropped, lifted, expired: over.';
comment on column responsibility_case.next_at is 'When time moves it by itself: the hearing or the measure ends; null where it does not.';
comment on column responsibility_case.opened_at is 'When it was drafted.';
comment on column responsibility_case.changed_at is 'Time of the last act.';
comment on column responsibility_case.ended_at is 'When it was dropped, lifted or expired; null before.';
comment on column responsibility_case.revision is 'Number of acts so far.';
comment on column responsibility_case.body is 'The whole fold as the domain has it (ResponsibilityCase): missed working time in ms, words, decision, appeal, answer.';

create table responsibility_act (
  district_id int not null references district,
  case_id uuid not null,
  seq int not null check (seq >= 1),
  unit_id uuid not null,
  unit_path text not null,
  command_id uuid not null,
  kind text not null check (kind in ('proposed', 'spoken', 'heard', 'decided', 'dropped', 'appealed', 'answered', 'lifted', 'expired')),
  at timestamptz not null,
  by_person_id uuid,
  by_unit_id uuid,
  reason text not null,
  measure text check (measure in ('talk', 'interview', 'writtenNotice', 'yellowCard')),
  upheld boolean,
  primary key (district_id, case_id, seq),
  constraint responsibility_act_once unique (district_id, case_id, command_id),
  constraint responsibility_act_says_why check (by_person_id is null or btrim(reason) <> ''),
  foreign key (district_id, case_id) references responsibility_case (district_id, id)
);
comment on table responsibility_act is 'Append-only history of cases of responsibility: who, when, what, why. The application''s role can insert and read, never change or delete.';
comment on column responsibility_act.district_id is 'District, distribution column.';
comment on column responsibility_act.case_id is 'Case.';
comment on column responsibility_act.seq is 'Counts from 1 within the case.';
comment on column responsibility_act.unit_id is 'Unit concerned, as in the case; decides who reads it.';
comment on column responsibility_act.unit_path is 'Path of that unit.';
comment on column responsibility_act.command_id is 'Client-made id of the command; the same command twice has one effect. Made from the case for what time does.';
comment on column responsibility_act.kind is 'proposed, spoken (申辩), heard (its time was over), decided, dropped, appealed (申诉), answered, lifted (解除), expired.';
comment on column responsibility_act.at is 'When it was done.';
comment on column responsibility_act.by_person_id is 'Member of staff who did it; null where time did.';
comment on column responsibility_act.by_unit_id is 'Unit for which they acted; null where time did.';
comment on column responsibility_act.reason is 'The words: why, or what was said; empty where time did it.';
comment on column responsibility_act.measure is 'Measure proposed or decided by this act; null otherwise.';
comment on column responsibility_act.upheld is 'Of an answer: whether the measure stays; null otherwise.';

create table commendation (
  district_id int not null references district,
  id uuid not null,
  unit_id uuid not null,
  ticket_id uuid,
  ticket_number text,
  reason text not null check (btrim(reason) <> ''),
  by_person_id uuid not null,
  by_unit_id uuid not null,
  at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawn_reason text check (btrim(withdrawn_reason) <> ''),
  primary key (district_id, id),
  constraint commendation_withdrawn_whole check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null)),
  constraint commendation_of_others check (unit_id <> by_unit_id),
  constraint commendation_ticket_whole check ((ticket_id is null) = (ticket_number is null)),
  foreign key (district_id, unit_id) references unit (district_id, id),
  foreign key (district_id, by_unit_id) references unit (district_id, id),
  foreign key (district_id, by_person_id) references person (district_id, id),
  foreign key (district_id, withdrawn_by) references person (district_id, id)
);
create index commendation_newest on commendation (district_id, at);
comment on table commendation is 'Praise of units (表扬): who, when, why, and why it was taken back. Never removed.';
comment on column commendation.district_id is 'District, distribution column.';
comment on column commendation.id is 'Client-made UUIDv7.';
comment on column commendation.unit_id is 'Unit praised.';
comment on column commendation.ticket_id is 'Ticket it is about; null where it is about none.';
comment on column commendation.ticket_number is 'Number of that ticket.';
comment on column commendation.reason is 'Why.';
comment on column commendation.by_person_id is 'Member of staff who recorded it.';
comment on column commendation.by_unit_id is 'Unit for which they acted.';
comment on column commendation.at is 'When it was recorded.';
comment on column commendation.withdrawn_at is 'When it was taken back; null where it stands.';
comment on column commendation.withdrawn_by is 'Member of staff who took it back.';
comment on column commendation.withdrawn_reason is 'Why it was taken back.';

grant select, insert on responsibility_rules, responsibility_act to lianxin_app;
grant select, insert, update on responsibility_case, commendation to lianxin_app;

alter table responsibility_rules enable row level security;
create policy responsibility_rules_read on responsibility_rules for select to lianxin_app
  using (district_id = app_district() and (app_system() or 'responsibility.read' = any(app_rights())));
create policy responsibility_rules_insert on responsibility_rules for insert to lianxin_app
  with check (district_id = app_district() and (app_system() or 'responsibility.decide' = any(app_rights())));

-- A unit sees its own. Those who propose or decide see the units of their territory.
alter table responsibility_case enable row level security;
create policy responsibility_case_read on responsibility_case for select to lianxin_app
  using (district_id = app_district() and (app_system()
    or ('responsibility.read' = any(app_rights()) and unit_id = any(app_units()))
    or (app_rights() && array['responsibility.propose', 'responsibility.decide'] and starts_with(unit_path, app_territory()))));
create policy responsibility_case_insert on responsibility_case for insert to lianxin_app
  with check (district_id = app_district() and (app_system()
    or ('responsibility.propose' = any(app_rights()) and starts_with(unit_path, app_territory()))));
create policy responsibility_case_update on responsibility_case for update to lianxin_app
  using (district_id = app_district() and (app_system()
    or ('responsibility.speak' = any(app_rights()) and unit_id = any(app_units()))
    or ('responsibility.decide' = any(app_rights()) and starts_with(unit_path, app_territory()))))
  with check (district_id = app_district());

alter table responsibility_act enable row level security;
create policy responsibility_act_read on responsibility_act for select to lianxin_app
  using (district_id = app_district() and (app_system()
    or ('responsibility.read' = any(app_rights()) and unit_id = any(app_units()))
    or (app_rights() && array['responsibility.propose', 'responsibility.decide'] and starts_with(unit_path, app_territory()))));
create policy responsibility_act_insert on responsibility_act for insert to lianxin_app
  with check (district_id = app_district() and (app_system()
    or ('responsibility.speak' = any(app_rights()) and unit_id = any(app_units()))
    or (app_rights() && array['responsibility.propose', 'responsibility.decide'] and starts_with(unit_path, app_territory()))));

-- Praise is for everybody to see; blame is not.
alter table commendation enable row level security;
create policy commendation_read on commendation for select to lianxin_app
  using (district_id = app_district() and (app_system() or 'responsibility.read' = any(app_rights())));
create policy commendation_insert on commendation for insert to lianxin_app
  with check (district_id = app_district() and (app_system() or 'responsibility.propose' = any(app_rights())));
create policy commendation_update on commendation for update to lianxin_app
  using (district_id = app_district() and (app_system() or 'responsibility.propose' = any(app_rights())))
  with check (district_id = app_district());
