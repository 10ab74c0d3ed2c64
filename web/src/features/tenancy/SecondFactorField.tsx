import { Radio } from "@mantine/core";
import { useId } from "react";
import { dayInWords } from "../../lib/format/date";
import { useI18n } from "../../lib/i18n";
import { DateInput } from "../../ui/form/DateInput";
import { FieldClash } from "../../ui/form/FieldClash";
import { useField } from "../../ui/form/fields";
import styles from "./SecondFactorField.module.css";

/** Who signs in by two steps: each who wants to (null), or everybody from a day on. One value, so that it clashes as one. */
export function SecondFactorField() {
  const { t } = useI18n("tenancy");
  const { t: ui } = useI18n("ui");
  const { field, shared } = useField({
    name: "requiredFrom",
    label: t("policies.from"),
    help: ui("form.date.help"),
  });
  const name = useId();
  const day = field.value as string | null;
  return (
    <>
      <Radio.Group
        name={name}
        label={t("policies.question")}
        value={day === null ? "FREE" : "REQUIRED"}
        onChange={(asks) => field.onChange(asks === "FREE" ? null : "")}
      >
        <div className={styles.options}>
          <Radio value="FREE" label={t("policies.free")} />
          <Radio value="REQUIRED" label={t("policies.required")} description={t("policies.required.help")} />
        </div>
      </Radio.Group>
      {day !== null && (
        <DateInput
          {...shared}
          value={day}
          onChange={(next) => field.onChange(next ?? "")}
          onBlur={field.onBlur}
          className={styles.day}
        />
      )}
      <FieldClash
        name="requiredFrom"
        label={t("policies.secondFactor")}
        show={(value) =>
          value === null ? t("policies.free") : t("policies.fromDay", { date: dayInWords(value) || "–" })
        }
      />
    </>
  );
}
