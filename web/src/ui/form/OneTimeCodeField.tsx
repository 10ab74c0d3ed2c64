import { useEffect, useState } from "react";
import { useFormContext } from "react-hook-form";
import { announce } from "../../lib/announce";
import type { ApiError } from "../../lib/api/error";
import { useI18n } from "../../lib/i18n";
import { TextField } from "./fields";

/** The name of the code in the forms of the door, as the API has it. */
const name = "oneTimeCode";

/** Whether the door asks for the second step: it says so to who has shown the right password. */
export function useSecondStep(): { isAsked: boolean; take: (error: ApiError | null) => ApiError | null } {
  const { t } = useI18n("ui");
  const [isAsked, setAsked] = useState(false);
  return {
    isAsked,
    take(error) {
      const asks = error?.fields.some(({ code }) => code === "SECOND_FACTOR_NEEDED") ?? false;
      if (!asks || isAsked) return error;
      setAsked(true);
      announce(t("oneTimeCode.asked"));
      return null;
    },
  };
}

/** The code of the authenticator app, or a recovery code; it takes the focus, as it is all that is missing. */
export function OneTimeCodeField() {
  const { t } = useI18n("ui");
  const { setFocus } = useFormContext();
  useEffect(() => setFocus(name), [setFocus]);
  return (
    <TextField
      name={name}
      label={t("oneTimeCode")}
      help={t("oneTimeCode.help")}
      autoComplete="one-time-code"
    />
  );
}
