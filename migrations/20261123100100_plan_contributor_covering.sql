-- The policy for guests looks at the plan: with it in the index, who contributes is read from the index alone.
ALTER TABLE plan_action_contributor DROP CONSTRAINT plan_action_contributor_pkey;
ALTER TABLE plan_action_contributor ADD PRIMARY KEY (tenant_id, action_id, membership_id) INCLUDE (plan_id);
