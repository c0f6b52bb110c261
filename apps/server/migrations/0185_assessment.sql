-- The hundred-point assessment (百分考核, functions 110 to 112): of grids and departments by the month, never of persons.

create table assessment (
  district_id int not null references district,
  id uuid not null,
  month date not null check (extract(day from month) = 1),
  subject text not null check (subject in ('grid', 'department')),
  version int not null check (version >= 1),
  template_name text not null,
  template jsonb not null,
  sign_within jsonb not null,
  state text not null check (state in ('draft', 'preview', 'published', 'frozen')),
  counted_tickets int not null default 0,
  counted_at timestamptz,
  objections_until timestamptz,
  published_at timestamptz,
  revision int not null,
  made_by uuid not null,
  made_at timestamptz not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (district_id, id),
  unique (district_id, month, subject, version),
  foreign key (district_id, made_by) references person (district_id, id),
  foreign key (district_id, changed_by) references person (district_id, id)
);
comment on table assessment is 'Assessment of a month (百分考核). Draft, preview to the assessed, published, frozen; a correction is a new version beside it.';
comment on column assessment.district_id is 'District, distribution column.';
comment on column assessment.id is 'Client-made UUIDv7.';
comment on column assessment.month is 'First local day of the month.';
comment on column assessment.subject is 'grid: units of base grids; department: departments.';
comment on column assessment.version is '1, or one more for each correction of a month.';
comment on column assessment.template_name is 'Which way of scoring: zhengzhou, jinhua.';
comment on column assessment.template is 'The way of scoring as it was then: parts and items with points (AssessmentTemplate of the domain).';
comment on column assessment.sign_within is 'Within what a matter is to be signed for, amount and unit.';
comment on column assessment.state is 'draft, preview, published, frozen.';
comment on column assessment.counted_tickets is 'Tickets read so far while it is counted, then in all.';
comment on column assessment.counted_at is 'When it was counted; null while that goes on.';
comment on column assessment.objections_until is 'Until when objections are taken; null in a draft.';
comment on column assessment.published_at is 'When it was published; null before.';
comment on column assessment.revision is 'Counts changes from 1; a change names the one it was made on.';
comment on column assessment.made_by is 'Member of staff who began it.';
comment on column assessment.made_at is 'When it was begun.';
comment on column assessment.changed_by is 'Member of staff of the last change.';
comment on column assessment.changed_at is 'When it was changed last.';

create table assessment_score (
  district_id int not null references district,
  assessment_id uuid not null,
  unit_id uuid not null,
  unit_path text not null,
  shown text not null check (shown in ('nobody', 'own', 'all')),
  items jsonb not null,
  total_centi int check (total_centi between 0 and 10000),
  primary key (district_id, assessment_id, unit_id),
  foreign key (district_id, assessment_id) references assessment (district_id, id),
  foreign key (district_id, unit_id) references unit (district_id, id)
);
comment on table assessment_score is 'Points of one unit in an assessment; belongs to the grid or department (同奖同罚), not to people.';
comment on column assessment_score.district_id is 'District, distribution column.';
comment on column assessment_score.assessment_id is 'Assessment.';
comment on column assessment_score.unit_id is 'Unit assessed.';
comment on column assessment_score.unit_path is 'Path of the unit, e.g. 1.4.17.203.; posts above it see it.';
comment on column assessment_score.shown is 'Who else sees it: nobody (draft), own (preview), all (published).';
comment on column assessment_score.items is 'Points of each item with what was counted (ItemScore of the domain).';
comment on column assessment_score.total_centi is 'Hundredths of a point out of 100; null where no item counts.';

create table assessment_fact (
  district_id int not null references district,
  assessment_id uuid not null,
  unit_id uuid not null,
  unit_path text not null,
  shown text not null check (shown in ('nobody', 'own', 'all')),
  measure text not null,
  ticket_id uuid not null,
  seq int not null,
  hit boolean not null,
  exclusion jsonb,
  primary key (district_id, assessment_id, unit_id, measure, ticket_id, seq),
  foreign key (district_id, assessment_id) references assessment (district_id, id)
);
comment on table assessment_fact is 'What was counted for a unit, one row for each thing: the explanation of its points, down to the ticket.';
comment on column assessment_fact.district_id is 'District, distribution column.';
comment on column assessment_fact.assessment_id is 'Assessment.';
comment on column assessment_fact.unit_id is 'Unit it counts for.';
comment on column assessment_fact.unit_path is 'Path of the unit.';
comment on column assessment_fact.shown is 'As in assessment_score.';
comment on column assessment_fact.measure is 'What is counted (MEASURES of the domain).';
comment on column assessment_fact.ticket_id is 'Ticket it is read from.';
comment on column assessment_fact.seq is 'Step of its history it is read from.';
comment on column assessment_fact.hit is 'Whether it is in the numerator.';
comment on column assessment_fact.exclusion is 'Why it does not count and who approved that: reason, by, seq; null where it counts.';

