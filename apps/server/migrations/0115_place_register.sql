-- A register of places that people name on the telephone: compounds, landmarks, addresses, beside buildings and grids. They
-- are found by characters, pinyin and initials, which the application writes beside the name (`modules/grid/spelling.ts`).

alter table place_code
  add column kind text not null default 'building'
    check (kind in ('grid', 'building', 'compound', 'landmark', 'address')),
  add column name_key text not null default '',
  add column pinyin text not null default '',
  add column initials text not null default '',
  add column search_tokens text[] not null default '{}',
  add column spelled_from text;
comment on table place_code is 'Register of places: grids, buildings, compounds (小区), landmarks, addresses. The code may stand on a QR sign; it pre-fills the place of a report.';
comment on column place_code.kind is 'grid · building · compound · landmark · address.';
comment on column place_code.name_key is 'Name in lower case, without blanks and marks.';
comment on column place_code.pinyin is 'Name in pinyin as it is usually read, without tones and blanks.';
comment on column place_code.initials is 'First letters of the pinyin.';
comment on column place_code.search_tokens is 'Characters, pairs of characters, syllables of all readings, and pairs of initials (marked ~) of name and address.';
comment on column place_code.spelled_from is 'Name and address from which the four were made; where they differ a job makes them anew.';

create index place_code_by_name on place_code (district_id, name_key text_pattern_ops);
create index place_code_by_pinyin on place_code (district_id, pinyin text_pattern_ops);
create index place_code_by_initials on place_code (district_id, initials text_pattern_ops);
create index place_code_by_token on place_code using gin (search_tokens);
create index place_code_to_spell on place_code (district_id, code)
  where spelled_from is distinct from (name || ' ' || address);
update place_code set kind = 'grid' where lon is null and exists (
  select 1 from grid where grid.district_id = place_code.district_id and grid.id = place_code.grid_id and grid.name = place_code.name);
