-- Finding the reporters whose time is over, without reading those whose is not.
create index ticket_reporter_to_erase on ticket_reporter (district_id, erase_after) where name <> '' or telephone <> '' or on_behalf <> '';
