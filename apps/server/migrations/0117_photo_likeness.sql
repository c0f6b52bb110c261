-- Photos of the same spot look alike: a coarse fingerprint of light and dark finds them among open matters.

alter table photo add column dhash bit(64);
comment on column photo.dhash is 'Difference hash of the picture: 8 × 8 bits, each whether a cell is brighter than its right neighbour. Tells alike pictures of a matter; it knows no faces. Null where the picture is of one tone, and for photos from before.';
create index photo_with_dhash on photo (district_id, created_at) where dhash is not null and kind = 'report';

create function ticket_ids_by_photo(wanted text[], since timestamptz, most int)
returns table (ticket_id uuid, differing int) language sql stable security definer
set search_path = pg_catalog, public as $$
  select p.ticket_id, min(bit_count(p.dhash # w::bit(64)))::int as differing
  from unnest(wanted) w
  join photo p on p.district_id = app_district() and p.created_at >= since and p.dhash is not null and p.kind = 'report'
  join ticket t on t.district_id = p.district_id and t.id = p.ticket_id and t.closed_at is null and t.reported_at >= since
  where bit_count(p.dhash # w::bit(64)) <= 10
  group by p.ticket_id order by differing, p.ticket_id limit most
$$;
comment on function ticket_ids_by_photo(text[], timestamptz, int) is 'Open tickets with a reported photo that differs in at most 10 of 64 bits from one of the given. Ids only: the caller meets the rows again under the policies.';

create function ticket_ids_near(lon_from double precision, lat_from double precision, lon_to double precision, lat_to double precision, since timestamptz, most int)
returns uuid[] language sql stable security definer set search_path = pg_catalog, public as $$
  select array(select id from ticket
    where district_id = app_district() and closed_at is null and reported_at >= since
      and lon between lon_from and lon_to and lat between lat_from and lat_to
    order by reported_at desc limit most)
$$;
comment on function ticket_ids_near(double precision, double precision, double precision, double precision, timestamptz, int) is 'Ids of open tickets in a box, newest first.';

revoke execute on function ticket_ids_by_photo(text[], timestamptz, int),
  ticket_ids_near(double precision, double precision, double precision, double precision, timestamptz, int) from public;
grant execute on function ticket_ids_by_photo(text[], timestamptz, int),
  ticket_ids_near(double precision, double precision, double precision, double precision, timestamptz, int) to lianxin_app;
