import { useRef, useState } from "react";
import { graphql, useFragment as readFragment } from "../../../gql";
import { announce } from "../../../lib/announce";
import type { ApiError } from "../../../lib/api/error";
import { useMutation } from "../../../lib/api/useMutation";
import { useDraft } from "../../../lib/drafts/drafts";
import { useI18n } from "../../../lib/i18n";
import { useIdempotencyKey } from "../../../lib/useIdempotencyKey";
import { Button } from "../../../ui/Button";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Card, Section } from "../../../ui/layout/Section";
import { Banner } from "../../../ui/state/Banner";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import { useOfflineReason } from "../here";
import { inLanguage } from "../words";
import styles from "./CriteriaEditor.module.css";
import type { Standards } from "./CriteriaPage";
import { CriterionLine } from "./CriterionLine";
import { type Edits, editsIn, inputOf, isNothing, linesOf, none, refusalsOf, tidied } from "./edits";
import { criteriaOf, type Template, templateCriteria } from "./versions";

const Update = graphql(`
  mutation UpdateControlTemplate($input: UpdateControlTemplateInput!) {
    updateControlTemplate(input: $input) {
      controlTemplate { id ...TemplateCriteria_template }
      tenant { id controlTemplates { id ...TemplateCriteria_template } }
    }
  }
`);

type Props = {
  tenantId: string;
  standards: Standards;
  newest: Template | null;
  /** Another version came meanwhile: the list is read again. */
  onAgain: () => void;
  onClose: () => void;
};

/** The next version of the list: other wordings, own criteria, retired ones; kept on this device until it is made. */
export function CriteriaEditor({ tenantId, standards, newest, onAgain, onClose }: Props) {
  const { t } = useI18n("control");
  const offline = useOfflineReason();
  const update = useMutation(Update);
  const key = useIdempotencyKey();
  const place = useRef<HTMLDivElement>(null);
  const [draft, setDraft] = useDraft({ key: `control/criteria/${tenantId}`, label: t("criteria.edit") });
  const [failure, setFailure] = useState<ApiError | null>(null);
  const list = criteriaOf(newest, standards).map((one) => ({ ...one, standard: one.standard.code }));
  const edits = editsIn(draft);
  const lines = linesOf(list, edits);
  const changed = tidied(list, edits);
  // The place of a refusal holds for what was sent: empty lines did not go.
  const sent = linesOf(list, changed);
  const { at, whole } = refusalsOf(failure?.code === "INVALID" ? failure.fields : [], sent);

  function change(next: Edits) {
    setDraft(isNothing(next) ? "" : JSON.stringify(next));
    key.renew();
  }

  async function send() {
    const { data, error } = await update.run({
      tenantId,
      baseNumber: newest?.number ?? 0,
      criteria: inputOf(sent),
      idempotencyKey: key.current(),
    });
    setFailure(error);
    if (error !== null) {
      // What was typed stays, as changes of the version that came meanwhile.
      if (error.code === "CONFLICT") onAgain();
      requestAnimationFrame(() =>
        place.current?.querySelector<HTMLElement>("[aria-invalid=true], [role=alert]")?.focus(),
      );
      return;
    }
    change(none);
    const made = readFragment(templateCriteria, data.updateControlTemplate.controlTemplate);
    announce(t("criteria.done", { number: made.number }));
    onClose();
  }

  return (
    <FormPanel title={t("criteria.edit.title", { number: (newest?.number ?? 0) + 1 })} onClose={onClose}>
      <div ref={place} className="stack">
        <p>{t("criteria.edit.note")}</p>
        {standards.map((standard) => {
          const { code, number, titleRo, titleEn } = standard;
          const own = lines.filter((line) => line.standard === code);
          return (
            <Section key={code} title={t("standard.title", { number, title: inLanguage(titleRo, titleEn) })}>
              <Card>
                <ul className={styles.lines}>
                  {own.map((line) => (
                    <CriterionLine
                      key={line.key}
                      line={line}
                      refusals={at[line.key] ?? {}}
                      edits={edits}
                      onChange={change}
                      listed={list.find((one) => one.code === line.code)}
                      isLast={own.filter(({ isRetired }) => !isRetired).length === 1}
                    />
                  ))}
                </ul>
                <Button
                  small
                  label={t("criteria.add.to", { number })}
                  onClick={() => {
                    const fresh = { key: crypto.randomUUID(), standard: code, labelRo: "", labelEn: "" };
                    change({ ...edits, added: [...edits.added, fresh] });
                    requestAnimationFrame(() => document.getElementById(`label-${fresh.key}`)?.focus());
                  }}
                >
                  {t("criteria.add")}
                </Button>
              </Card>
            </Section>
          );
        })}
        <Refused failure={failure} whole={whole} />
        <Summary edits={changed} />
        <div className="row no-print">
          <Button
            kind="filled"
            isBusy={update.isBusy}
            disabledReason={offline ?? (isNothing(changed) ? t("criteria.nothing") : null)}
            onClick={() => void send()}
          >
            {t("criteria.make")}
          </Button>
          <Button onClick={onClose}>{t("criteria.later")}</Button>
          {!isNothing(edits) && (
            <Button
              kind="quiet"
              onClick={() => {
                change(none);
                setFailure(null);
                announce(t("criteria.givenUp"));
                onClose();
              }}
            >
              {t("criteria.giveUp")}
            </Button>
          )}
        </div>
      </div>
    </FormPanel>
  );
}

/** What is refused beyond the fields; another version that came meanwhile is told with what to do. */
function Refused({ failure, whole }: { failure: ApiError | null; whole: string[] }) {
  const { t } = useI18n("control");
  if (failure === null) return null;
  if (failure.code === "CONFLICT") {
    return (
      <div role="alert" tabIndex={-1}>
        <Banner tone="warn">{t("criteria.overtaken")}</Banner>
      </div>
    );
  }
  if (failure.code !== "INVALID") return <ErrorBox error={failure} />;
  return (
    <div role="alert" tabIndex={-1}>
      {[failure.message, ...whole].map((message) => (
        <p key={message} className={styles.refusal}>
          {message}
        </p>
      ))}
    </div>
  );
}

/** How much would change. */
function Summary({ edits }: { edits: Edits }) {
  const { t } = useI18n("control");
  if (isNothing(edits)) return null;
  return (
    <p>
      {t("criteria.summary", {
        worded: Object.keys(edits.worded).length,
        added: edits.added.length,
        retired: edits.retired.length,
      })}
    </p>
  );
}
