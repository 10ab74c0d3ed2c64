-- Sums over the released actions of a released plan on a day: who oversees hundreds of institutions does not add up a
-- million rows. Whatever changes a plan takes its row away in the same transaction, and work in the background makes it
-- anew; what has no row of today is added up where it is asked for.

CREATE TABLE plan_rollup (
  tenant_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  day date NOT NULL,
  is_active boolean NOT NULL,
  by_status jsonb NOT NULL,
  open_count integer NOT NULL,
  overdue_count integer NOT NULL,
  due_soon_count integer NOT NULL,
  done_count integer NOT NULL,
  progress_sum bigint NOT NULL,
  budget_total numeric(16,2) NOT NULL,
  released_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, plan_id),
  FOREIGN KEY (tenant_id, plan_id) REFERENCES plan (tenant_id, id) ON DELETE CASCADE
);

ALTER TABLE plan_rollup ENABLE ROW LEVEL SECURITY;
ALTER TABLE plan_rollup FORCE ROW LEVEL SECURITY;
CREATE POLICY member ON plan_rollup TO calitas_app
  USING (tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]))
  WITH CHECK (tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]));
CREATE POLICY oversight ON plan_rollup FOR SELECT TO calitas_oversight
  USING (released_at IS NOT NULL AND tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]));
-- Members, and guests who change an action, take rows away; the sums themselves are for those who oversee.
GRANT SELECT (tenant_id, plan_id, day), INSERT, DELETE ON plan_rollup TO calitas_app;
GRANT SELECT ON plan_rollup TO calitas_oversight;

-- Released plans of many institutions, without those that were not.
CREATE INDEX plan_released ON plan (tenant_id, id) WHERE released_at IS NOT NULL;
