-- Areas for improvement are weighed by impact and effort, and go into actions of a plan.

ALTER TABLE caf_finding
  ADD COLUMN impact integer CHECK (impact BETWEEN 1 AND 5),
  ADD COLUMN effort integer CHECK (effort BETWEEN 1 AND 5),
  ADD COLUMN action_id uuid,
  -- A proposal that is deleted gives its areas back.
  ADD CONSTRAINT caf_finding_action_fkey FOREIGN KEY (tenant_id, action_id) REFERENCES plan_action (tenant_id, id)
    ON DELETE SET NULL (action_id),
  ADD CHECK (kind = 'AREA' OR num_nonnulls(impact, effort, action_id) = 0);
CREATE INDEX caf_finding_action_idx ON caf_finding (tenant_id, action_id) WHERE action_id IS NOT NULL;
