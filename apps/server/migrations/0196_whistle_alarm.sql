-- Departments that were called and did not answer in time are told, once for each date they missed.

create table whistle_alarm (
  district_id int not null references district,
  whistle_id uuid not null,
  unit_id uuid not null,
  what text not null check (what in ('sign', 'contact')),
  caller_unit_id uuid not null,
  grid_path text not null,
  due_at timestamptz not null,
  fired_at timestamptz not null,
  primary key (district_id, whistle_id, unit_id, what),
  foreign key (district_id, whistle_id) references whistle (district_id, id),
  foreign key (district_id, unit_id) references unit (district_id, id)
);
comment on table whistle_alarm is 'Alarms of whistles: a unit did not sign or make contact by its date. The key lets each be raised once.';
comment on column whistle_alarm.district_id is 'District, distribution column.';
comment on column whistle_alarm.whistle_id is 'Whistle.';
comment on column whistle_alarm.unit_id is 'Unit that missed its date.';
comment on column whistle_alarm.what is 'sign: it did not sign; contact: it made no contact.';
comment on column whistle_alarm.caller_unit_id is 'Unit that called; sees the alarm too.';
comment on column whistle_alarm.grid_path is 'Territory of the caller; decides with the units who sees it.';
comment on column whistle_alarm.due_at is 'Date that was missed.';
comment on column whistle_alarm.fired_at is 'When the alarm was raised.';

grant select, insert on whistle_alarm to lianxin_app;
alter table whistle_alarm enable row level security;
create policy whistle_alarm_read on whistle_alarm for select to lianxin_app
  using (district_id = app_district() and (app_system() or ('order.read' = any(app_rights())
    and (starts_with(grid_path, app_territory()) or array[unit_id, caller_unit_id] && app_units()))));
create policy whistle_alarm_insert on whistle_alarm for insert to lianxin_app
  with check (district_id = app_district() and app_system());

alter table whistle add column next_look_at timestamptz;
comment on column whistle.next_look_at is 'Next date at which somebody may be late; null when both have passed or it has ended.';
comment on column whistle.sign_due_at is 'By when each unit signs: 1 h unless the district says otherwise.';
comment on column whistle.contact_due_at is 'By when each unit makes contact: 24 h unless the district says otherwise.';
update whistle set next_look_at = sign_due_at where state = 'open';
create index whistle_to_look_at on whistle (district_id, next_look_at) where next_look_at is not null;
comment on column message_delivery.occasion is 'step:<seq> of the step told of, alarm:<rung>:<start of the clock>, issued:<id> and overdue:<id> of an order or whistle, or signOverdue:<id> and contactOverdue:<id> of a whistle.';
