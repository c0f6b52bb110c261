-- A rung of its own for the moment at which a clock is due, before the one at which it is overdue.

alter table ticket_alarm drop constraint ticket_alarm_rung_check;
alter table ticket_alarm add constraint ticket_alarm_rung_check
  check (rung in ('nearDue', 'due', 'overdue', 'reminded', 'criticised'));
comment on column ticket_alarm.rung is 'nearDue 临期, due 到期, overdue 超期, reminded 催办, criticised 通报; see packages/domain/src/oversight/alarms.ts.';
alter table alarm_plan drop constraint alarm_plan_last_rung_check;
alter table alarm_plan add constraint alarm_plan_last_rung_check
  check (last_rung in ('nearDue', 'due', 'overdue', 'reminded', 'criticised'));
