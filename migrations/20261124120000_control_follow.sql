-- What follows from the self-assessment of internal control: answers with what proves them, own criteria, and people who
-- are told of questionnaires.

ALTER TABLE control_answer ADD COLUMN proof text;
ALTER TABLE control_criterion ADD COLUMN is_own boolean NOT NULL DEFAULT false;

-- Who answers for a compartment is asked for many at once.
CREATE INDEX membership_role_unit_idx ON membership_role (tenant_id, unit_id) WHERE unit_id IS NOT NULL;
CREATE INDEX control_questionnaire_submitter_idx ON control_questionnaire (tenant_id, submitted_by)
  WHERE status = 'SUBMITTED';

ALTER TABLE notification DROP CONSTRAINT notification_reason_check;
ALTER TABLE notification ADD CONSTRAINT notification_reason_check CHECK (reason IN ('RESPONSIBLE', 'CONTRIBUTOR',
  'OWNER', 'APPROVER', 'MENTIONED', 'WATCHER', 'HEAD_OF_UNIT', 'HEAD_OF_INSTITUTION', 'DELEGATE', 'SECRETARIAT'));

-- Evidence of answers. It lies in no plan, so guests, who are held to plans, never see it; `is_of_control` says of a
-- document and its files, without a join, that whoever reads the self-assessment reads them.
ALTER TABLE evidence ADD COLUMN is_of_control boolean NOT NULL DEFAULT false;
ALTER TABLE evidence_file ADD COLUMN is_of_control boolean NOT NULL DEFAULT false;

ALTER TABLE evidence_link ADD COLUMN questionnaire_id uuid;
ALTER TABLE evidence_link ADD COLUMN answer_id uuid;
ALTER TABLE evidence_link ALTER COLUMN plan_id DROP NOT NULL;
ALTER TABLE evidence_link ADD CONSTRAINT evidence_link_answer_fkey FOREIGN KEY (tenant_id, answer_id)
  REFERENCES control_answer (tenant_id, id);
ALTER TABLE evidence_link ADD CONSTRAINT evidence_link_questionnaire_fkey FOREIGN KEY (tenant_id, questionnaire_id)
  REFERENCES control_questionnaire (tenant_id, id);
ALTER TABLE evidence_link DROP CONSTRAINT evidence_link_subject_kind_check;
ALTER TABLE evidence_link ADD CONSTRAINT evidence_link_subject_kind_check
  CHECK (subject_kind IN ('PLAN', 'PLAN_ACTION', 'CONTROL_ANSWER'));
ALTER TABLE evidence_link DROP CONSTRAINT evidence_link_check;
ALTER TABLE evidence_link ADD CONSTRAINT evidence_link_check CHECK (CASE subject_kind
  WHEN 'PLAN' THEN plan_id IS NOT NULL AND subject_id = plan_id AND num_nonnulls(action_id, questionnaire_id, answer_id) = 0
  WHEN 'PLAN_ACTION' THEN plan_id IS NOT NULL AND action_id IS NOT NULL AND subject_id = action_id
    AND num_nonnulls(questionnaire_id, answer_id) = 0
  ELSE questionnaire_id IS NOT NULL AND answer_id IS NOT NULL AND subject_id = answer_id
    AND num_nonnulls(plan_id, action_id) = 0 END);
