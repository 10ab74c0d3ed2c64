import { useEffect, useRef } from "react";
import { announce } from "../../../lib/announce";
import { useI18n } from "../../../lib/i18n";
import { IconCloudOff } from "../../../ui/icons";
import { Banner } from "../../../ui/state/Banner";
import type { Connection as State } from "./useConnection";

/** Where one has stayed while the line is cut; what is shown is the last that was known. Cut and return are spoken. */
export function Connection({ state, code }: { state: State; code: string }) {
  const { t } = useI18n("caf");
  const before = useRef<State>("live");
  const stayed = t("room.connection.stayed", { code });
  useEffect(() => {
    if (before.current !== state)
      announce(state === "live" ? t("room.connection.back") : `${t(`room.connection.${state}`)} ${stayed}`);
    before.current = state;
  }, [state, stayed, t]);
  if (state === "live") return null;
  return (
    <Banner tone="warn" icon={IconCloudOff}>
      <strong>{t(`room.connection.${state}`)}</strong> {stayed}
    </Banner>
  );
}
