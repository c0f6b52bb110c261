-- Voice notes: what a worker says instead of typing, with a report or a step. Kept like photos, opened like photos.

create table voice_note (
  district_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  step_seq int not null,
  media_type text not null check (media_type in ('audio/webm', 'audio/mp4', 'audio/ogg')),
  duration_ms int not null check (duration_ms between 1 and 61000),
  size_bytes int not null,
  sha256 bytea not null,
  created_at timestamptz not null,
  primary key (district_id, id)
);
create index voice_note_by_ticket on voice_note (district_id, ticket_id);
comment on table voice_note is 'Spoken notes of a ticket, at most a minute each; listened to by people, never recognised by machine. The bytes lie in the blob store under the id.';
comment on column voice_note.district_id is 'District, distribution column.';
comment on column voice_note.id is 'Voice note id, UUID; also the name in the blob store.';
comment on column voice_note.ticket_id is 'Ticket.';
comment on column voice_note.step_seq is 'Step it came with.';
comment on column voice_note.media_type is 'Media type found in the bytes.';
comment on column voice_note.duration_ms is 'Length as the recorder measured it, milliseconds.';
comment on column voice_note.size_bytes is 'Size of the stored file, bytes.';
comment on column voice_note.sha256 is 'SHA-256 of the stored bytes.';
comment on column voice_note.created_at is 'When it was attached.';

grant select, insert on voice_note to lianxin_app;
alter table voice_note enable row level security;
create policy voice_note_scope on voice_note to lianxin_app
  using (district_id = app_district() and (app_system() or ticket_id = app_ticket()))
  with check (district_id = app_district() and (app_system() or ticket_id = app_ticket()));
