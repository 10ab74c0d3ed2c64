import { useParams } from "@tanstack/react-router";
import { graphql } from "../../gql";
import { announce } from "../../lib/announce";
import { useResult } from "../../lib/api/pageQuery";
import { useMutation } from "../../lib/api/useMutation";
import { useI18n } from "../../lib/i18n";
import { useViewer } from "../../lib/viewer";
import { Form } from "../../ui/form/Form";
import { PickerField } from "../../ui/form/PickerField";
import { useForm } from "../../ui/form/useForm";
import { Loaded } from "../../ui/state/Loaded";

const Entries = graphql(`
  query ClassifyEntries($id: ID!) {
    tenant(id: $id) { id retentionClasses { id code name inForceUntil } }
  }
`);

const ClassifyEvidence = graphql(`
  mutation ClassifyEvidence($input: ClassifyEvidenceInput!) {
    classifyEvidence(input: $input) { evidence { id ...EvidenceItem_evidence } }
  }
`);

type Props = { id: string; version: number; classId: string | null; onClose: () => void };

/** Chooses the entry of the nomenclature that a document is kept under. */
export function ClassifyForm(props: Props) {
  const { t: slug } = useParams({ strict: false }) as { t: string };
  const place = useViewer()?.memberships.find(({ tenant }) => tenant.slug === slug);
  const result = useResult(Entries, { id: place?.tenant.id ?? "" });
  return (
    <Loaded result={result}>
      {({ tenant }) => <Choice {...props} entries={tenant?.retentionClasses ?? []} />}
    </Loaded>
  );
}

type Entry = { id: string; code: string; name: string; inForceUntil: string | null };

function Choice({ id, version, classId, onClose, entries }: Props & { entries: Entry[] }) {
  const { t } = useI18n("document");
  const classify = useMutation(ClassifyEvidence);
  const form = useForm({
    initial: { retentionClassId: classId },
    check: ({ retentionClassId }) =>
      retentionClassId === null ? [{ path: "retentionClassId", message: t("archive.needed") }] : [],
    send: async ({ retentionClassId }) => {
      const { error } = await classify.run({
        id,
        expectedVersion: version,
        retentionClassId: retentionClassId ?? "",
      });
      if (error !== null) return error;
      announce(t("archive.saved"));
      onClose();
      return null;
    },
  });
  const open = entries.filter(({ inForceUntil }) => inForceUntil === null);
  if (open.length === 0) return <p className="muted small">{t("archive.empty")}</p>;
  return (
    <Form form={form} label={t("archive.set")} submitLabel={t("archive.set")}>
      <PickerField
        name="retentionClassId"
        label={t("archive.field")}
        help={t("archive.help")}
        options={open.map(({ id, code, name }) => ({ id, label: `${code} ${name}` }))}
      />
    </Form>
  );
}
