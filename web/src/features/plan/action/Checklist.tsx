import { TextInput } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import { useErrorText } from "../../../lib/api/useErrorText";
import { useMutation } from "../../../lib/api/useMutation";
import { useDraft } from "../../../lib/drafts/drafts";
import { useI18n } from "../../../lib/i18n";
import { offerUndo } from "../../../lib/undo";
import { Button } from "../../../ui/Button";
import { Card, Section } from "../../../ui/layout/Section";
import { useOfflineReason } from "../here";
import styles from "./Checklist.module.css";
import { ChecklistItem } from "./ChecklistItem";

const checklist = graphql(`
  fragment Checklist_action on PlanAction {
    id
    checklist { id title isDone }
    viewerCan { check { allowed reason } }
  }
`);

const AddCheck = graphql(`
  mutation AddPlanActionCheck($input: AddPlanActionCheckInput!) {
    addPlanActionCheck(input: $input) { planAction { id ...Checklist_action ...ActionCore_action } }
  }
`);
const UpdateCheck = graphql(`
  mutation UpdatePlanActionCheck($input: UpdatePlanActionCheckInput!) {
    updatePlanActionCheck(input: $input) { planAction { id ...Checklist_action ...ActionCore_action } }
  }
`);
const DeleteCheck = graphql(`
  mutation DeletePlanActionCheck($input: DeletePlanActionCheckInput!) {
    deletePlanActionCheck(input: $input) { planAction { id ...Checklist_action ...ActionCore_action } }
  }
`);

/** Steps of an action, ticked off one by one. */
export function Checklist({ action }: { action: FragmentType<typeof checklist> }) {
  const { t } = useI18n("plan");
  const errorText = useErrorText();
  const { id, checklist: items, viewerCan } = useFragment(checklist, action);
  const offline = useOfflineReason();
  const add = useMutation(AddCheck);
  const update = useMutation(UpdateCheck);
  const remove = useMutation(DeleteCheck);
  const [title, setTitle] = useDraft({ key: `plan/check/${id}`, label: t("check.new") });
  const [failure, setFailure] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const canCheck = viewerCan.check.allowed;
  const done = items.filter(({ isDone }) => isDone).length;

  async function addItem(event: FormEvent) {
    event.preventDefault();
    if (title.trim() === "") return field.current?.focus();
    const { error } = await add.run({ actionId: id, title: title.trim() });
    setFailure(error && (error.fields[0]?.message ?? errorText(error)));
    if (error === null) setTitle("");
    field.current?.focus();
  }

  async function change(input: { id: string; title?: string; isDone?: boolean }): Promise<boolean> {
    const { error } = await update.run(input);
    setFailure(error && (error.fields[0]?.message ?? errorText(error)));
    return error === null;
  }

  async function deleteItem(item: (typeof items)[number]) {
    const { error } = await remove.run({ id: item.id });
    setFailure(error && errorText(error));
    if (error !== null) return;
    offerUndo({
      text: t("check.deleted", { title: item.title }),
      undo: async () => {
        const again = await add.run({ actionId: id, title: item.title });
        setFailure(again.error && errorText(again.error));
      },
    });
  }

  return (
    <Section
      title={t("check.title")}
      {...(items.length > 0 ? { count: t("check.count", { done, count: items.length }) } : {})}
    >
      <Card>
        <div className="stack">
          {!canCheck && viewerCan.check.reason && <p className="muted small">{viewerCan.check.reason}</p>}
          {items.length === 0 && <p className="muted">{t("check.none")}</p>}
          <ul className={styles.items}>
            {items.map((item) => (
              <ChecklistItem
                key={item.id}
                item={item}
                canChange={canCheck && offline === null}
                onChange={(input) => change({ id: item.id, ...input })}
                onDelete={() => void deleteItem(item)}
              />
            ))}
          </ul>
          {canCheck && (
            <form className={styles.add} onSubmit={(event) => void addItem(event)}>
              <TextInput
                ref={field}
                label={t("check.new")}
                value={title}
                onChange={(event) => setTitle(event.currentTarget.value)}
              />
              <Button type="submit" isBusy={add.isBusy} disabledReason={offline}>
                {t("check.add")}
              </Button>
            </form>
          )}
          {failure !== null && <p role="alert">{failure}</p>}
        </div>
      </Card>
    </Section>
  );
}
