-- The hundred-point assessment counts a matter in the month of its date, also where it was settled and closed before
-- that month began: such a matter is found by this column and by nothing else that is indexed.

alter table ticket add column latest_due_at timestamptz;
comment on column ticket.latest_due_at is 'The latest date that any clock of the ticket ever had, as its steps say; null where none had one. Never goes back.';

update ticket t set latest_due_at = due.at
from (
  select district_id, ticket_id, to_timestamp(max((body->'clock'->>'dueAt')::bigint) / 1000.0) as at
  from ticket_step where body->'clock'->>'dueAt' is not null group by district_id, ticket_id
) due
where t.district_id = due.district_id and t.id = due.ticket_id;

create index ticket_ended_by_latest_due on ticket (district_id, latest_due_at) where closed_at is not null;
