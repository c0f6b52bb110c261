-- A clinic may be ended before the day that was planned: by the department that holds it, with the new last day. What was
-- planned before stays readable.

create table clinic_ending (
  district_id int not null references district,
  clinic_id uuid not null,
  seq int not null check (seq > 0),
  unit_id uuid not null,
  last_day date not null,
  before_day date,
  decided_at timestamptz not null,
  primary key (district_id, clinic_id, seq),
  foreign key (district_id, clinic_id) references clinic (district_id, id),
  foreign key (district_id, unit_id) references unit (district_id, id)
);
comment on table clinic_ending is 'Clinics that were ended early: the new last day and the one before it. Append-only.';
comment on column clinic_ending.district_id is 'District, distribution column.';
comment on column clinic_ending.clinic_id is 'Clinic.';
comment on column clinic_ending.seq is 'Number among the endings of the clinic, from 1.';
comment on column clinic_ending.unit_id is 'Department that decided it.';
comment on column clinic_ending.last_day is 'Last local day from then on.';
comment on column clinic_ending.before_day is 'Last local day before; null where it went on.';
comment on column clinic_ending.decided_at is 'When it was decided.';

grant select, insert on clinic_ending to lianxin_app;
alter table clinic_ending enable row level security;
create policy clinic_ending_read on clinic_ending for select to lianxin_app
  using (district_id = app_district() and (app_system() or 'fieldPlan.read' = any(app_rights())));
create policy clinic_ending_insert on clinic_ending for insert to lianxin_app
  with check (district_id = app_district() and 'fieldPlan.write' = any(app_rights()) and unit_id = any(app_units()));
