-- Who was added to a ticket is told of changes like the first reporter.

alter table ticket_co_reporter
  add column notify_by_sms boolean not null default false,
  add column notify_lang text not null default 'zh' check (notify_lang in ('zh', 'en'));
comment on column ticket_co_reporter.notify_by_sms is 'True: left a telephone and wishes to be told by SMS.';
comment on column ticket_co_reporter.notify_lang is 'Language of messages to them.';
