-- The right of inquiry (质询) of who passed a matter up, and the part of the map somebody looks at as a filter.

alter table ticket add column inquiry_from timestamptz;
comment on column ticket.inquiry_from is 'From when who passed it up may ask the upper level why it is not settled: 7 working days after it was taken; null when it was not passed up, was handed back, or the calendar has no data.';

create index ticket_open_inquiry on ticket (district_id, inquiry_from) where closed_at is null and inquiry_from is not null;
create index ticket_open_lon_lat on ticket (district_id, lon, lat) where closed_at is null and lon is not null;
