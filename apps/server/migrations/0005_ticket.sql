-- Tickets: the append-only history, its fold, the reporter, photos.

create sequence ticket_serial;

create table ticket (
  district_id int not null,
  id uuid not null,
  number text not null,
  revision int not null,
  state text not null,
  channel text not null,
  urgency text not null,
  title text not null,
  description text not null,
  address text not null,
  lon double precision,
  lat double precision,
  grid_id uuid,
  grid_version_id uuid,
  grid_path text not null,
  class_code text,
  holder_unit_id uuid not null,
  holder_level int not null,
  holder_person_id uuid,
  desk_unit_id uuid not null,
  involved_unit_ids uuid[] not null,
  clock_kind text not null,
  clock_started_at timestamptz not null,
  due_at timestamptz,
  calendar_missing_year int,
  promised_at timestamptz,
  pending_kind text,
  paused boolean not null default false,
  merged_into uuid,
  rating int,
  reported_at timestamptz not null,
  filed_at timestamptz,
  resolved_at timestamptz,
  closed_at timestamptz,
  changed_at timestamptz not null,
  reporter_label text not null default '',
  photo_count int not null default 0,
  follow_hash bytea not null,
  body jsonb not null,
  primary key (district_id, id),
  constraint ticket_number_unique unique (district_id, number)
);
create index ticket_open_by_due on ticket (district_id, due_at) where closed_at is null;
create index ticket_by_holder on ticket (district_id, holder_unit_id, state, due_at);
create index ticket_by_path on ticket (district_id, grid_path text_pattern_ops, changed_at desc);
create index ticket_by_changed on ticket (district_id, changed_at desc, id);
create index ticket_by_reported on ticket (district_id, reported_at desc, id);
create index ticket_by_involved on ticket using gin (involved_unit_ids);
create index ticket_by_follow on ticket (district_id, follow_hash);
create index ticket_by_grid on ticket (district_id, grid_id) where closed_at is null;
comment on table ticket is 'Current state of a matter: the fold of its steps and nothing else. Distributed by district.';
comment on column ticket.district_id is 'District of origin, distribution column; never changes.';
comment on column ticket.id is 'Client-made UUIDv7.';
comment on column ticket.number is 'Number told to the reporter: yymmdd, serial, check digit.';
comment on column ticket.revision is 'Number of steps so far.';
comment on column ticket.state is 'State, see packages/domain/src/ticket/types.ts.';
comment on column ticket.channel is 'Channel it came in by.';
comment on column ticket.urgency is 'normal or urgent.';
comment on column ticket.title is 'Short text for lists.';
comment on column ticket.description is 'What the reporter said.';
comment on column ticket.address is 'Place in words.';
comment on column ticket.lon is 'Longitude, WGS 84 degrees; null when not told.';
comment on column ticket.lat is 'Latitude, WGS 84 degrees; null when not told.';
comment on column ticket.grid_id is 'Base grid; null while the place is not known.';
comment on column ticket.grid_version_id is 'Boundary version it was located with; kept when the boundary changes.';
comment on column ticket.grid_path is 'Path of the grid (or of the desk that must locate it), for rights.';
comment on column ticket.class_code is 'Minor class; null until classified.';
comment on column ticket.holder_unit_id is 'Unit that answers now; never empty.';
comment on column ticket.holder_level is 'Level of the holder, 0 district.';
comment on column ticket.holder_person_id is 'Person who signed for it.';
comment on column ticket.desk_unit_id is 'Desk that dispatches it and gets it back.';
comment on column ticket.involved_unit_ids is 'Every unit that holds, held or helped.';
comment on column ticket.clock_kind is 'What the clock measures: acceptance, handling, verification.';
comment on column ticket.clock_started_at is 'Entry of the current holder; nothing else moves it.';
comment on column ticket.due_at is 'Deadline of the holder, net of pauses; null only with calendar_missing_year.';
comment on column ticket.calendar_missing_year is 'Year without calendar data in which the deadline would fall.';
comment on column ticket.promised_at is 'Deadline told to the reporter.';
comment on column ticket.pending_kind is 'Request that waits for approval.';
comment on column ticket.paused is 'True while suspended with approval.';
comment on column ticket.merged_into is 'Ticket it was merged into.';
comment on column ticket.rating is 'Resident''s judgement 1-5.';
comment on column ticket.reported_at is 'When it was reported.';
comment on column ticket.filed_at is 'When it was filed.';
comment on column ticket.resolved_at is 'When it was resolved.';
comment on column ticket.closed_at is 'When it ended, whichever end; null while open.';
comment on column ticket.changed_at is 'Time of the last step, for lists only; no clock hangs on it.';
comment on column ticket.follow_hash is 'SHA-256 of the follow token of the reporter.';
comment on column ticket.reporter_label is 'Masked reporter (张* 138****1234); the clear values are in ticket_reporter.';
comment on column ticket.photo_count is 'Number of photos.';
comment on column ticket.body is 'The whole fold as the domain has it (packages/domain Ticket).';

