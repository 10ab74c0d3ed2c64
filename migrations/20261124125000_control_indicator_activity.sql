-- The indicators of an activity are read with it.
CREATE INDEX control_indicator_activity_idx ON control_indicator (tenant_id, activity_id) WHERE activity_id IS NOT NULL;