create table assessment_mark (
  district_id int not null references district,
  id uuid not null,
  assessment_id uuid not null,
  unit_id uuid not null,
  unit_path text not null,
  shown text not null check (shown in ('nobody', 'own', 'all')),
  item_id text not null,
  percent int not null check (percent between 0 and 100),
  reason text not null check (btrim(reason) <> ''),
  by_person_id uuid not null,
  at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, assessment_id) references assessment (district_id, id),
  foreign key (district_id, by_person_id) references person (district_id, id)
);
create index assessment_mark_of_unit on assessment_mark (district_id, assessment_id, unit_id, item_id, at);
comment on table assessment_mark is 'Marks a person gives with a reason, append-only; the last one of a unit and item counts.';
comment on column assessment_mark.district_id is 'District, distribution column.';
comment on column assessment_mark.id is 'Client-made UUIDv7.';
comment on column assessment_mark.assessment_id is 'Assessment.';
comment on column assessment_mark.unit_id is 'Unit marked.';
comment on column assessment_mark.unit_path is 'Path of the unit.';
comment on column assessment_mark.shown is 'As in assessment_score.';
comment on column assessment_mark.item_id is 'Item of the template.';
comment on column assessment_mark.percent is 'Share of the points of the item, percent.';
comment on column assessment_mark.reason is 'Why; shown to the unit.';
comment on column assessment_mark.by_person_id is 'Member of staff who gave it.';
comment on column assessment_mark.at is 'When it was given.';

create table assessment_objection (
  district_id int not null references district,
  id uuid not null,
  assessment_id uuid not null,
  unit_id uuid not null,
  unit_path text not null,
  item_id text not null,
  text text not null check (btrim(text) <> ''),
  by_person_id uuid not null,
  at timestamptz not null,
  answer text,
  accepted boolean,
  excluded_tickets uuid[] not null default '{}',
  answered_by uuid,
  answered_at timestamptz,
  primary key (district_id, id),
  foreign key (district_id, assessment_id) references assessment (district_id, id),
  foreign key (district_id, by_person_id) references person (district_id, id),
  foreign key (district_id, answered_by) references person (district_id, id),
  constraint assessment_objection_answered check ((answer is null) = (answered_at is null) and (answer is null) = (accepted is null))
);
create index assessment_objection_open on assessment_objection (district_id, assessment_id) where answered_at is null;
comment on table assessment_objection is 'What an assessed unit objects to, and what was answered.';
comment on column assessment_objection.district_id is 'District, distribution column.';
comment on column assessment_objection.id is 'Client-made UUIDv7: sent twice it is one objection.';
comment on column assessment_objection.assessment_id is 'Assessment.';
comment on column assessment_objection.unit_id is 'Unit that objects.';
comment on column assessment_objection.unit_path is 'Path of the unit.';
comment on column assessment_objection.item_id is 'Item it is about.';
comment on column assessment_objection.text is 'The objection.';
comment on column assessment_objection.by_person_id is 'Member of staff who wrote it.';
comment on column assessment_objection.at is 'When it came.';
comment on column assessment_objection.answer is 'The answer; null while there is none.';
comment on column assessment_objection.accepted is 'Whether it was found right; null before the answer.';
comment on column assessment_objection.excluded_tickets is 'Tickets that are left out because of it.';
comment on column assessment_objection.answered_by is 'Member of staff who answered.';
comment on column assessment_objection.answered_at is 'When it was answered.';

grant select, insert, update on assessment to lianxin_app;
grant select, insert, update, delete on assessment_score, assessment_fact to lianxin_app;
grant select, insert, update on assessment_mark, assessment_objection to lianxin_app;

alter table assessment enable row level security;
create policy assessment_read on assessment for select to lianxin_app
  using (district_id = app_district() and (app_system() or 'assessment.write' = any(app_rights()) or ('assessment.read' = any(app_rights()) and state <> 'draft')));
create policy assessment_insert on assessment for insert to lianxin_app
  with check (district_id = app_district() and (app_system() or 'assessment.write' = any(app_rights())));
create policy assessment_update on assessment for update to lianxin_app
  using (district_id = app_district() and (app_system() or 'assessment.write' = any(app_rights())))
  with check (district_id = app_district());

do $$
declare name text;
begin
  -- Before it is published a unit sees its own, and so do the posts above it.
  foreach name in array array['assessment_score', 'assessment_fact', 'assessment_mark'] loop
    execute format('alter table %I enable row level security', name);
    execute format($p$create policy %I on %I for select to lianxin_app
      using (district_id = app_district() and (app_system() or 'assessment.write' = any(app_rights())
        or ('assessment.read' = any(app_rights()) and (shown = 'all' or (shown = 'own'
          and (unit_id = any(app_units()) or (app_territory() <> '' and starts_with(unit_path, app_territory()))))))))$p$, name || '_read', name);
    execute format($p$create policy %I on %I for all to lianxin_app
      using (district_id = app_district() and (app_system() or 'assessment.write' = any(app_rights())))
      with check (district_id = app_district() and (app_system() or 'assessment.write' = any(app_rights())))$p$, name || '_write', name);
  end loop;
end $$;

alter table assessment_objection enable row level security;
create policy assessment_objection_read on assessment_objection for select to lianxin_app
  using (district_id = app_district() and (app_system() or 'assessment.write' = any(app_rights())
    or ('assessment.read' = any(app_rights()) and (unit_id = any(app_units()) or (app_territory() <> '' and starts_with(unit_path, app_territory()))))));
create policy assessment_objection_insert on assessment_objection for insert to lianxin_app
  with check (district_id = app_district() and (app_system() or ('assessment.object' = any(app_rights()) and unit_id = any(app_units()))));
create policy assessment_objection_update on assessment_objection for update to lianxin_app
  using (district_id = app_district() and (app_system() or 'assessment.write' = any(app_rights())))
  with check (district_id = app_district());
