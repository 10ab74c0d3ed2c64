-- How long documents are kept: the nomenclature of an institution (Law 16/1996 of the National Archives, republished
-- 2014), what it decides, and the selections by which documents leave once their term has ended.

CREATE TABLE retention_class (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  rule text NOT NULL CHECK (rule IN ('YEARS', 'COMMISSION', 'PERMANENT')),
  years integer CHECK (years BETWEEN 1 AND 150),
  unit_id uuid,
  in_force_from date NOT NULL,
  in_force_until date CHECK (in_force_until >= in_force_from),
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT retention_class_unit_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit (tenant_id, id),
  CHECK ((rule = 'PERMANENT') = (years IS NULL))
);
-- A later nomenclature may use a code again.
CREATE UNIQUE INDEX retention_class_code_key ON retention_class (tenant_id, code) WHERE in_force_until IS NULL;

CREATE TABLE retention_policy (
  tenant_id uuid PRIMARY KEY REFERENCES tenant (id),
  default_class_id uuid,
  needs_confirmation boolean NOT NULL,
  version integer NOT NULL,
  CONSTRAINT retention_policy_class_fkey FOREIGN KEY (tenant_id, default_class_id)
    REFERENCES retention_class (tenant_id, id)
);

CREATE TABLE disposal (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  title text NOT NULL,
  status text NOT NULL
    CHECK (status IN ('DRAFT', 'RETURNED', 'SUBMITTED', 'APPROVED', 'IN_PROGRESS', 'DONE', 'CANCELLED')),
  remark text,
  submitted_by uuid,
  number integer NOT NULL DEFAULT 0,
  approved_at timestamptz,
  approved_by uuid,
  hash text,
  minutes_number text,
  minutes_on date,
  confirmation_number text,
  confirmation_on date,
  started_at timestamptz,
  done_at timestamptz,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT disposal_creator_fkey FOREIGN KEY (tenant_id, created_by) REFERENCES membership (tenant_id, id),
  CONSTRAINT disposal_submitter_fkey FOREIGN KEY (tenant_id, submitted_by) REFERENCES membership (tenant_id, id),
  CONSTRAINT disposal_approver_fkey FOREIGN KEY (tenant_id, approved_by) REFERENCES membership (tenant_id, id),
  CHECK ((minutes_number IS NULL) = (minutes_on IS NULL)),
  CHECK ((confirmation_number IS NULL) = (confirmation_on IS NULL)),
  -- Two people and the minutes of the commission stand behind everything that goes.
  CHECK (status NOT IN ('APPROVED', 'IN_PROGRESS', 'DONE') OR (submitted_by IS NOT NULL AND approved_by IS NOT NULL
    AND approved_at IS NOT NULL AND hash IS NOT NULL AND submitted_by <> approved_by)),
  CHECK (status NOT IN ('IN_PROGRESS', 'DONE') OR (minutes_number IS NOT NULL AND started_at IS NOT NULL)),
  CHECK ((status = 'DONE') = (done_at IS NOT NULL))
);
CREATE INDEX disposal_list_idx ON disposal (tenant_id, created_at, id);
CREATE INDEX disposal_progress_idx ON disposal (tenant_id, id) WHERE status = 'IN_PROGRESS';

ALTER TABLE evidence
  ADD COLUMN retention_class_id uuid,
  -- The last day of the term; absent without a class and where the term never ends.
  ADD COLUMN kept_until date,
  ADD COLUMN disposal_id uuid,
  ADD COLUMN verdict text CHECK (verdict IN ('DISPOSE', 'KEEP')),
  ADD COLUMN disposed_at timestamptz,
  ADD CONSTRAINT evidence_retention_class_fkey FOREIGN KEY (tenant_id, retention_class_id)
    REFERENCES retention_class (tenant_id, id),
  ADD CONSTRAINT evidence_disposal_fkey FOREIGN KEY (tenant_id, disposal_id) REFERENCES disposal (tenant_id, id);
CREATE INDEX evidence_retention_class_idx ON evidence (tenant_id, retention_class_id)
  WHERE retention_class_id IS NOT NULL;
CREATE INDEX evidence_kept_until_idx ON evidence (tenant_id, kept_until, id)
  WHERE kept_until IS NOT NULL AND disposal_id IS NULL;
CREATE INDEX evidence_disposal_idx ON evidence (tenant_id, disposal_id, kept_until, id) WHERE disposal_id IS NOT NULL;

ALTER TABLE evidence_file
  ADD COLUMN disposed_at timestamptz,
  -- When its bytes were gone; name, size and hash stay.
  ADD COLUMN erased_at timestamptz;
CREATE INDEX evidence_file_disposed_idx ON evidence_file (tenant_id, id)
  WHERE disposed_at IS NOT NULL AND erased_at IS NULL;

-- The last day of a term: whole years that begin on 1 January after the year of the document.
CREATE FUNCTION last_day_kept(born date, years integer) RETURNS date
  LANGUAGE sql IMMUTABLE
  RETURN make_date(extract(year FROM born)::integer + years, 12, 31);

