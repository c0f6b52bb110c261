-- What the access module needs beside the tables of 0002.

alter table account add column totp_pending text;
comment on column account.totp_pending is 'Base32 secret being enrolled; becomes totp_secret with the first right code.';

create index unit_by_parent on unit (district_id, parent_id);

-- Every request starts by finding its session, before there is a scope to work in. The function is the one door to the
-- sign-in tables without a scope: it needs the SHA-256 of the cookie and gives no secret. One statement, one round trip.
create function find_session(wanted_district int, wanted_hash bytea, at timestamptz, idle_since timestamptz)
returns table (
  session_id uuid, account_id uuid, person_id uuid, person_name text, post_id uuid, role text,
  unit_id uuid, unit_kind text, grid_path text, unit_ids uuid[], last_seen_at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
  return query
    select s.id, s.account_id, p.id, p.name, po.id, po.role, u.id, u.kind, u.grid_path,
      case when u.kind = 'department' then (
        with recursive line (id) as (
          select u.id
          union
          select below.id from unit below join line on below.parent_id = line.id
          where below.district_id = wanted_district and below.kind = 'department')
        select array_agg(line.id) from line)
      when u.id is not null then array[u.id] end,
      s.last_seen_at
    from session s
    join district d on d.district_id = s.district_id
    join account a on a.district_id = s.district_id and a.id = s.account_id and a.disabled_at is null
    join person p on p.district_id = a.district_id and p.id = a.person_id and p.active
    left join post po on po.district_id = s.district_id and po.id = s.post_id and po.person_id = p.id
      and po.valid_from <= (at at time zone 'UTC' + make_interval(mins => d.utc_offset_minutes))::date
      and (po.valid_to is null or po.valid_to > (at at time zone 'UTC' + make_interval(mins => d.utc_offset_minutes))::date)
    left join unit u on u.district_id = po.district_id and u.id = po.unit_id and u.active
    where s.district_id = wanted_district and s.token_hash = wanted_hash
      and s.revoked_at is null and s.expires_at > at and s.last_seen_at > idle_since;
end $$;
revoke execute on function find_session(int, bytea, timestamptz, timestamptz) from public;
grant execute on function find_session(int, bytea, timestamptz, timestamptz) to lianxin_app;
comment on function find_session(int, bytea, timestamptz, timestamptz) is 'Session of a cookie with its acting post, if it is neither revoked nor timed out, the account is open, the person active and the post held today.';
