import { useEffect, useState } from "react";
import { announce } from "../../lib/announce";
import { useI18n } from "../../lib/i18n";
import { loadNewVersion } from "../../lib/newVersion";
import { keepFetching, type Part } from "../../lib/part";
import { Button } from "../Button";
import { Icon } from "../Icon";
import { IconAlertOctagon } from "../icons";
import { Dialog, DialogActions } from "../overlay/Dialog";
import styles from "./ErrorBox.module.css";

type Props<P> = { part: Part<P>; onAsked: () => void; onClose: (() => void) | undefined };

/** Where a part should stand whose code did not come: it is fetched again by itself, and when somebody asks. */
export function PartAbsent<P>({ part, onAsked }: Props<P>) {
  const { t } = useI18n("ui");
  return (
    <div className={styles.box}>
      <Icon of={IconAlertOctagon} />
      <div className={styles.content}>
        <p>
          <strong>{t("part.absent")}</strong> {t("part.again")}
        </p>
        <div className="row">
          <Again part={part} onAsked={onAsked} />
        </div>
      </div>
    </div>
  );
}

/** The same for a part that is a window: it opens when its code comes, unless one closes it before. */
export function PartAbsentDialog<P>({ part, onAsked, onClose }: Props<P>) {
  const { t } = useI18n("ui");
  return (
    <Dialog title={t("part.absent.title")} onClose={onClose}>
      <p>{t("part.again")}</p>
      <DialogActions>
        <Again part={part} onAsked={onAsked} />
      </DialogActions>
    </Dialog>
  );
}

function Again<P>({ part, onAsked }: Omit<Props<P>, "onClose">) {
  const { t } = useI18n("ui");
  const [isBusy, setBusy] = useState(false);
  const [isVain, setVain] = useState(false);

  useEffect(() => keepFetching(part), [part]);
  useEffect(() => announce(t("part.absent")), [t]);

  async function ask() {
    setBusy(true);
    onAsked();
    const isHere = await part.fetch();
    setBusy(false);
    if (isHere) return;
    setVain(true);
    announce(t("part.absent"), true);
  }

  return (
    <>
      <Button isBusy={isBusy} onClick={() => void ask()}>
        {t("retry")}
      </Button>
      {/* Some browsers remember for as long as the page is open that a file did not come. */}
      {isVain && (
        <Button kind="quiet" onClick={() => void loadNewVersion("asked")}>
          {t("part.reload")}
        </Button>
      )}
    </>
  );
}
