import { Link } from "@tanstack/react-router";
import { announce } from "../../lib/announce";
import type { FormDraft } from "../../lib/drafts/drafts";
import { dropDraft } from "../../lib/drafts/drafts";
import type { Draft } from "../../lib/drafts/storage";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { useSession } from "../../lib/session/session";
import { Button } from "../../ui/Button";
import { leavesOf } from "../../ui/form/merge";
import styles from "./Unsent.module.css";

type Props = { draft: Draft; institution: string | null; onLeave: () => void };

/** A form or a text that was begun: its person sends it where it was typed. */
export function DraftItem({ draft, institution, onLeave }: Props) {
  const { t } = useI18n("app");
  const { shortInstant } = useFormat();
  const { account } = useSession();
  const { key, label, href } = draft;

  return (
    <li className={styles.item}>
      <p>
        <Link to={href} onClick={onLeave}>
          {label}
        </Link>
        {institution !== null && <span className={styles.institution}>{institution}</span>}
      </p>
      <p className="small muted">{shortInstant(draft.changedAt)}</p>
      <p className={styles.value}>{textsIn(draft.value).join("\n")}</p>
      <div className="row">
        <Button
          small
          kind="quiet"
          label={t("unsent.discardOf", { label })}
          onClick={() => {
            if (account !== null) void dropDraft(account.id, key);
            announce(t("unsent.discarded"));
          }}
        >
          {t("unsent.discard")}
        </Button>
      </div>
    </li>
  );
}

/** What was typed, without choices: their codes and ids say nothing to a reader. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null || !("values" in value)) return [];
  const { values, base } = value as FormDraft<object>;
  const before = leavesOf(base.values);
  return [...leavesOf(values)]
    .filter(([path, one]) => one !== before.get(path))
    .flatMap(([, one]) => (typeof one === "string" && !/^([A-Z_]+|[a-z0-9]{40,})$/.test(one) ? [one] : []));
}
