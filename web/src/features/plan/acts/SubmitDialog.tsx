import { Link } from "@tanstack/react-router";
import { graphql } from "../../../gql";
import type { ApiError } from "../../../lib/api/error";
import { useResult } from "../../../lib/api/pageQuery";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Icon } from "../../../ui/Icon";
import { IconAlertTriangle, IconCircleCheck } from "../../../ui/icons";
import { Dialog, DialogActions } from "../../../ui/overlay/Dialog";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import { Loaded } from "../../../ui/state/Loaded";
import type { PlanCore } from "../fragments";
import { useHere, useOfflineReason } from "../here";
import styles from "./SubmitDialog.module.css";
import type { Act } from "./usePlanActs";

const SubmitCheck = graphql(`
  query PlanSubmitCheck($id: ID!, $after: String) {
    plan(id: $id) {
      id
      actions(
        filter: { status: [PROPOSED, APPROVED, IN_PROGRESS, DONE, VERIFIED_EFFECTIVE] }
        first: 100
        after: $after
      ) {
        nodes { id code title dueOn responsible { id } }
        pageInfo { hasNextPage endCursor }
        totalCount
      }
    }
  }
`);

export type DialogProps = {
  plan: PlanCore;
  isBusy: boolean;
  failure: ApiError | null;
  onSend: (act: Act, words: string) => Promise<boolean>;
  onClose: () => void;
};

/** Before a plan goes to the approver: what it holds and what is missing, each with the way there. */
export function SubmitDialog({ plan, isBusy, failure, onSend, onClose }: DialogProps) {
  const { t } = useI18n("plan");
  const { money } = useFormat();
  const { slug } = useHere();
  const offline = useOfflineReason();
  const result = useResult(SubmitCheck, { id: plan.id });
  return (
    <Dialog title={t("submit.title", { code: plan.code })} onClose={onClose}>
      <p>{t("act.submit.consequence")}</p>
      <Loaded result={result}>
        {({ plan: checked }) => {
          const actions = checked?.actions;
          if (actions === undefined) return null;
          const missing = actions.nodes.filter(
            ({ dueOn, responsible }) => dueOn === null || responsible === null,
          );
          return (
            <ul className={styles.checks}>
              <Check isGood={actions.totalCount > 0}>
                {t("submit.actions", { count: actions.totalCount })}
              </Check>
              <Check isGood={missing.length === 0}>
                {missing.length === 0
                  ? t("submit.complete")
                  : t("submit.incomplete", { count: missing.length })}
                {missing.length > 0 && (
                  <ul className={styles.missing}>
                    {missing.map(({ id, code, title, dueOn, responsible }) => (
                      <li key={id}>
                        <Link to={`/i/${slug}/actions/${id}`}>
                          {code} {title}
                        </Link>
                        :{" "}
                        {t("submit.lacks", {
                          what: dueOn !== null ? "person" : responsible !== null ? "due" : "both",
                        })}
                      </li>
                    ))}
                  </ul>
                )}
              </Check>
              <Check isGood>{t("submit.budget", { amount: money(plan.budgetTotal) })}</Check>
            </ul>
          );
        }}
      </Loaded>
      {failure !== null && <ErrorBox error={failure} />}
      <DialogActions>
        <Button
          kind="filled"
          isBusy={isBusy}
          disabledReason={offline}
          onClick={() => void onSend("submit", "")}
        >
          {t("act.submit")}
        </Button>
        <Button onClick={onClose}>{t("cancel")}</Button>
      </DialogActions>
    </Dialog>
  );
}

function Check({ isGood, children }: { isGood: boolean; children: React.ReactNode }) {
  return (
    <li className={styles.check} data-good={isGood}>
      <Icon of={isGood ? IconCircleCheck : IconAlertTriangle} />
      <div>{children}</div>
    </li>
  );
}
