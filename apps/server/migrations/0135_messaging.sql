-- Telling people: what the reporter wishes, texts of a district, groups of units, and what was told to whom.

alter table ticket_reporter
  add column notify_by_sms boolean not null default false,
  add column notify_lang text not null default 'zh' check (notify_lang in ('zh', 'en')),
  add column wechat_openid text not null default '';
comment on column ticket_reporter.notify_by_sms is 'True: the reporter left a telephone and wishes to be told by SMS; switched off by one tap on the follow page.';
comment on column ticket_reporter.notify_lang is 'Language of messages to the reporter: that of the page or client it was reported with.';
comment on column ticket_reporter.wechat_openid is 'Openid that WeChat handed over with the consent to one message; empty without, and again once that message was sent. Emptied with name and telephone.';

create table message_template (
  district_id int not null,
  kind text not null,
  zh text not null,
  en text not null,
  active boolean not null default true,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (district_id, kind)
);
comment on table message_template is 'Texts in which a district deviates from the defaults of packages/domain/src/notice/templates.ts.';
comment on column message_template.district_id is 'District, distribution column.';
comment on column message_template.kind is 'Occasion, see packages/domain/src/notice/kinds.ts.';
comment on column message_template.zh is 'Chinese text with {holes}; a part in [ ] goes where a hole in it is empty.';
comment on column message_template.en is 'English text.';
comment on column message_template.active is 'False: nobody is told on this occasion; the follow page shows it all the same.';
comment on column message_template.changed_at is 'When it was changed last.';
comment on column message_template.changed_by is 'Person who changed it.';

create table unit_channel (
  district_id int not null,
  unit_id uuid not null,
  adapter text not null check (adapter in ('wecom', 'dingtalk')),
  address text not null,
  secret text not null default '',
  active boolean not null default true,
  changed_at timestamptz not null,
  primary key (district_id, unit_id, adapter)
);
comment on table unit_channel is 'Robot in the group of a unit, that hears of new, urgent and overdue matters.';
comment on column unit_channel.district_id is 'District, distribution column.';
comment on column unit_channel.unit_id is 'Unit.';
comment on column unit_channel.adapter is 'wecom (WeCom group robot) or dingtalk (DingTalk custom robot).';
comment on column unit_channel.address is 'Webhook address of the robot; whoever has it can write into the group, so it is never given out again.';
comment on column unit_channel.secret is 'Signing secret of a DingTalk robot (加签); empty without.';
comment on column unit_channel.active is 'False: the group hears nothing.';
comment on column unit_channel.changed_at is 'When it was changed last.';

create table message_delivery (
  district_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  occasion text not null,
  kind text not null,
  adapter text not null,
  recipient text not null,
  lang text not null,
  text text not null,
  holes jsonb not null,
  state text not null check (state in ('waiting', 'sending', 'sent', 'failed', 'dropped')),
  attempts int not null default 0,
  created_at timestamptz not null,
  next_attempt_at timestamptz,
  sent_at timestamptz,
  failure text not null default '',
  primary key (district_id, id),
  constraint message_delivery_once unique (district_id, ticket_id, occasion, adapter, recipient)
);
create index message_delivery_due on message_delivery (district_id, next_attempt_at) where next_attempt_at is not null;
create index message_delivery_by_created on message_delivery (district_id, created_at);
comment on table message_delivery is 'Messages: one for each step, way and recipient. Neither telephone nor follow code stands here.';
comment on column message_delivery.district_id is 'District, distribution column.';
comment on column message_delivery.id is 'UUIDv7; given to the provider as idempotency id where it takes one.';
comment on column message_delivery.ticket_id is 'Ticket it tells of.';
comment on column message_delivery.occasion is 'step:<seq> of the step told of, or overdue:<deadline>.';
comment on column message_delivery.kind is 'Which text, see packages/domain/src/notice/kinds.ts.';
comment on column message_delivery.adapter is 'Way it goes: sms, wechat, wecom, dingtalk.';
comment on column message_delivery.recipient is 'reporter, or the id of a unit; the address is looked up when it is sent.';
comment on column message_delivery.lang is 'Language of the text: zh or en.';
comment on column message_delivery.text is 'Text as it goes out, the link to the follow page still a hole.';
comment on column message_delivery.holes is 'Values of the holes, for providers that take values for a registered text.';
comment on column message_delivery.state is 'waiting · sending (an attempt is under way or its answer was lost) · sent · failed (refused or given up) · dropped (no address any more).';
comment on column message_delivery.attempts is 'Attempts begun.';
comment on column message_delivery.created_at is 'When the step was noticed.';
comment on column message_delivery.next_attempt_at is 'Not before this instant (quiet hours, backoff, lease of an attempt); null once it ended.';
comment on column message_delivery.sent_at is 'When the provider took it.';
comment on column message_delivery.failure is 'What the provider said last, without personal data.';

create table message_cursor (
  district_id int not null,
  snapshot text not null,
  at timestamptz not null,
  primary key (district_id)
);
comment on table message_cursor is 'Up to where the outbox was turned into messages. Moves in the transaction that writes them.';
comment on column message_cursor.district_id is 'District.';
comment on column message_cursor.snapshot is 'Snapshot of the last reading (pg_snapshot): every later commit is not visible in it.';
comment on column message_cursor.at is 'When that was.';
-- What happened before messages existed is not told of afterwards.
insert into message_cursor select district_id, pg_current_snapshot()::text, now() from district;

grant select, insert, update, delete on message_template, message_delivery to lianxin_app;
grant select, insert, update on unit_channel, message_cursor to lianxin_app;

alter table message_template enable row level security;
create policy message_template_read on message_template for select to lianxin_app using (district_id = app_district());
create policy message_template_write on message_template to lianxin_app
  using (district_id = app_district() and (app_system() or 'catalogue.write' = any(app_rights())))
  with check (district_id = app_district() and (app_system() or 'catalogue.write' = any(app_rights())));

alter table unit_channel enable row level security;
create policy unit_channel_all on unit_channel to lianxin_app
  using (district_id = app_district() and (app_system() or 'organisation.write' = any(app_rights())))
  with check (district_id = app_district() and (app_system() or 'organisation.write' = any(app_rights())));

-- Messages open with their ticket, like its steps; only rules that act by themselves write them.
alter table message_delivery enable row level security;
create policy message_delivery_read on message_delivery for select to lianxin_app
  using (district_id = app_district() and (app_system() or ticket_id = app_ticket()));
create policy message_delivery_write on message_delivery to lianxin_app
  using (district_id = app_district() and app_system()) with check (district_id = app_district() and app_system());

alter table message_cursor enable row level security;
create policy message_cursor_all on message_cursor to lianxin_app
  using (district_id = app_district() and app_system()) with check (district_id = app_district() and app_system());

-- The openid is personal data as well.
drop index ticket_reporter_to_erase;
create index ticket_reporter_to_erase on ticket_reporter (district_id, erase_after)
  where name <> '' or telephone <> '' or on_behalf <> '' or wechat_openid <> '';
