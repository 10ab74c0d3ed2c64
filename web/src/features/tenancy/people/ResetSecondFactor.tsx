import { useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import { announce } from "../../../lib/announce";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Dialog, DialogActions } from "../../../ui/overlay/Dialog";

const resetSecondFactor = graphql(`
  fragment ResetSecondFactor_membership on Membership {
    id
    displayName
    hasSecondFactor
    viewerCan { update { allowed reason } }
  }
`);

const ResetMemberSecondFactor = graphql(`
  mutation ResetMemberSecondFactor($input: ResetMemberSecondFactorInput!) {
    resetMemberSecondFactor(input: $input) { membership { id ...ResetSecondFactor_membership } }
  }
`);

type Props = { membership: FragmentType<typeof resetSecondFactor> };

/** For a person who lost phone and recovery codes: signing in by the password alone, until it is set up again. */
export function ResetSecondFactor({ membership }: Props) {
  const { t } = useI18n("tenancy");
  const { id, displayName, hasSecondFactor, viewerCan } = useFragment(resetSecondFactor, membership);
  const reset = useMutation(ResetMemberSecondFactor);
  const [isAsking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  if (!hasSecondFactor) return null;

  async function run() {
    const { error } = await reset.run({ id });
    setAsking(false);
    if (error !== null) return setRefusal(error.message);
    announce(t("member.resetSecondFactor.done", { name: displayName }));
  }

  return (
    <div>
      <Button disabledReason={refusal ?? viewerCan.update.reason} onClick={() => setAsking(true)}>
        {t("member.resetSecondFactor")}
      </Button>
      {isAsking && (
        <Dialog
          title={t("member.resetSecondFactor.title", { name: displayName })}
          onClose={() => setAsking(false)}
        >
          <p>{t("member.resetSecondFactor.text")}</p>
          <DialogActions>
            <Button kind="filled" isBusy={reset.isBusy} onClick={() => void run()}>
              {t("member.resetSecondFactor")}
            </Button>
            <Button onClick={() => setAsking(false)}>{t("cancel")}</Button>
          </DialogActions>
        </Dialog>
      )}
    </div>
  );
}
