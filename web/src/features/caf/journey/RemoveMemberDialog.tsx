import { useState } from "react";
import { announce } from "../../../lib/announce";
import type { ApiError } from "../../../lib/api/error";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Dialog, DialogActions } from "../../../ui/overlay/Dialog";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import { useOfflineReason } from "../here";
import { RemoveMember } from "../operations";
import type { Member } from "./Group";

/** Takes somebody out of the group: what that means for the scores is said first. */
export function RemoveMemberDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useI18n("caf");
  const offline = useOfflineReason();
  const remove = useMutation(RemoveMember);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const who = member.person.displayName;

  async function send() {
    const { error } = await remove.run({ id: member.id, expectedVersion: member.version });
    setFailure(error);
    if (error !== null) return;
    announce(t("member.removed", { who }));
    onClose();
  }

  return (
    <Dialog title={t("member.remove")} onClose={onClose}>
      <p>{t("member.remove.consequence", { who })}</p>
      {failure !== null && <ErrorBox error={failure} />}
      <DialogActions>
        <Button kind="danger" isBusy={remove.isBusy} disabledReason={offline} onClick={() => void send()}>
          {t("member.remove")}
        </Button>
        <Button onClick={onClose}>{t("cancel")}</Button>
      </DialogActions>
    </Dialog>
  );
}
