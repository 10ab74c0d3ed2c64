import { useEffect } from "react";
import { announce } from "../../../lib/announce";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { IconClock } from "../../../ui/icons";
import { Banner } from "../../../ui/state/Banner";

type Props = { count: number; isOfAlerts?: boolean; onShow: () => void };

/** What others changed meanwhile; the list is read and ordered again when somebody asks for it. */
export function NewsBar({ count, isOfAlerts = false, onShow }: Props) {
  const { t } = useI18n("risk");
  const text = count === 0 ? null : t(isOfAlerts ? "live.news.alerts" : "live.news", { count });

  useEffect(() => {
    if (text !== null) announce(text);
  }, [text]);

  if (text === null) return null;
  return (
    <Banner
      icon={IconClock}
      action={
        <Button small onClick={onShow}>
          {t("live.show")}
        </Button>
      }
    >
      {text}
    </Banner>
  );
}
