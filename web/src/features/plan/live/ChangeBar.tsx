import { useEffect } from "react";
import { announce } from "../../../lib/announce";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { IconClock, IconPlus } from "../../../ui/icons";
import { Banner } from "../../../ui/state/Banner";
import type { Changes } from "./changes";

type Props = {
  changes: Changes;
  /** Whether a changed row may belong elsewhere: the list is ordered or filtered by what changes. */
  canMove: boolean;
  onShow: () => void;
};

/** What others did that this list does not show in its place yet. Nothing moves before one asks. */
export function ChangeBar({ changes, canMove, onShow }: Props) {
  const { t } = useI18n("plan");
  const arrived = changes.arrived.size;
  const moved = canMove ? changes.moved.size : 0;
  const text =
    arrived > 0
      ? t("live.arrived", { count: arrived })
      : moved > 0
        ? t("live.moved", { count: moved })
        : null;

  useEffect(() => {
    if (text !== null) announce(text);
  }, [text]);

  if (text === null) return null;
  return (
    <Banner
      icon={arrived > 0 ? IconPlus : IconClock}
      action={
        <Button small onClick={onShow}>
          {arrived > 0 ? t("live.show") : t("live.order")}
        </Button>
      }
    >
      {text}
    </Banner>
  );
}
