import { Suspense, useState } from "react";
import type { CafFindingKind } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { offerUndo } from "../../../lib/undo";
import { Button } from "../../../ui/Button";
import { IconPencil, IconPlus, IconTrash } from "../../../ui/icons";
import { Card } from "../../../ui/layout/Section";
import { lazily } from "../../../ui/state/lazily";
import { useOfflineReason } from "../here";
import { Check } from "./Check";
import type { Consensus, Finding } from "./fragments";
import { AddFinding, RemoveFinding } from "./operations";
import styles from "./Room.module.css";
import { useAct } from "./useAct";

// Forms are code of their own: most of the group reads.
const AddForm = lazily(() => import("./AddForm"), "AddForm");
const EditForm = lazily(() => import("./EditForm"), "EditForm");
const MergeForm = lazily(() => import("./MergeForm"), "MergeForm");

type Props = {
  consensus: Consensus;
  kind: CafFindingKind;
  /** Open from the start: on the facilitator's screen. */
  isOpen: boolean;
};

/** Strengths or areas for improvement: gathered from the notes of the members, then worked on together. */
export function Findings({ consensus, kind, isOpen }: Props) {
  const { t } = useI18n("caf");
  const [mode, setMode] = useState<{ kind: "read" | "add" | "merge" }>({ kind: "read" });
  const [chosen, setChosen] = useState<string[]>([]);
  const { viewerCan, id } = consensus;
  const findings = consensus.findings.filter((one) => one.kind === kind);
  const mayWrite = viewerCan.write.allowed;
  const merged = findings.filter((one) => chosen.includes(one.id));
  const isMerging = mode.kind === "merge" && findings.length > 1;

  function close() {
    setMode({ kind: "read" });
    setChosen([]);
  }

  return (
    <details open={isOpen} className={styles.findings}>
      <summary>
        <h2>{t(`room.findings.${kind}`, { count: findings.length })}</h2>
      </summary>
      <Card>
        <div className="stack">
          {findings.length === 0 && <p className="muted">{t(`room.findings.none.${kind}`)}</p>}
          {isMerging && <p>{t("room.merge.help")}</p>}
          <ul className={styles.found}>
            {findings.map((finding) => (
              <FindingRow
                key={finding.id}
                consensus={consensus}
                finding={finding}
                choose={
                  isMerging
                    ? {
                        isChosen: chosen.includes(finding.id),
                        change: (isChosen) =>
                          setChosen(
                            isChosen ? [...chosen, finding.id] : chosen.filter((one) => one !== finding.id),
                          ),
                      }
                    : null
                }
              />
            ))}
          </ul>
          <Suspense fallback={null}>
            {isMerging && merged.length > 1 && <MergeForm findings={merged} onDone={close} />}
            {mode.kind === "add" && <AddForm consensusId={id} kind={kind} />}
          </Suspense>
          {mayWrite && (
            <div className="row no-print">
              {mode.kind === "read" ? (
                <>
                  <Button small icon={IconPlus} onClick={() => setMode({ kind: "add" })}>
                    {t(`room.finding.add.${kind}`)}
                  </Button>
                  {findings.length > 1 && (
                    <Button small onClick={() => setMode({ kind: "merge" })}>
                      {t("room.merge")}
                    </Button>
                  )}
                </>
              ) : (
                <Button small kind="quiet" onClick={close}>
                  {t("room.finding.close")}
                </Button>
              )}
            </div>
          )}
          <p className="small muted">{mayWrite ? t("room.findings.seen") : viewerCan.write.reason}</p>
        </div>
      </Card>
    </details>
  );
}

type RowProps = {
  consensus: Consensus;
  finding: Finding;
  /** While several are chosen to become one. */
  choose: { isChosen: boolean; change: (isChosen: boolean) => void } | null;
};

function FindingRow({ consensus, finding, choose }: RowProps) {
  const { t } = useI18n("caf");
  const offline = useOfflineReason();
  const [isEdited, setEdited] = useState(false);
  const remove = useMutation(RemoveFinding);
  const add = useMutation(AddFinding);
  const { failure, act } = useAct();
  const { id, kind, text, mentions, version } = finding;

  async function takeOut() {
    if (!(await act(() => remove.run({ id, expectedVersion: version }), t("room.finding.removed")))) return;
    offerUndo({
      text: t("room.finding.removed"),
      undo: async () => {
        const { error } = await add.run({ consensusId: consensus.id, kind, text });
        if (error === null) announce(t("room.finding.back"));
      },
    });
  }

  if (isEdited)
    return (
      <li>
        <Suspense fallback={null}>
          <EditForm consensusId={consensus.id} finding={finding} onDone={() => setEdited(false)} />
        </Suspense>
      </li>
    );
  const meta = mentions > 0 && (
    <span className="small muted">{t("room.finding.mentions", { count: mentions })}</span>
  );
  return (
    <li className={styles.finding}>
      {choose !== null ? (
        <Check isChecked={choose.isChosen} onChange={choose.change}>
          <span className={styles.text}>{text}</span>
        </Check>
      ) : (
        <span className={styles.text}>{text}</span>
      )}
      {meta}
      {choose === null && consensus.viewerCan.write.allowed && (
        <span className="row no-print">
          <Button
            small
            kind="quiet"
            icon={IconPencil}
            label={t("room.finding.editOf", { text: short(text) })}
            onClick={() => setEdited(true)}
          >
            {t("room.finding.edit")}
          </Button>
          <Button
            small
            kind="quiet"
            icon={IconTrash}
            label={t("room.finding.removeOf", { text: short(text) })}
            isBusy={remove.isBusy}
            disabledReason={offline}
            onClick={() => void takeOut()}
          >
            {t("room.finding.remove")}
          </Button>
        </span>
      )}
      {failure !== null && <p role="alert">{failure}</p>}
    </li>
  );
}

/** Enough of a text to tell it from its neighbours. */
function short(text: string): string {
  const letters = [...text];
  return letters.length > 60 ? `${letters.slice(0, 60).join("")}…` : text;
}
