import { useI18n } from "../i18n";
import type { ApiError } from "./error";

/** A refusal in words: the server's sentence when it gave one, else ours for the code. */
export function useErrorText(): (error: ApiError) => string {
  const { t } = useI18n("ui");
  return (error) => {
    if (error.code === "RATE_LIMITED") {
      const minutes = Math.ceil((error.retryAfterSecs ?? 60) / 60);
      return t("error.RATE_LIMITED", { minutes });
    }
    return error.message || t(`error.${error.code}`);
  };
}
