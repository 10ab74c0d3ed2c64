-- The consensus meeting: where it is, its votes, its time, who asks for the word, and what the group finds.

ALTER TABLE caf_consensus
  ADD COLUMN votes integer NOT NULL DEFAULT 0 CHECK (votes >= 0),
  ADD COLUMN discussion_left integer CHECK (discussion_left >= 0),
  ADD CHECK (discussion_until IS NULL OR discussion_left IS NULL);
ALTER TABLE caf_member ADD COLUMN hand_raised_at timestamptz;

-- Where a meeting is; one that has no row stands at its beginning.
CREATE TABLE caf_room (
  tenant_id uuid NOT NULL,
  assessment_id uuid NOT NULL,
  subcriterion text NOT NULL,
  PRIMARY KEY (tenant_id, assessment_id),
  CONSTRAINT caf_room_assessment_fkey FOREIGN KEY (tenant_id, assessment_id) REFERENCES caf_assessment (tenant_id, id)
);

CREATE TABLE caf_vote (
  tenant_id uuid NOT NULL,
  assessment_id uuid NOT NULL,
  consensus_id uuid NOT NULL,
  member_id uuid NOT NULL,
  -- Whose it is: nobody else reads it before the votes of the round are shown.
  account_id uuid NOT NULL REFERENCES account (id),
  round integer NOT NULL CHECK (round > 0),
  given integer[] NOT NULL CHECK (cardinality(given) IN (1, 2, 4) AND 0 <= ALL (given) AND 100 >= ALL (given)
    AND array_position(given, NULL) IS NULL),
  cast_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, consensus_id, round, member_id),
  CONSTRAINT caf_vote_consensus_fkey FOREIGN KEY (tenant_id, consensus_id) REFERENCES caf_consensus (tenant_id, id),
  CONSTRAINT caf_vote_member_fkey FOREIGN KEY (tenant_id, member_id) REFERENCES caf_member (tenant_id, id),
  CONSTRAINT caf_vote_assessment_fkey FOREIGN KEY (tenant_id, assessment_id) REFERENCES caf_assessment (tenant_id, id)
);
CREATE INDEX caf_vote_assessment_idx ON caf_vote (tenant_id, assessment_id);
CREATE INDEX caf_vote_member_idx ON caf_vote (tenant_id, member_id);

CREATE TABLE caf_finding (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  assessment_id uuid NOT NULL,
  consensus_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('STRENGTH', 'AREA')),
  text text NOT NULL,
  mentions integer NOT NULL CHECK (mentions >= 0),
  -- The order in which they stand under their subcriterion.
  position integer NOT NULL,
  removed_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT caf_finding_consensus_fkey FOREIGN KEY (tenant_id, consensus_id) REFERENCES caf_consensus (tenant_id, id),
  CONSTRAINT caf_finding_assessment_fkey FOREIGN KEY (tenant_id, assessment_id) REFERENCES caf_assessment (tenant_id, id)
);
CREATE INDEX caf_finding_consensus_idx ON caf_finding (tenant_id, consensus_id, position) WHERE removed_at IS NULL;
CREATE INDEX caf_finding_assessment_idx ON caf_finding (tenant_id, assessment_id);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['caf_room', 'caf_vote', 'caf_finding']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY member ON %I TO calitas_app
      USING (nullif(tenant_id = ANY ((SELECT current_setting(''app.tenant_ids'')::uuid[])::uuid[]), false) IS NOT NULL)
      WITH CHECK (tenant_id = ANY ((SELECT current_setting(''app.tenant_ids'')::uuid[])::uuid[]))', name);
    -- A guest sees what hangs under the assessment the invitation names.
    EXECUTE format('CREATE POLICY guest ON %I AS RESTRICTIVE TO calitas_app
      USING (tenant_id = ANY ((SELECT current_setting(''app.full_tenant_ids'')::uuid[])::uuid[])
        OR assessment_id = ANY ((SELECT current_setting(''app.object_ids'')::uuid[])::uuid[]))
      WITH CHECK (tenant_id = ANY ((SELECT current_setting(''app.full_tenant_ids'')::uuid[])::uuid[])
        OR assessment_id = ANY ((SELECT current_setting(''app.object_ids'')::uuid[])::uuid[]))', name);
  END LOOP;
END
$$;

-- A vote is its member's; others read it once the votes of its round are shown, as long as the member is in the group.
CREATE POLICY reading ON caf_vote AS RESTRICTIVE FOR SELECT TO calitas_app
  USING (account_id = (SELECT nullif(current_setting('app.account_id'), '')::uuid)
    OR EXISTS (SELECT FROM caf_consensus AS consensus
      JOIN caf_member AS member ON member.tenant_id = consensus.tenant_id AND member.id = caf_vote.member_id
      WHERE consensus.tenant_id = caf_vote.tenant_id AND consensus.id = caf_vote.consensus_id
        AND member.removed_at IS NULL
        AND (consensus.round > caf_vote.round OR consensus.state <> 'REVOTE')));
CREATE POLICY casting ON caf_vote AS RESTRICTIVE FOR INSERT TO calitas_app
  WITH CHECK (account_id = (SELECT nullif(current_setting('app.account_id'), '')::uuid));
CREATE POLICY changing ON caf_vote AS RESTRICTIVE FOR UPDATE TO calitas_app
  USING (true)
  WITH CHECK (account_id = (SELECT nullif(current_setting('app.account_id'), '')::uuid));

GRANT SELECT, INSERT, UPDATE ON caf_room, caf_finding TO calitas_app;
GRANT SELECT, INSERT ON caf_vote TO calitas_app;
-- Whose a vote or a score is never changes, or somebody could make another's their own.
GRANT UPDATE (given, cast_at) ON caf_vote TO calitas_app;
REVOKE UPDATE ON caf_individual_score FROM calitas_app;
GRANT UPDATE (given, strengths, areas, proof, version) ON caf_individual_score TO calitas_app;
