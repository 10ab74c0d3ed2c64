import { useRef, useState } from "react";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { LineInput } from "../../../ui/form/LineInput";
import { IconInfoCircle } from "../../../ui/icons";
import { Chip, StatusChip } from "../../../ui/StatusChip";
import { inLanguage } from "../words";
import styles from "./CriteriaEditor.module.css";
import type { Edits, Line, Listed, Refusals } from "./edits";

type Props = {
  line: Line;
  /** As it stands on the list; nothing for one that is added. */
  listed: Listed | undefined;
  refusals: Refusals[string];
  edits: Edits;
  onChange: (edits: Edits) => void;
  /** The only one its standard has left. */
  isLast: boolean;
};

/** One criterion of the changed list: its wording as text or fields, and whether it stays. */
export function CriterionLine({ line, listed, refusals, edits, onChange, isLast }: Props) {
  const { t } = useI18n("control");
  const { key, code, labelRo, labelEn, isRetired, isOwn, theirs } = line;
  const [isOpened, setOpened] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  const isRefused = refusals.labelRo !== undefined || refusals.labelEn !== undefined;
  const isOpen = !isRetired && (code === null || isOpened || line.isWorded || isRefused);
  const name = code ?? t("criteria.new");

  function word(next: { labelRo: string; labelEn: string }) {
    if (code === null) {
      const added = edits.added.map((one) => (one.key === key ? { ...one, ...next } : one));
      onChange({ ...edits, added });
    } else if (listed !== undefined) {
      const was = edits.worded[code]?.was ?? { labelRo: listed.labelRo, labelEn: listed.labelEn };
      onChange({ ...edits, worded: { ...edits.worded, [code]: { ...next, was } } });
    }
  }

  function unword() {
    setOpened(false);
    if (code !== null) {
      const { [code]: _, ...worded } = edits.worded;
      onChange({ ...edits, worded });
    }
    requestAnimationFrame(() => toggle.current?.focus());
  }

  function retire() {
    if (code === null) return onChange({ ...edits, added: edits.added.filter((one) => one.key !== key) });
    const retired = isRetired
      ? edits.retired.filter((one) => one !== code)
      : [...edits.retired.filter((one) => one !== code), code];
    onChange({ ...edits, retired });
  }

  return (
    <li>
      <div className="row">
        <strong>{name}</strong>
        {isOwn && <Chip icon={IconInfoCircle} tone="info" label={t("criteria.own")} />}
        {isRetired && <StatusChip status="CANCELLED" label={t("criteria.retired")} />}
      </div>
      {!isOpen && (
        <p className={`${styles.text} ${isRetired ? styles.retired : ""}`}>{inLanguage(labelRo, labelEn)}</p>
      )}
      {isOpen && (
        <>
          <LineInput
            id={`label-${key}`}
            label={t("criteria.label")}
            error={refusals.labelRo}
            inputWrapperOrder={["label", "error", "input"]}
            value={labelRo}
            onChange={(text) => word({ labelRo: text, labelEn })}
          />
          <LineInput
            label={t("criteria.label.en")}
            description={t("criteria.label.en.help")}
            error={refusals.labelEn}
            inputWrapperOrder={["label", "description", "error", "input"]}
            value={labelEn}
            onChange={(text) => word({ labelRo, labelEn: text })}
          />
        </>
      )}
      {theirs !== null && (
        <p className={styles.theirs}>{t("criteria.theirs", { ro: theirs.labelRo, en: theirs.labelEn })}</p>
      )}
      <div className="row">
        {code !== null && !isRetired && (
          <Button
            ref={toggle}
            small
            kind="quiet"
            expanded={isOpen}
            label={t(isOpen ? "criteria.unword.of" : "criteria.word.of", { code })}
            onClick={() => (isOpen ? unword() : setOpened(true))}
          >
            {t(isOpen ? "criteria.unword" : "criteria.word")}
          </Button>
        )}
        <Button
          small
          kind="quiet"
          label={t(isRetired ? "criteria.keep.of" : "criteria.retire.of", { code: name })}
          disabledReason={!isRetired && isLast && code !== null ? t("criteria.last") : null}
          onClick={retire}
        >
          {t(isRetired ? "criteria.keep" : "criteria.retire")}
        </Button>
      </div>
    </li>
  );
}