-- What the application decides is held here once more, so that no statement of its role does away with a document:
-- a class is never taken off, a term is what the class says, and nothing is disposed of before its term or without an
-- approved selection. Rows of classified documents are never deleted.
CREATE FUNCTION guard_kept_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  class record;
  selection record;
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.retention_class_id IS NOT NULL THEN
      RAISE EXCEPTION 'a classified document is never deleted'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_kept';
    END IF;
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.retention_class_id IS NOT NULL AND NEW.retention_class_id IS NULL THEN
      RAISE EXCEPTION 'a class is changed, never taken off'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_kept';
    END IF;
    IF OLD.disposed_at IS NOT NULL AND (NEW.disposed_at, NEW.title, NEW.description, NEW.effective_on,
        NEW.created_at, NEW.retention_class_id, NEW.kept_until, NEW.disposal_id, NEW.verdict, NEW.removed_at)
      IS DISTINCT FROM (OLD.disposed_at, OLD.title, OLD.description, OLD.effective_on,
        OLD.created_at, OLD.retention_class_id, OLD.kept_until, OLD.disposal_id, OLD.verdict, OLD.removed_at) THEN
      RAISE EXCEPTION 'what is kept of a disposed document stays as it is'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_kept';
    END IF;
    IF (NEW.retention_class_id, NEW.kept_until, NEW.effective_on, NEW.created_at, NEW.disposed_at)
      IS NOT DISTINCT FROM (OLD.retention_class_id, OLD.kept_until, OLD.effective_on, OLD.created_at, OLD.disposed_at)
    THEN
      RETURN NEW;
    END IF;
  ELSIF NEW.disposed_at IS NOT NULL THEN
    RAISE EXCEPTION 'nothing is disposed of before it is there'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_kept';
  END IF;
  SELECT rule, years INTO class FROM retention_class
    WHERE tenant_id = NEW.tenant_id AND id = NEW.retention_class_id;
  -- A class that is not there is refused by its key.
  IF (NEW.retention_class_id IS NULL OR FOUND) AND NEW.kept_until IS DISTINCT FROM last_day_kept(
      coalesce(NEW.effective_on, (NEW.created_at AT TIME ZONE 'Europe/Bucharest')::date), class.years) THEN
    RAISE EXCEPTION 'a term is what its class says'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_kept';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.disposed_at IS NOT NULL AND OLD.disposed_at IS NULL THEN
    SELECT status INTO selection FROM disposal WHERE tenant_id = NEW.tenant_id AND id = NEW.disposal_id;
    IF NOT FOUND OR selection.status <> 'IN_PROGRESS' OR NEW.verdict IS DISTINCT FROM 'DISPOSE'
      OR NEW.kept_until IS NULL
      OR (NEW.disposed_at AT TIME ZONE 'Europe/Bucharest')::date <= NEW.kept_until THEN
      RAISE EXCEPTION 'a document goes after its term and by an approved selection'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_kept';
    END IF;
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION guard_kept_files() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  document record;
BEGIN
  SELECT retention_class_id, disposed_at INTO document FROM evidence
    WHERE tenant_id = OLD.tenant_id AND id = OLD.evidence_id;
  -- Files of a document that is deleted go with it; whether it may be was asked there.
  IF TG_OP = 'DELETE' THEN
    IF FOUND AND document.retention_class_id IS NOT NULL THEN
      RAISE EXCEPTION 'files of a classified document are never deleted'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_kept';
    END IF;
    RETURN OLD;
  END IF;
  IF (NEW.evidence_id, NEW.name, NEW.kind, NEW.size_bytes, NEW.sha256, NEW.storage_key, NEW.uploaded_at)
    IS DISTINCT FROM
    (OLD.evidence_id, OLD.name, OLD.kind, OLD.size_bytes, OLD.sha256, OLD.storage_key, OLD.uploaded_at) THEN
    RAISE EXCEPTION 'what is known of a file stays as it is'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_kept';
  END IF;
  IF (NEW.disposed_at, NEW.erased_at) IS DISTINCT FROM (OLD.disposed_at, OLD.erased_at)
    AND (document.disposed_at IS NULL OR NEW.disposed_at IS NULL
      OR OLD.disposed_at IS NOT NULL AND OLD.disposed_at <> NEW.disposed_at) THEN
    RAISE EXCEPTION 'files go with their document'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_kept';
  END IF;
  RETURN NEW;
END
$$;

-- What documents were classified by stays what it was: a new nomenclature has new entries.
CREATE FUNCTION guard_used_classes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.code, NEW.rule, NEW.years) IS DISTINCT FROM (OLD.code, OLD.rule, OLD.years) AND EXISTS (
    SELECT FROM evidence WHERE tenant_id = OLD.tenant_id AND retention_class_id = OLD.id) THEN
    RAISE EXCEPTION 'documents were classified by this entry'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'retention_class_used';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER evidence_kept BEFORE INSERT OR UPDATE OR DELETE ON evidence
  FOR EACH ROW EXECUTE FUNCTION guard_kept_evidence();
CREATE TRIGGER evidence_file_kept BEFORE UPDATE OR DELETE ON evidence_file
  FOR EACH ROW EXECUTE FUNCTION guard_kept_files();
CREATE TRIGGER retention_class_used BEFORE UPDATE ON retention_class
  FOR EACH ROW EXECUTE FUNCTION guard_used_classes();

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['retention_class', 'retention_policy', 'disposal'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY member ON %I TO calitas_app
      USING (tenant_id = ANY ((SELECT current_setting(''app.tenant_ids'')::uuid[])::uuid[]))
      WITH CHECK (tenant_id = ANY ((SELECT current_setting(''app.tenant_ids'')::uuid[])::uuid[]))', name);
  END LOOP;
END
$$;
-- Guests see what they were invited to, and no selection.
CREATE POLICY guest ON disposal AS RESTRICTIVE TO calitas_app
  USING (tenant_id = ANY ((SELECT current_setting('app.full_tenant_ids')::uuid[])::uuid[]))
  WITH CHECK (tenant_id = ANY ((SELECT current_setting('app.full_tenant_ids')::uuid[])::uuid[]));

GRANT SELECT, INSERT, UPDATE, DELETE ON retention_class TO calitas_app;
-- A selection that was begun is never taken out of the record.
GRANT SELECT, INSERT, UPDATE ON retention_policy, disposal TO calitas_app;
