import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../../../gql";
import { useResult } from "../../../../lib/api/pageQuery";
import { useErrorText } from "../../../../lib/api/useErrorText";
import { useMutation } from "../../../../lib/api/useMutation";
import { useFormat } from "../../../../lib/format/useFormat";
import { useI18n } from "../../../../lib/i18n";
import { offerUndo } from "../../../../lib/undo";
import { Button } from "../../../../ui/Button";
import { Picker } from "../../../../ui/form/Picker";
import { ActionStatus } from "../../ActionStatus";
import type { ActionCore } from "../../fragments";
import { useHere, useOfflineReason } from "../../here";
import styles from "./LinksPanel.module.css";

const links = graphql(`
  fragment LinksPanel_action on PlanAction {
    id
    dependencies { id code title status dueOn }
    dependents { id code title status dueOn }
  }
`);

const AddDependency = graphql(`
  mutation AddPlanActionDependency($input: AddPlanActionDependencyInput!) {
    addPlanActionDependency(input: $input) { planAction { id ...LinksPanel_action ...ActionCore_action } }
  }
`);
const RemoveDependency = graphql(`
  mutation RemovePlanActionDependency($input: RemovePlanActionDependencyInput!) {
    removePlanActionDependency(input: $input) { planAction { id ...LinksPanel_action ...ActionCore_action } }
  }
`);

const Others = graphql(`
  query PlanActionOthers($id: ID!, $after: String) {
    plan(id: $id) {
      id
      actions(orderBy: NUMBER_ASC, first: 100, after: $after) {
        nodes { id code title }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

type Props = { action: FragmentType<typeof links>; planId: string; core: ActionCore };

/** What the action waits for, and what waits for it. */
export function LinksPanel({ action, planId, core }: Props) {
  const { t } = useI18n("plan");
  const errorText = useErrorText();
  const { id, dependencies, dependents } = useFragment(links, action);
  const add = useMutation(AddDependency);
  const remove = useMutation(RemoveDependency);
  const offline = useOfflineReason();
  const [isAdding, setAdding] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const canDefine = core.viewerCan.define.allowed;

  async function addAfter(afterId: string, code: string) {
    const { error } = await add.run({ id, afterId });
    setFailure(error && (error.fields[0]?.message ?? errorText(error)));
    if (error !== null) return;
    setAdding(false);
    const undo = async () => void (await remove.run({ id, afterId }));
    offerUndo({ text: t("links.added", { code }), undo });
  }

  async function removeAfter(afterId: string, code: string) {
    const { error } = await remove.run({ id, afterId });
    setFailure(error && errorText(error));
    const undo = async () => void (await add.run({ id, afterId }));
    if (error === null) offerUndo({ text: t("links.removed", { code }), undo });
  }

  return (
    <div className="stack">
      <section className={styles.part} aria-label={t("links.after")}>
        <h3 className={styles.heading}>{t("links.after")}</h3>
        {dependencies.length === 0 && <p className="muted">{t("links.afterNone")}</p>}
        <List
          actions={dependencies}
          tool={(one) =>
            canDefine && (
              <Button
                small
                kind="quiet"
                disabledReason={offline}
                label={t("links.removeCode", { code: one.code })}
                onClick={() => void removeAfter(one.id, one.code)}
              >
                {t("links.remove")}
              </Button>
            )
          }
        />
        {canDefine &&
          (isAdding ? (
            <OtherPicker
              planId={planId}
              without={[id, ...dependencies.map((one) => one.id)]}
              onChoose={(other) => void addAfter(other.id, other.code)}
            />
          ) : (
            <div>
              <Button small disabledReason={offline} onClick={() => setAdding(true)}>
                {t("links.add")}
              </Button>
            </div>
          ))}
        {failure !== null && <p role="alert">{failure}</p>}
      </section>
      <section className={styles.part} aria-label={t("links.before")}>
        <h3 className={styles.heading}>{t("links.before")}</h3>
        {dependents.length === 0 && <p className="muted">{t("links.beforeNone")}</p>}
        <List actions={dependents} />
      </section>
    </div>
  );
}

type Linked = { id: string; code: string; title: string; status: ActionCore["status"]; dueOn: string | null };

function List({ actions, tool }: { actions: Linked[]; tool?: (action: Linked) => React.ReactNode }) {
  const { t } = useI18n("plan");
  const { dayMonth } = useFormat();
  const { slug } = useHere();
  return (
    <ul className={styles.list}>
      {actions.map((action) => (
        <li key={action.id} className={styles.item}>
          <Link to={`/i/${slug}/actions/${action.id}`}>
            {action.code} {action.title}
          </Link>
          <div className="row small">
            <ActionStatus status={action.status} />
            {action.dueOn !== null && <span>{t("links.due", { date: dayMonth(action.dueOn) })}</span>}
          </div>
          {tool?.(action)}
        </li>
      ))}
    </ul>
  );
}

type PickerProps = {
  planId: string;
  without: string[];
  onChoose: (action: { id: string; code: string }) => void;
};

function OtherPicker({ planId, without, onChoose }: PickerProps) {
  const { t } = useI18n("plan");
  const result = useResult(Others, { id: planId });
  const actions = result.data?.plan?.actions;
  const options = (actions?.nodes ?? []).filter(({ id }) => !without.includes(id));
  return (
    <>
      <Picker
        label={t("links.pick")}
        options={options.map(({ id, code, title }) => ({ id, label: `${code} ${title}` }))}
        value={null}
        onChange={(id) => {
          const chosen = options.find((one) => one.id === id);
          if (chosen) onChoose(chosen);
        }}
      />
      {actions?.pageInfo.hasNextPage && (
        <Button small onClick={() => void result.more(actions.pageInfo.endCursor)}>
          {t("links.moreOptions")}
        </Button>
      )}
    </>
  );
}
