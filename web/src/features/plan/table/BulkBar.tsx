import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { PlanActionStatus } from "../../../gql/graphql";
import { parseDate } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { DateInput } from "../../../ui/form/DateInput";
import { Picker } from "../../../ui/form/Picker";
import { useChoices } from "../choices";
import { useOfflineReason } from "../here";
import { ReasonForm } from "../moves/ReasonForm";
import { actionStatuses } from "../words";
import styles from "./BulkBar.module.css";
import { type BulkResult, type Known, useBulk } from "./useBulk";

type Props = {
  chosen: Known[];
  totalCount: number;
  onTakeAll: () => Promise<void>;
  onClear: () => void;
  onDone: (result: BulkResult) => void;
};

type Question = "status" | "due" | "responsible";

/** What can be done with the chosen rows. Each command asks its value in place. */
export function BulkBar({ chosen, totalCount, onTakeAll, onClear, onDone }: Props) {
  const { t } = useI18n("plan");
  const [question, setQuestion] = useState<Question | null>(null);
  const [isTaking, setTaking] = useState(false);
  const offline = useOfflineReason();
  const bulk = useBulk((result) => {
    setQuestion(null);
    onDone(result);
  });

  async function takeAll() {
    setTaking(true);
    await onTakeAll();
    setTaking(false);
  }

  const ask = (which: Question) => () => setQuestion(question === which ? null : which);
  return (
    <section aria-label={t("bulk.label")} className={`${styles.bar} no-print`}>
      <div className="row">
        <strong>{t("bulk.chosen", { count: chosen.length })}</strong>
        {(["status", "due", "responsible"] as const).map((which) => (
          <Button key={which} small expanded={question === which} onClick={ask(which)}>
            {t(`bulk.${which}`)}
          </Button>
        ))}
        {chosen.length < totalCount && (
          <Button small isBusy={isTaking} onClick={() => void takeAll()}>
            {t("bulk.takeAll", { count: totalCount })}
          </Button>
        )}
        <Button small kind="quiet" onClick={onClear}>
          {t("bulk.clear")}
        </Button>
      </div>
      {question === "status" && (
        <StatusQuestion
          isBusy={bulk.isBusy}
          offline={offline}
          onSend={(status, reason) => bulk.move(chosen, status, reason)}
          onCancel={() => setQuestion(null)}
        />
      )}
      {question === "due" && (
        <DueQuestion
          isBusy={bulk.isBusy}
          offline={offline}
          onSend={(dueOn) => bulk.update(chosen, { dueOn })}
        />
      )}
      {question === "responsible" && (
        <PersonQuestion
          isBusy={bulk.isBusy}
          offline={offline}
          onSend={(responsibleId) => bulk.update(chosen, { responsibleId })}
        />
      )}
    </section>
  );
}

type Asked = { isBusy: boolean; offline: string | null };

function StatusQuestion({
  isBusy,
  offline,
  onSend,
  onCancel,
}: Asked & { onSend: (status: PlanActionStatus, reason: string) => Promise<void>; onCancel: () => void }) {
  const { t } = useI18n("plan");
  const [status, setStatus] = useState<PlanActionStatus>("APPROVED");
  return (
    <div className={styles.question}>
      <NativeSelect
        label={t("bulk.status.label")}
        data={actionStatuses.map((value) => ({ value, label: t(`status.${value}`) }))}
        value={status}
        onChange={(event) => setStatus(event.currentTarget.value as PlanActionStatus)}
      />
      <ReasonForm
        title={t("bulk.status.title")}
        label={t("bulk.status.reason")}
        verb={t("bulk.status.send")}
        draftKey="plan/bulk/reason"
        isOptional
        isBusy={isBusy}
        disabledReason={offline}
        onSend={async (reason) => {
          await onSend(status, reason);
          return true;
        }}
        onCancel={onCancel}
      />
    </div>
  );
}

function DueQuestion({
  isBusy,
  offline,
  onSend,
}: Asked & { onSend: (dueOn: string | null) => Promise<void> }) {
  const { t } = useI18n("plan");
  const [due, setDue] = useState<string | null>(null);
  const isWrong = due !== null && parseDate(due) === undefined;
  return (
    <div className={styles.question}>
      <DateInput label={t("bulk.due.label")} description={t("bulk.due.help")} value={due} onChange={setDue} />
      <div className="row">
        <Button isBusy={isBusy} disabledReason={offline} onClick={() => isWrong || void onSend(due)}>
          {t("bulk.due.send")}
        </Button>
      </div>
    </div>
  );
}

function PersonQuestion({
  isBusy,
  offline,
  onSend,
}: Asked & { onSend: (responsibleId: string | null) => Promise<void> }) {
  const { t } = useI18n("plan");
  const { people } = useChoices();
  const [person, setPerson] = useState<string | null>(null);
  return (
    <div className={styles.question}>
      <Picker label={t("field.responsibleId")} options={people} value={person} onChange={setPerson} />
      <div className="row">
        <Button isBusy={isBusy} disabledReason={offline} onClick={() => void onSend(person)}>
          {t("bulk.responsible.send")}
        </Button>
      </div>
    </div>
  );
}
