import { useState } from "react";
import { announce } from "../../lib/announce";
import type { ApiError } from "../../lib/api/error";
import { useI18n } from "../../lib/i18n";
import { offerUndo } from "../../lib/undo";
import { Button } from "../../ui/Button";
import { ErrorBox } from "../../ui/state/ErrorBox";
import { useOfflineReason } from "./here";

type Props = {
  name: string;
  isRetired: boolean;
  /** Whether it can be taken out of use, or back, and why not. */
  can?: { allowed: boolean; reason: string | null };
  /** Takes it out of use or back; the refusal comes back. */
  set: (isRetired: boolean) => Promise<ApiError | null>;
};

/** Takes a part of the chain out of use, with the offer to take that back; what was measured stays. */
export function RetireAct({ name, isRetired, can, set }: Props) {
  const { t } = useI18n("control");
  const offline = useOfflineReason();
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function run(next: boolean) {
    setBusy(true);
    const error = await set(next);
    setBusy(false);
    setFailure(error);
    if (error !== null) return;
    const text = t(next ? "retire.done" : "retire.back.done", { name });
    announce(text);
    if (next) offerUndo({ text, undo: () => run(false) });
  }

  return (
    <>
      <Button
        kind="quiet"
        isBusy={isBusy}
        disabledReason={can?.reason ?? offline}
        onClick={() => void run(!isRetired)}
      >
        {t(isRetired ? "retire.back" : "retire")}
      </Button>
      {failure !== null && <ErrorBox error={failure} />}
    </>
  );
}
