-- Inquiry (质询): a lower level asks the level above why a matter it passed up has not been settled (functions 58 to 60).
-- The history is append-only; the row of the inquiry is its fold.

create table inquiry (
  district_id int not null references district,
  id uuid not null,
  ticket_id uuid not null,
  ticket_number text not null,
  grid_path text not null,
  unit_ids uuid[] not null,
  asker_unit_id uuid not null,
  asked_unit_id uuid not null,
  state text not null check (state in ('asked', 'answered', 'content', 'unheard', 'settled')),
  due_at timestamptz,
  asked_at timestamptz not null,
  changed_at timestamptz not null,
  ended_at timestamptz,
  revision int not null,
  body jsonb not null,
  primary key (district_id, id),
  constraint inquiry_end_matches_state check ((ended_at is null) = (state in ('asked', 'answered'))),
  foreign key (district_id, ticket_id) references ticket (district_id, id),
  foreign key (district_id, asker_unit_id) references unit (district_id, id),
  foreign key (district_id, asked_unit_id) references unit (district_id, id)
);
-- One open question of a unit about a matter.
create unique index inquiry_open_once on inquiry (district_id, ticket_id, asker_unit_id) where ended_at is null;
create index inquiry_by_ticket on inquiry (district_id, ticket_id, asked_at);
create index inquiry_open_by_due on inquiry (district_id, due_at, id) where ended_at is null;
create index inquiry_in_order on inquiry (district_id, (ended_at is not null), (coalesce(due_at, timestamptz 'infinity')), id);
comment on table inquiry is 'Questions of a lower level to the one above about a matter it passed up (质询): the fold of inquiry_step.';
comment on column inquiry.district_id is 'District, distribution column.';
comment on column inquiry.id is 'Client-made UUIDv7.';
comment on column inquiry.ticket_id is 'Matter it is about.';
comment on column inquiry.ticket_number is 'Number of the matter, for those who may read inquiries and not tickets.';
comment on column inquiry.grid_path is 'Path of the grid of the matter when it was asked; decides with unit_ids who sees it.';
comment on column inquiry.unit_ids is 'The asker and every unit asked so far: both levels see it.';
comment on column inquiry.asker_unit_id is 'Unit that passed the matter up and asks.';
comment on column inquiry.asked_unit_id is 'Unit asked last.';
comment on column inquiry.state is 'asked: an answer is due; answered: the asker judges it; content: the answer was taken; unheard: nobody above the last one asked; settled: the matter ended or came back meanwhile.';
comment on column inquiry.due_at is 'When the answer of the unit asked last is or was due; null where the calendar has no data.';
comment on column inquiry.asked_at is 'When the question was put first.';
comment on column inquiry.changed_at is 'Time of the last step.';
comment on column inquiry.ended_at is 'When it came to content, unheard or settled; null while it is open.';
comment on column inquiry.revision is 'Number of steps so far.';
comment on column inquiry.body is 'The whole fold as the domain has it (packages/domain Inquiry): question, rounds with their answers and verdicts.';

create table inquiry_step (
  district_id int not null references district,
  inquiry_id uuid not null,
  seq int not null,
  ticket_id uuid not null,
  command_id uuid not null,
  kind text not null check (kind in ('asked', 'answered', 'judged', 'raised', 'settled', 'redated')),
  at timestamptz not null,
  by_person_id uuid,
  by_unit_id uuid,
  body jsonb not null,
  primary key (district_id, inquiry_id, seq),
  constraint inquiry_step_once unique (district_id, inquiry_id, command_id),
  foreign key (district_id, inquiry_id) references inquiry (district_id, id)
);
comment on table inquiry_step is 'Append-only history of inquiries. The application''s role can insert and read, never change or delete.';
comment on column inquiry_step.district_id is 'District, distribution column.';
comment on column inquiry_step.inquiry_id is 'Inquiry.';
comment on column inquiry_step.seq is 'Counts from 1 within the inquiry.';
comment on column inquiry_step.ticket_id is 'Matter it is about: the step opens with it.';
comment on column inquiry_step.command_id is 'Client-made id of the command; the same command twice has one effect.';
comment on column inquiry_step.kind is 'asked, answered, judged; by the platform itself: raised (no answer in time), settled (the matter ended or came back), redated (a year of the calendar was entered).';
comment on column inquiry_step.at is 'When it was decided.';
comment on column inquiry_step.by_person_id is 'Member of staff who acted; null for the platform.';
comment on column inquiry_step.by_unit_id is 'Unit for which they acted; null for the platform.';
comment on column inquiry_step.body is 'The fold after this step (packages/domain Inquiry).';

grant select, insert, update on inquiry to lianxin_app;
grant select, insert on inquiry_step to lianxin_app;

alter table inquiry enable row level security;
create policy inquiry_read on inquiry for select to lianxin_app
  using (district_id = app_district() and (app_system() or ('inquiry.read' = any(app_rights())
    and (starts_with(grid_path, app_territory()) or unit_ids && app_units()))));
create policy inquiry_insert on inquiry for insert to lianxin_app
  with check (district_id = app_district() and (app_system() or 'inquiry.write' = any(app_rights())));
create policy inquiry_update on inquiry for update to lianxin_app
  using (district_id = app_district() and (app_system() or ('inquiry.write' = any(app_rights())
    and (starts_with(grid_path, app_territory()) or unit_ids && app_units()))))
  with check (district_id = app_district());

alter table inquiry_step enable row level security;
create policy inquiry_step_read on inquiry_step for select to lianxin_app
  using (district_id = app_district() and (app_system() or ('inquiry.read' = any(app_rights()) and ticket_id = app_ticket())));
create policy inquiry_step_insert on inquiry_step for insert to lianxin_app
  with check (district_id = app_district() and (app_system() or 'inquiry.write' = any(app_rights())));
