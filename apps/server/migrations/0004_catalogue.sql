-- Classes of matters with limits and conditions, versioned; the working calendar.

create table catalogue_version (
  district_id int not null references district,
  version int not null,
  status text not null check (status in ('draft', 'active', 'retired')),
  note text not null default '',
  created_at timestamptz not null default now(),
  primary key (district_id, version)
);
create unique index catalogue_one_active on catalogue_version (district_id) where status = 'active';
comment on table catalogue_version is 'Versions of the catalogue; a ticket keeps the one it was filed with.';
comment on column catalogue_version.district_id is 'District, distribution column.';
comment on column catalogue_version.version is 'Counts from 1.';
comment on column catalogue_version.status is 'draft, active (one), retired.';
comment on column catalogue_version.note is 'Where it came from, why it changed.';
comment on column catalogue_version.created_at is 'When it was written.';

create table catalogue_class (
  district_id int not null references district,
  version int not null,
  code text not null,
  kind text not null check (kind in ('component', 'event')),
  major text not null,
  major_en text not null default '',
  minor text not null,
  minor_en text not null default '',
  filing_condition text not null default '',
  closing_condition text not null default '',
  stages jsonb not null,
  evidence_required boolean not null default false,
  urgent boolean not null default false,
  confidential boolean not null default false,
  responsible jsonb not null default '{}',
  standard_replies jsonb not null default '[]',
  source text not null default '',
  primary key (district_id, version, code),
  foreign key (district_id, version) references catalogue_version (district_id, version)
);
comment on table catalogue_class is 'Minor classes (小类): condition to file, limit, condition to close, responsible unit per level (职责清单).';
comment on column catalogue_class.district_id is 'District, distribution column.';
comment on column catalogue_class.version is 'Catalogue version.';
comment on column catalogue_class.code is 'Code of the minor class, e.g. E0102.';
comment on column catalogue_class.kind is 'component 部件 or event 事件.';
comment on column catalogue_class.major is 'Major class (大类), Chinese.';
comment on column catalogue_class.major_en is 'Major class, English.';
comment on column catalogue_class.minor is 'Minor class (小类), Chinese.';
comment on column catalogue_class.minor_en is 'Minor class, English.';
comment on column catalogue_class.filing_condition is 'Condition to file (立案条件).';
comment on column catalogue_class.closing_condition is 'Condition to close (结案条件).';
comment on column catalogue_class.stages is 'Stages with their limits: [{"name":…,"limit":{"amount":4,"unit":"workHour"}}].';
comment on column catalogue_class.evidence_required is 'True only where the closing condition needs a photo.';
comment on column catalogue_class.urgent is 'True: tickets of the class start urgent.';
comment on column catalogue_class.confidential is 'True for disputes and the like: no text on shared lists.';
comment on column catalogue_class.responsible is 'Responsible unit code per level: {"0":"CG","1":…}.';
comment on column catalogue_class.standard_replies is 'Standard replies, Chinese texts.';
comment on column catalogue_class.source is 'Rule the limits come from.';

create table calendar_year (
  district_id int not null references district,
  year int not null check (year between 1990 and 2200),
  source text not null default '',
  primary key (district_id, year)
);
comment on table calendar_year is 'Years for which the working calendar has data; others refuse to give a date.';
comment on column calendar_year.district_id is 'District, distribution column.';
comment on column calendar_year.year is 'Calendar year.';
comment on column calendar_year.source is 'Where the data come from.';

create table calendar_exception (
  district_id int not null references district,
  day date not null,
  working boolean not null,
  name text not null default '',
  primary key (district_id, day)
);
comment on table calendar_exception is 'Days that deviate from Monday-Friday: holidays and make-up workdays (调休).';
comment on column calendar_exception.district_id is 'District, distribution column.';
comment on column calendar_exception.day is 'Local day.';
comment on column calendar_exception.working is 'True: make-up workday; false: holiday.';
comment on column calendar_exception.name is 'Name of the holiday.';

create table working_hours (
  district_id int not null references district,
  from_minute int not null,
  to_minute int not null,
  primary key (district_id, from_minute),
  constraint working_hours_ordered check (0 <= from_minute and from_minute < to_minute and to_minute <= 1440)
);
comment on table working_hours is 'Working hours of a workday.';
comment on column working_hours.district_id is 'District, distribution column.';
comment on column working_hours.from_minute is 'Begin, minutes after local midnight.';
comment on column working_hours.to_minute is 'End, minutes after local midnight.';
