import { useEffect, useRef } from "react";
import { announce } from "../../../lib/announce";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import styles from "./SecondFactor.module.css";

type Props = { codes: string[]; onKept: () => void };

/** The codes for the day the phone is lost. They are here once, so leaving takes a word. */
export function RecoveryCodes({ codes, onKept }: Props) {
  const { t } = useI18n("identity");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  async function copy() {
    await navigator.clipboard.writeText(codes.join("\n"));
    announce(t("recovery.copied"));
  }

  return (
    <div>
      <h3 ref={heading} tabIndex={-1}>
        {t("recovery.title")}
      </h3>
      <p>{t("recovery.text")}</p>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={styles.actions}>
        <Button kind="filled" onClick={onKept}>
          {t("recovery.kept")}
        </Button>
        <Button onClick={() => void copy()}>{t("recovery.copy")}</Button>
        <Button onClick={() => print()}>{t("recovery.print")}</Button>
      </div>
    </div>
  );
}
