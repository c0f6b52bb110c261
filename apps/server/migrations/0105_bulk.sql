-- Bulk changes and macros. What a batch did stands in the history of each ticket; here is only which tickets it was
-- given to, so that one undo can take it back.

create table bulk_change (
  district_id int not null references district,
  id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  content_hash bytea not null,
  kinds text[] not null,
  macro_id uuid,
  ticket_ids uuid[] not null,
  done_ticket_ids uuid[] not null default '{}',
  created_at timestamptz not null,
  undone_at timestamptz,
  primary key (district_id, id)
);
comment on table bulk_change is 'One change given to many tickets at once, by whom and when; what it did is in the history of each ticket. No personal data of reporters.';
comment on column bulk_change.district_id is 'Distribution column.';
comment on column bulk_change.id is 'UUIDv7 made by the client; the ids of the commands follow from it and the ticket.';
comment on column bulk_change.person_id is 'Who gave it; only this person sees and undoes it.';
comment on column bulk_change.unit_id is 'Unit of the acting post.';
comment on column bulk_change.content_hash is 'SHA-256 of the commands: the same id never stands for another change.';
comment on column bulk_change.kinds is 'Kinds of the commands, in order.';
comment on column bulk_change.macro_id is 'The macro it came from, which may be gone by now; null for a single command.';
comment on column bulk_change.ticket_ids is 'Tickets it was asked for, in all portions.';
comment on column bulk_change.done_ticket_ids is 'Those it was carried out on; the others were refused.';
comment on column bulk_change.created_at is 'First portion.';
comment on column bulk_change.undone_at is 'When its undo was last asked for; null before.';
alter table bulk_change enable row level security;
create policy bulk_change_own on bulk_change to lianxin_app
  using (district_id = app_district() and person_id = app_person())
  with check (district_id = app_district() and person_id = app_person());
grant select, insert, update on bulk_change to lianxin_app;

create table ticket_macro (
  district_id int not null references district,
  id uuid not null,
  unit_id uuid,
  name text not null,
  name_en text not null default '',
  commands jsonb not null,
  changed_at timestamptz not null,
  changed_by uuid not null,
  primary key (district_id, id)
);
comment on table ticket_macro is 'Named sequences of commands with fixed fields (快捷处理).';
comment on column ticket_macro.district_id is 'Distribution column.';
comment on column ticket_macro.id is 'UUIDv7 made by the client.';
comment on column ticket_macro.unit_id is 'Unit it belongs to; null for the whole district.';
comment on column ticket_macro.name is 'Shown on its button.';
comment on column ticket_macro.name_en is 'English name; empty: the Chinese one.';
comment on column ticket_macro.commands is 'Commands of the contract without ids, in order; each is decided anew whenever it is applied.';
comment on column ticket_macro.changed_at is 'Last change.';
comment on column ticket_macro.changed_by is 'Person of the last change.';
alter table ticket_macro enable row level security;
create policy ticket_macro_own on ticket_macro to lianxin_app
  using (district_id = app_district() and 'ticket.read' = any(app_rights()) and (unit_id is null or unit_id = any(app_units())))
  with check (district_id = app_district() and ('ticket.desk' = any(app_rights()) or (unit_id = any(app_units()) and 'ticket.handle' = any(app_rights()))));
grant select, insert, update, delete on ticket_macro to lianxin_app;
