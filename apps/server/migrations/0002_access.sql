-- Districts, units, persons, accounts, posts, sessions, traces.

create table district (
  district_id int primary key check (district_id between 100000 and 999999),
  name text not null,
  utc_offset_minutes int not null default 480,
  level_names jsonb not null,
  settings jsonb not null default '{}',
  created_at timestamptz not null default now()
);
comment on table district is 'A tenant: one district (or functional zone). district_id distributes every other table.';
comment on column district.district_id is 'Six digits as in GB/T 2260; functional zones take a free number.';
comment on column district.name is 'Name shown on every page.';
comment on column district.utc_offset_minutes is 'Offset of the working calendar from UTC, minutes.';
comment on column district.level_names is 'Names of the grid levels from 0 down: [{"zh":…,"en":…}].';
comment on column district.settings is 'Limits and rules as data: desk limits, staffing rules, reopen window.';
comment on column district.created_at is 'When the district was set up.';

create table unit (
  district_id int not null references district,
  id uuid not null,
  parent_id uuid,
  grid_id uuid,
  kind text not null check (kind in ('territorial', 'department', 'desk')),
  level int not null check (level between 0 and 9),
  code text not null,
  name text not null,
  name_en text not null default '',
  telephone text not null default '',
  grid_path text not null,
  active boolean not null default true,
  primary key (district_id, id),
  constraint unit_code_unique unique (district_id, code),
  foreign key (district_id, parent_id) references unit (district_id, id)
);
create index unit_by_grid on unit (district_id, grid_id, kind);
comment on table unit is 'Whoever can hold a ticket: territorial units (块), departments (条), dispatch desks (派遣台). Reference table.';
comment on column unit.district_id is 'District, distribution column.';
comment on column unit.id is 'Unit id, UUIDv7.';
comment on column unit.parent_id is 'Unit above in the same line; null at the top.';
comment on column unit.grid_id is 'Grid whose territory the unit answers for.';
comment on column unit.kind is 'territorial 块, department 条, desk 派遣台.';
comment on column unit.level is '0 district, 1 subdistrict, 2 community, 3 base grid, 4 micro-grid.';
comment on column unit.code is 'Code unique in the district; territorial units carry the grid or division code.';
comment on column unit.name is 'Chinese name.';
comment on column unit.name_en is 'English name, may be empty.';
comment on column unit.telephone is 'Duty telephone of the unit, not of a person.';
comment on column unit.grid_path is 'Path of its grid, for rights.';
comment on column unit.active is 'False after the unit was dissolved; it keeps its history.';

create table person (
  district_id int not null references district,
  id uuid not null,
  name text not null,
  telephone text not null default '',
  source text not null default 'staff' check (source in ('staff', 'publicOfficial', 'seconded', 'department', 'volunteer')),
  active boolean not null default true,
  primary key (district_id, id)
);
comment on table person is 'Staff and volunteers. Residents are never rows here.';
comment on column person.district_id is 'District, distribution column.';
comment on column person.id is 'Person id, UUIDv7.';
comment on column person.name is 'Name as on the staff card.';
comment on column person.telephone is 'Work telephone, shown on the grid card.';
comment on column person.source is 'Where the person comes from (functions 9, 11-13): publicOfficial may lead a grid.';
comment on column person.active is 'False after leaving.';

create table account (
  district_id int not null references district,
  id uuid not null,
  person_id uuid not null,
  login_name text not null,
  password_hash text,
  password_history text[] not null default '{}',
  totp_secret text,
  totp_last_counter bigint,
  failed_attempts int not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (district_id, id),
  constraint account_login_name_unique unique (district_id, login_name),
  foreign key (district_id, person_id) references person (district_id, id)
);
comment on table account is 'Sign-in of a person; account, person and post are three things.';
comment on column account.district_id is 'District, distribution column.';
comment on column account.id is 'Account id, UUIDv7.';
comment on column account.person_id is 'Whose account.';
comment on column account.login_name is 'Unique in the district.';
comment on column account.password_hash is 'argon2id; null until the one-time link was used.';
comment on column account.password_history is 'Hashes of the last five passwords.';
comment on column account.totp_secret is 'Base32 secret of the second factor; null while not enrolled.';
comment on column account.totp_last_counter is 'Last accepted time step, so that a code works once.';
comment on column account.failed_attempts is 'Consecutive failures; cleared by success.';
comment on column account.locked_until is 'End of a lock-out.';
comment on column account.disabled_at is 'When it was closed.';
comment on column account.created_at is 'When it was made.';

