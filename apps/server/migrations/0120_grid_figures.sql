-- Closed tickets by the time of their end: the map counts the last thirty days per grid without reading the year.

create index ticket_closed_by_time on ticket (district_id, closed_at) where state = 'closed';
