-- Who was added to a ticket may agree to one WeChat message too.

alter table ticket_co_reporter add column wechat_openid text not null default '';
comment on column ticket_co_reporter.wechat_openid is 'Openid that WeChat handed over with the consent to one message; empty without, and again once that message was sent. Emptied with name and telephone.';
comment on column message_delivery.recipient is 'reporter, co:<id> of who was added to the ticket, or the id of a unit; the address is looked up when it is sent.';
