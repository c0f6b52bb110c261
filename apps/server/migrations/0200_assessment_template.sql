-- The district's own way of scoring the hundred-point assessment, as versions that never change.

create table assessment_template (
  district_id int not null references district,
  id uuid not null,
  subject text not null check (subject in ('grid', 'department')),
  valid_from date not null check (extract(day from valid_from) = 1),
  version int not null check (version >= 1),
  template jsonb not null,
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, subject, valid_from, version),
  foreign key (district_id, made_by) references person (district_id, id)
);
comment on table assessment_template is 'Versions of the district''s own way of scoring, append-only; the one that began last holds for a month.';
comment on column assessment_template.district_id is 'District, distribution column.';
comment on column assessment_template.id is 'Client-made UUIDv7: sent twice it is one version.';
comment on column assessment_template.subject is 'grid: units of base grids; department: departments.';
comment on column assessment_template.valid_from is 'First local day of the first month it holds for.';
comment on column assessment_template.version is '1, or one more for each further version from the same month on.';
comment on column assessment_template.template is 'Parts and items with points (AssessmentTemplate of the domain), checked by the domain.';
comment on column assessment_template.made_by is 'Member of staff who entered it.';
comment on column assessment_template.made_at is 'When it was entered.';
comment on column assessment.template_name is 'Which way of scoring: zhengzhou, jinhua, supervised, own.';

grant select, insert on assessment_template to lianxin_app;
alter table assessment_template enable row level security;
create policy assessment_template_read on assessment_template for select to lianxin_app
  using (district_id = app_district() and (app_system() or 'assessment.write' = any(app_rights()) or 'assessment.read' = any(app_rights())));
create policy assessment_template_insert on assessment_template for insert to lianxin_app
  with check (district_id = app_district() and (app_system() or 'assessment.write' = any(app_rights())));