create table post (
  district_id int not null references district,
  id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  role text not null,
  valid_from date not null,
  valid_to date,
  primary key (district_id, id),
  foreign key (district_id, person_id) references person (district_id, id),
  foreign key (district_id, unit_id) references unit (district_id, id),
  constraint post_dates_ordered check (valid_to is null or valid_to > valid_from)
);
create index post_by_person on post (district_id, person_id);
create index post_by_unit on post (district_id, unit_id);
comment on table post is 'A person acting for a unit in a role, with dates.';
comment on column post.district_id is 'District, distribution column.';
comment on column post.id is 'Post id, UUIDv7.';
comment on column post.person_id is 'Who.';
comment on column post.unit_id is 'For which unit.';
comment on column post.role is 'Role of the contract (permissions.ts).';
comment on column post.valid_from is 'First day.';
comment on column post.valid_to is 'First day no longer in the post; null while open.';

create table one_time_link (
  district_id int not null references district,
  token_hash bytea not null,
  account_id uuid not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (district_id, token_hash),
  foreign key (district_id, account_id) references account (district_id, id)
);
comment on table one_time_link is 'Links that set a password once: the first administrator, invitations, resets.';
comment on column one_time_link.district_id is 'District, distribution column.';
comment on column one_time_link.token_hash is 'SHA-256 of the token; the token itself is never stored.';
comment on column one_time_link.account_id is 'Account it opens.';
comment on column one_time_link.expires_at is 'End of validity.';
comment on column one_time_link.used_at is 'When it was used; it works once.';

create table session (
  district_id int not null references district,
  token_hash bytea not null,
  id uuid not null,
  account_id uuid not null,
  post_id uuid,
  second_factor boolean not null default false,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (district_id, token_hash),
  foreign key (district_id, account_id) references account (district_id, id)
);
create index session_by_account on session (district_id, account_id) where revoked_at is null;
comment on table session is 'Signed-in browsers. Revocation is immediate: every request reads this row.';
comment on column session.district_id is 'District, distribution column.';
comment on column session.token_hash is 'SHA-256 of the cookie.';
comment on column session.id is 'Public id of the session, for lists and revocation.';
comment on column session.account_id is 'Whose.';
comment on column session.post_id is 'Acting post; null until chosen.';
comment on column session.second_factor is 'True once the one-time code was accepted.';
comment on column session.created_at is 'Sign-in.';
comment on column session.last_seen_at is 'For the idle time-out only; written at most once a minute, never reported.';
comment on column session.expires_at is 'Hard end.';
comment on column session.revoked_at is 'Sign-out or revocation.';

create table trace (
  district_id int not null references district,
  id uuid not null,
  at timestamptz not null,
  kind text not null,
  person_id uuid,
  post_id uuid,
  subject text not null,
  purpose text not null default '',
  result text not null default 'done',
  data jsonb not null default '{}',
  primary key (district_id, id)
);
create index trace_by_time on trace (district_id, at desc);
create index trace_by_subject on trace (district_id, subject, at desc);
comment on table trace is 'Append-only: reads of personal data with their purpose, sign-ins, changes of rights (GB/T 22239 audit).';
comment on column trace.district_id is 'District, distribution column.';
comment on column trace.id is 'Trace id, UUIDv7.';
comment on column trace.at is 'When.';
comment on column trace.kind is 'What: reporter.read, session.opened, account.locked …';
comment on column trace.person_id is 'Who; null for the system or before sign-in.';
comment on column trace.post_id is 'In which post.';
comment on column trace.subject is 'Of what: ticket:…, account:…';
comment on column trace.purpose is 'Why the person needed it, in words.';
comment on column trace.result is 'done or refused.';
comment on column trace.data is 'Further facts, never the personal data itself.';

create table duty_shift (
  district_id int not null references district,
  id uuid not null,
  unit_id uuid not null,
  person_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  telephone text not null default '',
  primary key (district_id, id),
  foreign key (district_id, unit_id) references unit (district_id, id),
  foreign key (district_id, person_id) references person (district_id, id),
  constraint duty_shift_ordered check (ends_at > starts_at)
);
create index duty_shift_by_time on duty_shift (district_id, unit_id, starts_at);
comment on table duty_shift is 'Who is on duty when (值班, function 71); nobody is available round the clock by default.';
comment on column duty_shift.district_id is 'District, distribution column.';
comment on column duty_shift.id is 'Shift id, UUIDv7.';
comment on column duty_shift.unit_id is 'For which unit.';
comment on column duty_shift.person_id is 'Who.';
comment on column duty_shift.starts_at is 'Begin.';
comment on column duty_shift.ends_at is 'End.';
comment on column duty_shift.telephone is 'Number to call during the shift.';
