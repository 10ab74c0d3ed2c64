import { useState } from "react";
import { graphql } from "../../../gql";
import type { BeginSecondFactorMutation } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { refreshViewer } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { Form } from "../../../ui/form/Form";
import { TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { PasswordForm } from "./PasswordForm";
import { RecoveryCodes } from "./RecoveryCodes";
import styles from "./SecondFactor.module.css";

const BeginSecondFactor = graphql(`
  mutation BeginSecondFactor($input: BeginSecondFactorInput!) {
    beginSecondFactor(input: $input) { secret uri qrSvg }
  }
`);

const ConfirmSecondFactor = graphql(`
  mutation ConfirmSecondFactor($input: ConfirmSecondFactorInput!) {
    confirmSecondFactor(input: $input) { recoveryCodes }
  }
`);

type Begun = BeginSecondFactorMutation["beginSecondFactor"];
type Props = { onDone: () => void; onCancel?: () => void };

/** Setting the second step up: the password, the QR code, the first code, the recovery codes. */
export function Enrol({ onDone, onCancel }: Props) {
  const { t } = useI18n("identity");
  const begin = useMutation(BeginSecondFactor);
  const [begun, setBegun] = useState<Begun | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);

  function keep() {
    // Only now: the page below may change as soon as the account is known to have the second step.
    refreshViewer();
    onDone();
  }

  if (codes !== null) return <RecoveryCodes codes={codes} onKept={keep} />;
  return (
    <div className="stack">
      {begun === null ? (
        <>
          <p>{t("enrol.password")}</p>
          <PasswordForm
            submitLabel={t("enrol.begin")}
            send={async (password) => {
              const { data, error } = await begin.run({ password });
              if (error !== null) return error;
              setBegun(data.beginSecondFactor);
              return null;
            }}
          />
        </>
      ) : (
        <Confirm begun={begun} onConfirmed={setCodes} />
      )}
      {onCancel !== undefined && (
        <div>
          <Button kind="quiet" onClick={onCancel}>
            {t("cancel")}
          </Button>
        </div>
      )}
    </div>
  );
}

function Confirm({ begun, onConfirmed }: { begun: Begun; onConfirmed: (codes: string[]) => void }) {
  const { t } = useI18n("identity");
  const confirm = useMutation(ConfirmSecondFactor);
  const form = useForm({
    initial: { oneTimeCode: "" },
    check: ({ oneTimeCode }) =>
      oneTimeCode.trim() === "" ? [{ path: "oneTimeCode", message: t("enrol.code.needed") }] : [],
    send: async ({ oneTimeCode }) => {
      const { data, error } = await confirm.run({ oneTimeCode });
      if (error !== null) return error;
      announce(t("enrol.done"));
      onConfirmed(data.confirmSecondFactor.recoveryCodes);
      return null;
    },
  });
  return (
    <>
      <p>{t("enrol.scan")}</p>
      <div className={styles.scan}>
        <img src={`data:image/svg+xml,${encodeURIComponent(begun.qrSvg)}`} alt={t("enrol.qr")} />
        <div>
          <p>{t("enrol.type")}</p>
          <p className={styles.secret}>{begun.secret.replace(/(.{4})(?=.)/g, "$1 ")}</p>
          <p>
            <a href={begun.uri}>{t("enrol.open")}</a>
          </p>
        </div>
      </div>
      <Form form={form} submitLabel={t("enrol.confirm")}>
        <TextField
          name="oneTimeCode"
          label={t("enrol.code")}
          help={t("enrol.code.help")}
          autoComplete="one-time-code"
          inputMode="numeric"
        />
      </Form>
    </>
  );
}
