-- Further people who report the same matter (“3 人反映”): each with a follow token, told like the first.

create table ticket_co_reporter (
  district_id int not null,
  ticket_id uuid not null,
  id uuid not null,
  follow_hash bytea not null,
  joined_at timestamptz not null,
  name text not null default '',
  telephone text not null default '',
  anonymous boolean not null default false,
  confidential boolean not null default false,
  erase_after date not null,
  primary key (district_id, ticket_id, id)
);
create index ticket_co_reporter_by_follow on ticket_co_reporter (district_id, follow_hash);
create index ticket_co_reporter_to_erase on ticket_co_reporter (district_id, erase_after) where name <> '' or telephone <> '';
comment on table ticket_co_reporter is 'Who reported the same matter later and was added to its ticket. Kept apart like the first reporter: read in clear only with a purpose and a trace. Legal basis: handling the request (PIPL art. 13).';
comment on column ticket_co_reporter.district_id is 'District, distribution column.';
comment on column ticket_co_reporter.ticket_id is 'Ticket.';
comment on column ticket_co_reporter.id is 'Id of the command that added them, UUIDv7; steps of theirs carry it (actor.coReporterId).';
comment on column ticket_co_reporter.follow_hash is 'SHA-256 of their own follow token; opens the one ticket.';
comment on column ticket_co_reporter.joined_at is 'When they were added.';
comment on column ticket_co_reporter.name is 'Name as given; may be empty.';
comment on column ticket_co_reporter.telephone is 'Telephone as given; may be empty.';
comment on column ticket_co_reporter.anonymous is 'True: no name or number was given.';
comment on column ticket_co_reporter.confidential is 'True: asked that handlers do not see who it was (GB/T 33358).';
comment on column ticket_co_reporter.erase_after is 'Day after which a job empties the row.';

alter table ticket add column reporter_count int not null default 1;
comment on column ticket.reporter_count is 'How many people reported it: the first and those added to it.';

grant select, insert, update on ticket_co_reporter to lianxin_app;
alter table ticket_co_reporter enable row level security;
create policy ticket_co_reporter_insert on ticket_co_reporter for insert to lianxin_app
  with check (district_id = app_district() and (app_system() or ticket_id = app_ticket()));
-- The bearer of the token sees the own row and no other; staff with the right see those of the opened ticket.
create policy ticket_co_reporter_read on ticket_co_reporter for select to lianxin_app
  using (district_id = app_district() and (app_system() or follow_hash = app_follow()
    or (ticket_id = app_ticket() and 'reporter.read' = any(app_rights()))));
create policy ticket_co_reporter_update on ticket_co_reporter for update to lianxin_app
  using (district_id = app_district() and app_system());
