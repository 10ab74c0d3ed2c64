import { useFragment as readFragment } from "../../../gql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { Dialog } from "../../../ui/overlay/Dialog";
import { type Assessment, cafMember } from "../fragments";
import { AssessmentAgain, OpenConsensus } from "../operations";

type Props = { assessment: Assessment; onClose: () => void };

/** The scores are shown to the group: who has not submitted is left out, with a reason that is recorded. */
export function OpenConsensusDialog({ assessment, onClose }: Props) {
  const { t } = useI18n("caf");
  const open = useMutation(OpenConsensus);
  const { id, version } = assessment;
  const missing = assessment.members
    .map((one) => readFragment(cafMember, one))
    .filter(({ submittedAt }) => submittedAt === null);
  const form = useForm({
    initial: { reason: "" },
    thing: { version, again: () => askAgain(AssessmentAgain, { id }) },
    draft: { key: `caf/consensus/${id}`, label: t("act.openConsensus") },
    check: ({ reason }) =>
      missing.length > 0 && reason.trim().length < 3
        ? [{ path: "reason", message: t("act.openConsensus.reason.needed") }]
        : [],
    send: async ({ reason }, expectedVersion) => {
      const { error } = await open.run({ id, expectedVersion, reason: reason.trim() || null });
      if (error !== null) return error;
      announce(t("act.openConsensus.done"));
      onClose();
      return null;
    },
  });
  return (
    <Dialog title={t("act.openConsensus")} onClose={onClose}>
      <p>{t("act.openConsensus.consequence")}</p>
      {missing.length === 0 ? (
        <p>{t("act.openConsensus.complete")}</p>
      ) : (
        <>
          <p>{t("act.openConsensus.missing", { count: missing.length })}</p>
          <ul>
            {missing.map(({ id, person }) => (
              <li key={id}>{person.displayName}</li>
            ))}
          </ul>
        </>
      )}
      <Form
        form={form}
        label={t("act.openConsensus")}
        submitLabel={t("act.openConsensus")}
        actions={<Button onClick={onClose}>{t("cancel")}</Button>}
      >
        {missing.length > 0 && (
          <TextField
            name="reason"
            label={t("act.openConsensus.reason")}
            help={t("act.openConsensus.reason.help")}
            rows={2}
          />
        )}
      </Form>
    </Dialog>
  );
}
