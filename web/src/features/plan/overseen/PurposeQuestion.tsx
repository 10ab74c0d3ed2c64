import { useI18n } from "../../../lib/i18n";
import { purposes, setPurpose } from "../../../lib/purpose";
import { Button } from "../../../ui/Button";
import { Page } from "../../../ui/layout/Page";
import styles from "./PurposeQuestion.module.css";

/** Asked before one looks into a single institution, once a sitting. The answer stands in the header from then on. */
export function PurposeQuestion() {
  const { t } = useI18n("plan");
  return (
    <Page title={t("purpose.title")} width="text">
      <p>{t("purpose.text")}</p>
      <ul className={styles.list}>
        {purposes.map((one) => (
          <li key={one}>
            <Button onClick={() => setPurpose(one)}>{t(`purpose.${one}`)}</Button>
            <span className="muted">{t(`purpose.${one}.about`)}</span>
          </li>
        ))}
      </ul>
    </Page>
  );
}
