-- Who passed a matter up and since when: whose the right of inquiry is, also where its date waits for a year of the
-- calendar (function 58).

alter table ticket add column passed_up_at timestamptz;
comment on column ticket.passed_up_at is 'When it was first passed up since it last came from the desk; the right of inquiry counts from here. Null when it was not, was handed back, or has ended.';

-- Only open tickets carry it: what ended has no right of inquiry, and reopening begins anew.
with live_step as (
  select s.district_id, s.ticket_id, s.seq, s.kind, s.body
  from ticket t join ticket_step s on s.district_id = t.district_id and s.ticket_id = t.id
  where t.closed_at is null and s.kind in ('escalated', 'returned', 'reopened')
    and not exists (
      select 1 from ticket_step u
      where u.district_id = s.district_id and u.ticket_id = s.ticket_id and u.kind = 'undone'
        and u.body->'seqs' @> to_jsonb(s.seq))
), begun as (
  select district_id, ticket_id, coalesce(max(seq) filter (where kind <> 'escalated'), 0) as seq
  from live_step group by district_id, ticket_id
), first_time as (
  select l.district_id, l.ticket_id, l.body->'from'->>'unitId' as unit_id, min(l.seq) as seq,
    min((l.body->>'at')::bigint) as at_ms
  from live_step l join begun b on b.district_id = l.district_id and b.ticket_id = l.ticket_id and l.seq > b.seq
  where l.kind = 'escalated' group by l.district_id, l.ticket_id, l.body->'from'->>'unitId'
), passed as (
  select district_id, ticket_id, jsonb_agg(unit_id order by seq) as unit_ids, min(at_ms) as at_ms
  from first_time group by district_id, ticket_id
)
update ticket t
set passed_up_at = to_timestamp(p.at_ms / 1000.0),
  body = t.body || jsonb_build_object('passedUpBy', p.unit_ids, 'passedUpAt', p.at_ms)
from passed p where t.district_id = p.district_id and t.id = p.ticket_id;

drop index ticket_waiting_for_calendar;
create index ticket_waiting_for_calendar on ticket (district_id, id)
  where calendar_missing_year is not null or (passed_up_at is not null and inquiry_from is null);
