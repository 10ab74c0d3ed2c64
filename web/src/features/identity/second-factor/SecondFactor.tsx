import { useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import { announce } from "../../../lib/announce";
import { useMutation } from "../../../lib/api/useMutation";
import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { refreshViewer } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { Card, Section } from "../../../ui/layout/Section";
import { Dialog } from "../../../ui/overlay/Dialog";
import { Enrol } from "./Enrol";
import { PasswordForm } from "./PasswordForm";
import { RecoveryCodes } from "./RecoveryCodes";
import styles from "./SecondFactor.module.css";

const secondFactor = graphql(`
  fragment SecondFactor_viewer on Viewer {
    secondFactor { enrolledAt recoveryCodeCount requiredFrom isRequired }
  }
`);

const RenewRecoveryCodes = graphql(`
  mutation RenewRecoveryCodes($input: RenewRecoveryCodesInput!) {
    renewRecoveryCodes(input: $input) { recoveryCodes }
  }
`);

const RemoveSecondFactor = graphql(`
  mutation RemoveSecondFactor($input: RemoveSecondFactorInput!) {
    removeSecondFactor(input: $input) { viewer { secondFactor { enrolledAt } } }
  }
`);

type Open = "enrol" | "renew" | "remove" | null;

/** Two-step sign-in of one's own account: set it up, move it, get other recovery codes, give it up. */
export function SecondFactor({ viewer }: { viewer: FragmentType<typeof secondFactor> }) {
  const { t } = useI18n("identity");
  const { longDate } = useFormat();
  const { enrolledAt, recoveryCodeCount, requiredFrom } = useFragment(secondFactor, viewer).secondFactor;
  const renew = useMutation(RenewRecoveryCodes);
  const remove = useMutation(RemoveSecondFactor);
  const [open, setOpen] = useState<Open>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const close = () => setOpen(null);

  return (
    <Section title={t("secondFactor.title")} note={t("secondFactor.note")}>
      <Card>
        <div className="stack">
          <p>
            {enrolledAt === null
              ? t("secondFactor.off")
              : t("secondFactor.on", { date: longDate(dateInBucharest(new Date(enrolledAt))) })}{" "}
            {enrolledAt !== null && t("secondFactor.codesLeft", { count: recoveryCodeCount })}
          </p>
          {requiredFrom !== null && (
            <p className="muted">{t("secondFactor.requiredFrom", { date: longDate(requiredFrom) })}</p>
          )}
          {codes !== null ? (
            <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />
          ) : open === "enrol" ? (
            <Enrol onDone={close} onCancel={close} />
          ) : (
            <div className={styles.actions}>
              <Button kind={enrolledAt === null ? "filled" : "plain"} onClick={() => setOpen("enrol")}>
                {enrolledAt === null ? t("secondFactor.enrol") : t("secondFactor.move")}
              </Button>
              {enrolledAt !== null && (
                <>
                  <Button onClick={() => setOpen("renew")}>{t("secondFactor.renew")}</Button>
                  <Button kind="danger" onClick={() => setOpen("remove")}>
                    {t("secondFactor.remove")}
                  </Button>
                </>
              )}
            </div>
          )}
        </div>
      </Card>
      {open === "renew" && (
        <Dialog title={t("secondFactor.renew")} onClose={close}>
          <p>{t("secondFactor.renew.text")}</p>
          <PasswordForm
            submitLabel={t("secondFactor.renew")}
            send={async (password) => {
              const { data, error } = await renew.run({ password });
              if (error !== null) return error;
              refreshViewer();
              setCodes(data.renewRecoveryCodes.recoveryCodes);
              close();
              return null;
            }}
          />
        </Dialog>
      )}
      {open === "remove" && (
        <Dialog title={t("secondFactor.remove")} onClose={close}>
          <p>{t("secondFactor.remove.text")}</p>
          <PasswordForm
            submitLabel={t("secondFactor.remove")}
            send={async (password) => {
              const { error } = await remove.run({ password });
              if (error !== null) return error;
              refreshViewer();
              announce(t("secondFactor.removed"));
              close();
              return null;
            }}
          />
        </Dialog>
      )}
    </Section>
  );
}
