import { useI18n } from "../../../lib/i18n";
import { IconCloudOff } from "../../../ui/icons";
import { Banner } from "../../../ui/state/Banner";
import type { Connection as State } from "./useConnection";

/** Where one has stayed while the line is cut; what is shown is the last that was known. */
export function Connection({ state, code }: { state: State; code: string }) {
  const { t } = useI18n("caf");
  return (
    <div role="status">
      {state !== "live" && (
        <Banner tone="warn" icon={IconCloudOff}>
          <strong>{t(`room.connection.${state}`)}</strong> {t("room.connection.stayed", { code })}
        </Banner>
      )}
    </div>
  );
}
