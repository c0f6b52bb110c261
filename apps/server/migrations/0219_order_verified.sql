-- An order of supervision is settled by verified results: what was merged is followed, what was void or declined counts
-- for nobody, and a result that is sent back leaves it open.

alter table supervision_order
  drop constraint supervision_order_state_check,
  add constraint supervision_order_state_check
    check (state in ('open', 'settledInTime', 'settledLate', 'withdrawn', 'lapsed')),
  drop constraint supervision_order_settled,
  add constraint supervision_order_settled
    check (state = 'open' or (settled_at is not null) = (state in ('settledInTime', 'settledLate'))),
  drop constraint supervision_order_judged,
  add constraint supervision_order_judged
    check (state not in ('settledInTime', 'settledLate') or (state = 'settledInTime') = (settled_at <= due_at)),
  add column followed_ids uuid[] not null default '{}';
comment on column supervision_order.state is 'open; settledInTime or settledLate: every result verified, judged by the last of them; withdrawn; lapsed: no matter of it was one to be settled. The last two are counted nowhere.';
comment on column supervision_order.settled_at is 'When the last of its matters got its result; while it is open, that result waits for verification.';
comment on column supervision_order.followed_ids is 'Matters that those of the order were merged into; they stand for them.';
create index supervision_order_followed on supervision_order using gin (followed_ids);
-- Open ones are looked at again by these rules.
update supervision_order set checked_at = null where state = 'open';