create table ticket_step (
  district_id int not null,
  ticket_id uuid not null,
  seq int not null,
  command_id uuid not null,
  command_hash bytea not null,
  kind text not null,
  at timestamptz not null,
  actor_person_id uuid,
  actor_unit_id uuid,
  body jsonb not null,
  primary key (district_id, ticket_id, seq)
);
create index ticket_step_by_command on ticket_step (district_id, ticket_id, command_id);
comment on table ticket_step is 'Append-only history (流转记录). The application''s role can insert and read, never change or delete.';
comment on column ticket_step.district_id is 'District, distribution column.';
comment on column ticket_step.ticket_id is 'Ticket.';
comment on column ticket_step.seq is 'Counts from 1 within the ticket.';
comment on column ticket_step.command_id is 'Client-made id of the command; the same command twice has one effect.';
comment on column ticket_step.command_hash is 'SHA-256 of the command; a reused id with other content is refused.';
comment on column ticket_step.kind is 'Kind of step.';
comment on column ticket_step.at is 'When it was decided.';
comment on column ticket_step.actor_person_id is 'Staff who acted; null for reporter and system.';
comment on column ticket_step.actor_unit_id is 'Unit for which they acted.';
comment on column ticket_step.body is 'The step as the domain has it (packages/domain Step).';

create table ticket_reporter (
  district_id int not null,
  ticket_id uuid not null,
  name text not null default '',
  telephone text not null default '',
  anonymous boolean not null default false,
  confidential boolean not null default false,
  on_behalf text not null default '',
  erase_after date not null,
  primary key (district_id, ticket_id)
);
comment on table ticket_reporter is 'Who reported, kept apart from the ticket: masked by default, read in clear only with a purpose and a trace. Legal basis: handling the request (PIPL art. 13).';
comment on column ticket_reporter.district_id is 'District, distribution column.';
comment on column ticket_reporter.ticket_id is 'Ticket.';
comment on column ticket_reporter.name is 'Name as given; may be empty.';
comment on column ticket_reporter.telephone is 'Telephone as given; may be empty.';
comment on column ticket_reporter.anonymous is 'True: no name or number was given.';
comment on column ticket_reporter.confidential is 'True: the reporter asked that handlers do not see who it was (GB/T 33358).';
comment on column ticket_reporter.on_behalf is 'Relation when reported for somebody else, e.g. courtyard leader.';
comment on column ticket_reporter.erase_after is 'Day after which a job empties the row.';

create table photo (
  district_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  step_seq int not null,
  kind text not null default 'report' check (kind in ('report', 'evidence')),
  width_px int not null,
  height_px int not null,
  size_bytes int not null,
  sha256 bytea not null,
  created_at timestamptz not null,
  primary key (district_id, id)
);
create index photo_by_ticket on photo (district_id, ticket_id);
comment on table photo is 'Photos of a ticket, re-encoded without EXIF; the bytes lie in the blob store under the id.';
comment on column photo.district_id is 'District, distribution column.';
comment on column photo.id is 'Photo id, UUIDv7; also the name in the blob store.';
comment on column photo.ticket_id is 'Ticket.';
comment on column photo.step_seq is 'Step it came with.';
comment on column photo.kind is 'report or evidence of the result.';
comment on column photo.width_px is 'Width, pixels.';
comment on column photo.height_px is 'Height, pixels.';
comment on column photo.size_bytes is 'Size of the stored file, bytes.';
comment on column photo.sha256 is 'SHA-256 of the stored bytes.';
comment on column photo.created_at is 'When it was attached.';
