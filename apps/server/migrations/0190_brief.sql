-- The monthly brief (每月简报, function 107): of the district, a subdistrict or a department, never of a person.

create table brief (
  district_id int not null references district,
  id uuid not null,
  unit_id uuid not null,
  unit_path text not null,
  month date not null check (extract(day from month) = 1),
  version int not null check (version >= 1),
  preliminary boolean not null,
  asked_at timestamptz not null,
  asked_by uuid,
  produced_at timestamptz,
  content jsonb,
  primary key (district_id, id),
  unique (district_id, unit_id, month, version),
  foreign key (district_id, unit_id) references unit (district_id, id),
  foreign key (district_id, asked_by) references person (district_id, id),
  constraint brief_produced check ((produced_at is null) = (content is null))
);
create unique index brief_by_itself on brief (district_id, unit_id, month) where asked_by is null;
create index brief_by_month on brief (district_id, month desc, unit_id, version desc);
create index brief_waiting on brief (district_id, asked_at) where produced_at is null;
comment on table brief is 'Monthly briefs as they were produced. What was produced never changes; a new production is a version beside it.';
comment on column brief.district_id is 'District, distribution column.';
comment on column brief.id is 'UUIDv7; made by the client where a person asked for it.';
comment on column brief.unit_id is 'Unit it is about: the district, a subdistrict or a department.';
comment on column brief.unit_path is 'Path of the unit, e.g. 1.4.; posts above it see it.';
comment on column brief.month is 'First local day of the month.';
comment on column brief.version is '1, or one more for each production of the same unit and month.';
comment on column brief.preliminary is 'The month was still running.';
comment on column brief.asked_at is 'When it was asked for, or became due.';
comment on column brief.asked_by is 'Member of staff who had it produced; null: by itself on the first working day, once for each unit and month.';
comment on column brief.produced_at is 'When it was produced; null while that goes on.';
comment on column brief.content is 'What it says (BriefContent of the contract, which names its own schema version); no personal data of reporters. Null while it is produced.';

grant select, insert, update on brief to lianxin_app;

-- A territorial post sees its part of the tree, a department its own units. What was produced is closed to every change.
alter table brief enable row level security;
create policy brief_read on brief for select to lianxin_app
  using (district_id = app_district() and (app_system() or ('figure.read' = any(app_rights())
    and (unit_id = any(app_units()) or (app_territory() <> '' and starts_with(unit_path, app_territory()))))));
create policy brief_insert on brief for insert to lianxin_app
  with check (district_id = app_district() and (app_system() or ('brief.write' = any(app_rights())
    and (unit_id = any(app_units()) or (app_territory() <> '' and starts_with(unit_path, app_territory()))))));
create policy brief_produce on brief for update to lianxin_app
  using (district_id = app_district() and app_system() and produced_at is null)
  with check (district_id = app_district());
