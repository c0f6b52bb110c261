-- Supervision (督办) and whistles (吹哨报到): what a unit orders to be settled by a date, and departments called together.

create table supervision_order (
  district_id int not null references district,
  id uuid not null,
  issuer_unit_id uuid not null,
  issued_by uuid not null,
  grid_path text not null,
  unit_ids uuid[] not null,
  ticket_ids uuid[] not null check (cardinality(ticket_ids) between 1 and 100),
  reason text not null check (btrim(reason) <> ''),
  time_limit jsonb not null,
  issued_at timestamptz not null,
  due_at timestamptz not null,
  state text not null check (state in ('open', 'settledInTime', 'settledLate', 'withdrawn')),
  settled_at timestamptz,
  withdrawn_reason text not null default '',
  checked_at timestamptz,
  overdue_told_at timestamptz,
  primary key (district_id, id),
  constraint supervision_order_settled check ((settled_at is not null) = (state in ('settledInTime', 'settledLate'))),
  constraint supervision_order_judged check (settled_at is null or (state = 'settledInTime') = (settled_at <= due_at)),
  foreign key (district_id, issuer_unit_id) references unit (district_id, id),
  foreign key (district_id, issued_by) references person (district_id, id)
);
create index supervision_order_open on supervision_order (district_id, due_at) where state = 'open';
create index supervision_order_issued on supervision_order (district_id, issued_at);
create index supervision_order_by_ticket on supervision_order using gin (ticket_ids);
comment on table supervision_order is 'Orders of supervision (督办, functions 44 and 108): matters that a unit wants settled by a date. Settled by their tickets, by nobody''s word.';
comment on column supervision_order.district_id is 'District, distribution column.';
comment on column supervision_order.id is 'Client-made UUIDv7: sent twice it is one order.';
comment on column supervision_order.issuer_unit_id is 'Unit that ordered it.';
comment on column supervision_order.issued_by is 'Member of staff who wrote it.';
comment on column supervision_order.grid_path is 'Territory of the issuer; decides with unit_ids who sees it.';
comment on column supervision_order.unit_ids is 'The issuer and every unit that had or has one of the matters.';
comment on column supervision_order.ticket_ids is 'The matters.';
comment on column supervision_order.reason is 'Why, for the units concerned.';
comment on column supervision_order.time_limit is 'The time given, from issued_at on the calendar of the district.';
comment on column supervision_order.issued_at is 'When it was issued.';
comment on column supervision_order.due_at is 'By when all of them are to be settled.';
comment on column supervision_order.state is 'open; settledInTime or settledLate: by the last of its matters; withdrawn: counted nowhere.';
comment on column supervision_order.settled_at is 'When the last of its matters was settled.';
comment on column supervision_order.withdrawn_reason is 'Why it was taken back; empty otherwise.';
comment on column supervision_order.checked_at is 'When its matters were looked at after it was issued; one may have been settled in the same moment.';
comment on column supervision_order.overdue_told_at is 'When the units were told that the date has passed.';

create table whistle (
  district_id int not null references district,
  id uuid not null,
  caller_unit_id uuid not null,
  called_by uuid not null,
  grid_path text not null,
  unit_ids uuid[] not null,
  ticket_id uuid,
  text text not null check (btrim(text) <> ''),
  place text not null default '',
  called_at timestamptz not null,
  sign_due_at timestamptz not null,
  contact_due_at timestamptz not null,
  state text not null check (state in ('open', 'answered', 'rated', 'withdrawn')),
  units jsonb not null,
  revision int not null,
  primary key (district_id, id),
  foreign key (district_id, caller_unit_id) references unit (district_id, id),
  foreign key (district_id, called_by) references person (district_id, id)
);
create index whistle_in_order on whistle (district_id, called_at);
create index whistle_by_ticket on whistle (district_id, ticket_id) where ticket_id is not null;
comment on table whistle is 'Whistles (吹哨报到): a street calls several departments about one matter, they sign, make contact and give a result, and the street rates them (standards 1.5).';
comment on column whistle.district_id is 'District, distribution column.';
comment on column whistle.id is 'Client-made UUIDv7: sent twice it is one whistle.';
comment on column whistle.caller_unit_id is 'Unit that called.';
comment on column whistle.called_by is 'Member of staff who called.';
comment on column whistle.grid_path is 'Territory of the caller; decides with unit_ids who sees it.';
comment on column whistle.unit_ids is 'The caller and the units called.';
comment on column whistle.ticket_id is 'Ticket it is about; null without one.';
comment on column whistle.text is 'What it is about.';
comment on column whistle.place is 'Where, in words; empty without.';
comment on column whistle.called_at is 'When it was called.';
comment on column whistle.sign_due_at is 'By when each unit signs: 1 h.';
comment on column whistle.contact_due_at is 'By when each unit makes contact: 24 h.';
comment on column whistle.state is 'open; answered: every unit has a result; rated: every unit is rated; withdrawn.';
comment on column whistle.units is 'What each unit called did and when, and the rating of the street (packages/domain CalledUnit).';
comment on column whistle.revision is 'Counts acts from 1.';

grant select, insert, update on supervision_order, whistle to lianxin_app;

alter table supervision_order enable row level security;
create policy supervision_order_read on supervision_order for select to lianxin_app
  using (district_id = app_district() and (app_system() or ('order.read' = any(app_rights())
    and (starts_with(grid_path, app_territory()) or unit_ids && app_units()))));
create policy supervision_order_insert on supervision_order for insert to lianxin_app
  with check (district_id = app_district() and (app_system() or ('order.write' = any(app_rights())
    and issuer_unit_id = any(app_units()))));
create policy supervision_order_update on supervision_order for update to lianxin_app
  using (district_id = app_district() and (app_system() or ('order.write' = any(app_rights()) and issuer_unit_id = any(app_units()))))
  with check (district_id = app_district() and (app_system() or ('order.write' = any(app_rights()) and issuer_unit_id = any(app_units()))));

alter table whistle enable row level security;
create policy whistle_read on whistle for select to lianxin_app
  using (district_id = app_district() and (app_system() or ('order.read' = any(app_rights())
    and (starts_with(grid_path, app_territory()) or unit_ids && app_units()))));
create policy whistle_insert on whistle for insert to lianxin_app
  with check (district_id = app_district() and (app_system() or ('order.write' = any(app_rights())
    and caller_unit_id = any(app_units()))));
create policy whistle_update on whistle for update to lianxin_app
  using (district_id = app_district() and (app_system() or (app_rights() && array['order.write', 'order.answer'] and unit_ids && app_units())))
  with check (district_id = app_district() and (app_system() or (app_rights() && array['order.write', 'order.answer'] and unit_ids && app_units())));
comment on column message_delivery.occasion is 'step:<seq> of the step told of, alarm:<rung>:<start of the clock>, or issued:<id> and overdue:<id> of an order or whistle.';
