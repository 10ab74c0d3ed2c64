-- Lists of actions read in index order. Measured with 100,000 actions in 10 institutions: a page of a plan's actions
-- 0.24 ms instead of 2.2, of 20 plans 4 instead of 95, of an institution by due date 0.18 instead of 65.

-- A plan belongs to one institution: without knowing that, the planner multiplies both filters, expects a tenth of the
-- rows and sorts them instead of following the index.
CREATE STATISTICS plan_action_plan_stats (dependencies) ON tenant_id, plan_id FROM plan_action;

CREATE INDEX plan_action_tenant_due_idx ON plan_action (tenant_id, due_order, id);
