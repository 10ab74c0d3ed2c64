-- Institutions that were retired: readable for thirty days, during which they can be taken back; then closed.

ALTER TABLE tenant ADD COLUMN retired_at timestamptz;
