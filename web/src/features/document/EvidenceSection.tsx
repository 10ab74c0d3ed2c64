import { type DragEvent, useRef, useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../gql";
import { useI18n } from "../../lib/i18n";
import { Button } from "../../ui/Button";
import { IconPaperclip } from "../../ui/icons";
import { Card, Section } from "../../ui/layout/Section";
import styles from "./Evidence.module.css";
import { EvidenceForm } from "./EvidenceForm";
import { EvidenceItem } from "./EvidenceItem";
import "./texts";
import { useUploads } from "./uploads";
import { WaitingEvidence } from "./WaitingEvidence";

const section = graphql(`
  fragment EvidenceSection_evidence on EvidenceConnection {
    totalCount
    nodes { id ...EvidenceItem_evidence }
  }
`);

type Props = {
  evidence: FragmentType<typeof section>;
  /** What it proves: a plan, an action, an answer of the self-assessment. */
  subjectId: string;
  /** What the part is called where a page has several. */
  title?: string;
  canAttach: { allowed: boolean; reason?: string | null };
};

/** What proves a plan, an action or an answer. Files may be dropped anywhere on it. */
export function EvidenceSection({ evidence, subjectId, title, canAttach }: Props) {
  const { t } = useI18n("document");
  const { totalCount, nodes } = useFragment(section, evidence);
  const [dropped, setDropped] = useState<File[] | null>(null);
  const [isOver, setOver] = useState(false);
  const claimed = useUploads().filter(({ claim }) => claim?.subjectId === subjectId);
  const isOpen = dropped !== null;
  const place = useRef<HTMLElement>(null);

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0 && canAttach.allowed) setDropped([...(dropped ?? []), ...files]);
  }

  return (
    <Section
      title={title ?? t("title")}
      {...(totalCount > 0 ? { count: String(totalCount) } : {})}
      actions={
        canAttach.allowed && (
          <Button small icon={IconPaperclip} expanded={isOpen} onClick={() => setDropped(isOpen ? null : [])}>
            {t("attach")}
          </Button>
        )
      }
    >
      <Card>
        <section
          ref={place}
          tabIndex={-1}
          aria-label={t("drop")}
          className={styles.drop}
          data-over={isOver && canAttach.allowed}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={onDrop}
        >
          {!canAttach.allowed && canAttach.reason && <p className="muted small">{canAttach.reason}</p>}
          {isOpen && (
            <EvidenceForm
              subjectId={subjectId}
              files={dropped}
              onFiles={setDropped}
              onClose={() => setDropped(null)}
            />
          )}
          {nodes.length + claimed.length === 0 && !isOpen && (
            <p className="muted">{canAttach.allowed ? t("none") : t("noneReadOnly")}</p>
          )}
          <ul className={styles.items}>
            <WaitingEvidence uploads={claimed} onRemoved={() => place.current?.focus()} />
            {nodes.map((node) => (
              <EvidenceItem key={node.id} evidence={node} onRemoved={() => place.current?.focus()} />
            ))}
          </ul>
        </section>
      </Card>
    </Section>
  );
}
