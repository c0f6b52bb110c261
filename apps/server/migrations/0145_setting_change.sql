-- Administration by people who are no programmers: its history, its imports, its texts.

create table setting_change (
  district_id int not null references district,
  id uuid not null,
  at timestamptz not null,
  person_id uuid,
  post_id uuid,
  kind text not null,
  key text not null,
  label text not null,
  before jsonb,
  after jsonb,
  undoes uuid,
  batch uuid,
  primary key (district_id, id)
);
create index setting_change_by_time on setting_change (district_id, at desc, id desc);
create index setting_change_by_key on setting_change (district_id, kind, key, at desc, id desc);
comment on table setting_change is 'Append-only history of administration (units, people, posts, roster, catalogue, calendar, texts), written with each change. Telephones of persons are masked here for good: the clear number stands in the row of the person alone.';
comment on column setting_change.district_id is 'District, distribution column.';
comment on column setting_change.id is 'Change id, UUIDv7.';
comment on column setting_change.at is 'When.';
comment on column setting_change.person_id is 'Who; null for the command line.';
comment on column setting_change.post_id is 'In which post.';
comment on column setting_change.kind is 'What: unit, person, post, duty, class, catalogue, calendar, hours, text.';
comment on column setting_change.key is 'Which one: id, version/code, year or key of the text.';
comment on column setting_change.label is 'Its name at that time, so that history reads after a renaming.';
comment on column setting_change.before is 'Fields before (see modules/access/settings/snapshots.ts); null: it was made.';
comment on column setting_change.after is 'Fields after; null: it was removed.';
comment on column setting_change.undoes is 'Change that this one took back.';
comment on column setting_change.batch is 'Import it came with.';

create table sheet_import (
  district_id int not null references district,
  id uuid not null,
  sheet text not null,
  filename text not null,
  content bytea,
  state text not null default 'reading'
    check (state in ('reading', 'checked', 'writing', 'imported', 'refused', 'failed')),
  result jsonb not null default '{}',
  started_by uuid not null,
  started_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (district_id, id)
);
comment on table sheet_import is 'Imports of tables: uploaded, previewed, confirmed. File and preview hold names and telephones of staff and are emptied when the import ends, after a day at the latest.';
comment on column sheet_import.district_id is 'District, distribution column.';
comment on column sheet_import.id is 'Client-made UUIDv7: the same import sent again is the same.';
comment on column sheet_import.sheet is 'Which table: units, staff, catalogue, calendar, texts.';
comment on column sheet_import.filename is 'Name of the file.';
comment on column sheet_import.content is 'Bytes of the file until the import ends.';
comment on column sheet_import.state is 'reading, checked, writing, imported, refused, failed.';
comment on column sheet_import.result is 'Counts, faults and previewed rows as the contract shows them.';
comment on column sheet_import.started_by is 'Person.';
comment on column sheet_import.started_at is 'When it was uploaded.';
comment on column sheet_import.changed_at is 'Last change of state or sign of life.';

create table district_text (
  district_id int not null references district,
  key text not null,
  zh text not null,
  en text not null default '',
  revision int not null default 1,
  primary key (district_id, key)
);
comment on table district_text is 'Texts a district wrote instead of the usual ones.';
comment on column district_text.district_id is 'District, distribution column.';
comment on column district_text.key is 'Key of the text; standard replies of a class under replies.<class code>.';
comment on column district_text.zh is 'Chinese text with its {holes}.';
comment on column district_text.en is 'English text; empty: the Chinese one is shown.';
comment on column district_text.revision is 'Counts the versions of this text, from 1.';

grant select, insert on setting_change to lianxin_app;
grant select, insert, update on sheet_import to lianxin_app;
grant select, insert, update, delete on district_text to lianxin_app;

alter table setting_change enable row level security;
create policy setting_change_read on setting_change for select to lianxin_app
  using (district_id = app_district() and (app_system() or 'setting.read' = any(app_rights())));
create policy setting_change_insert on setting_change for insert to lianxin_app
  with check (district_id = app_district() and (app_system() or app_rights() && array[
    'organisation.write', 'catalogue.write', 'calendar.write', 'duty.write', 'setting.write']));

alter table sheet_import enable row level security;
create policy sheet_import_all on sheet_import to lianxin_app
  using (district_id = app_district() and (app_system() or 'setting.write' = any(app_rights())))
  with check (district_id = app_district() and (app_system() or 'setting.write' = any(app_rights())));

alter table district_text enable row level security;
create policy district_text_read on district_text for select to lianxin_app using (district_id = app_district());
create policy district_text_write on district_text to lianxin_app
  using (district_id = app_district() and (app_system() or 'setting.write' = any(app_rights())))
  with check (district_id = app_district() and (app_system() or 'setting.write' = any(app_rights())));

-- What an administrator takes back or removes: drafts of classes and years of the calendar by the right they are kept with.
grant delete on calendar_year, catalogue_version to lianxin_app;

-- A post given by mistake ends on the day it would have begun: it was never held.
alter table post drop constraint post_dates_ordered;
alter table post add constraint post_dates_ordered check (valid_to is null or valid_to >= valid_from);

-- The auditor reads whose account a trace speaks of without seeing the sign-in tables.
create function account_label(wanted uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  if not coalesce(app_system() or 'audit.read' = any(app_rights()), false) then return null; end if;
  return (select p.name || '（' || a.login_name || '）' from account a
    join person p on p.district_id = a.district_id and p.id = a.person_id
    where a.district_id = app_district() and a.id = wanted);
end $$;
comment on function account_label(uuid) is 'Person and login name of an account, for the audit trail only.';
revoke execute on function account_label(uuid) from public;
grant execute on function account_label(uuid) to lianxin_app;
