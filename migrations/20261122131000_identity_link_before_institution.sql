-- The link of the first invitation into a new institution is stored by the identity role while the institution itself
-- is not committed yet, so it cannot refer to the row. Like the invitation, which has no reference either, the
-- institution is looked up when the link is taken up.

ALTER TABLE ticket DROP CONSTRAINT ticket_tenant_id_fkey;
