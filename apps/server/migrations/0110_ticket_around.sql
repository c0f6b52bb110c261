-- What stands around an open ticket: its neighbours, and the other tickets of its reporter.

create index ticket_open_by_place on ticket (district_id, lat, lon) where closed_at is null and lat is not null;

alter table ticket_reporter add column telephone_hash bytea;
comment on column ticket_reporter.telephone_hash is
  'HMAC-SHA-256 of the telephone''s digits under the secret of the installation; compares two reports without reading either. Null without a telephone, emptied with the row.';
create index ticket_reporter_by_telephone on ticket_reporter (district_id, telephone_hash) where telephone_hash is not null;
create index ticket_reporter_to_hash on ticket_reporter (district_id, ticket_id) where telephone_hash is null and telephone <> '';

-- The rows of other tickets stay closed to the asker (see ticket_reporter_read): this answers with ids only, for the
-- one ticket that the transaction has opened, and the caller meets the tickets again under their policies.
create function ticket_ids_of_reporter(of_ticket uuid, with_confidential boolean, most int)
returns uuid[] language sql stable security definer set search_path = pg_catalog, public as $$
  select array(
    select other.ticket_id from ticket_reporter own
    join ticket_reporter other on other.district_id = own.district_id and other.telephone_hash = own.telephone_hash
    where own.district_id = app_district() and own.ticket_id = of_ticket and of_ticket = app_ticket()
      and 'reporter.read' = any(app_rights())
      and other.ticket_id <> of_ticket and (with_confidential or not other.confidential)
    order by other.ticket_id desc limit most)
$$;
comment on function ticket_ids_of_reporter(uuid, boolean, int) is
  'Ids of the newest other tickets whose reporter gave the same telephone as that of the opened ticket.';
revoke execute on function ticket_ids_of_reporter(uuid, boolean, int) from public;
grant execute on function ticket_ids_of_reporter(uuid, boolean, int) to lianxin_app;
