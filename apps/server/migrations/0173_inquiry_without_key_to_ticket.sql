-- What hangs on a ticket (steps, photos, messages) names it without a foreign key, so that tickets can be moved and
-- loaded in bulk; inquiries do the same.

alter table inquiry drop constraint inquiry_district_id_ticket_id_fkey;
