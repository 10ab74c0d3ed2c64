import { useEffect, useEffectEvent, useState } from "react";
import { graphql } from "../../../../gql";
import { useResult } from "../../../../lib/api/pageQuery";
import { useErrorText } from "../../../../lib/api/useErrorText";
import { useMutation } from "../../../../lib/api/useMutation";
import { useI18n } from "../../../../lib/i18n";
import { offerUndo } from "../../../../lib/undo";
import { Button } from "../../../../ui/Button";
import { Loaded } from "../../../../ui/state/Loaded";
import { type FieldChange, restoring } from "../../../journal/changes";
import { History } from "../../../journal/History";
import { UpdateAction } from "../../fields/useActionField";
import type { ActionCore } from "../../fragments";
import { useOfflineReason } from "../../here";

const ActionHistory = graphql(`
  query PlanActionHistory($id: ID!, $after: String) {
    planAction(id: $id) {
      id
      history(first: 50, after: $after) { ...History_entries }
    }
  }
`);

/** What happened to the action, with the way back to an earlier value. */
export function HistoryPanel({ core, eventCount }: { core: ActionCore; eventCount: number }) {
  const { t } = useI18n("plan");
  const errorText = useErrorText();
  const result = useResult(ActionHistory, { id: core.id });
  const update = useMutation(UpdateAction);
  const offline = useOfflineReason();
  const [failure, setFailure] = useState<string | null>(null);
  const read = useEffectEvent(() => result.retry());
  useEffect(() => {
    if (eventCount > 0) read();
  }, [eventCount]);

  async function restore(change: FieldChange) {
    const way = restoring(change);
    if (way === null) return;
    const { field, value } = way;
    const before = core[field];
    const { data, error } = await update.run({ id: core.id, expectedVersion: core.version, [field]: value });
    setFailure(error && (error.fields[0]?.message ?? errorText(error)));
    if (error !== null) return;
    const { version } = data.updatePlanAction.planAction;
    offerUndo({
      text: t("history.restored", { field: t(`field.${field}`) }),
      undo: async () => {
        await update.run({ id: core.id, expectedVersion: version, [field]: before });
      },
    });
  }

  return (
    <>
      {failure !== null && <p role="alert">{failure}</p>}
      <Loaded result={result}>
        {({ planAction }) =>
          planAction && (
            <History
              entries={planAction.history}
              onMore={result.more}
              after={(change) => {
                const way = core.viewerCan.define.allowed ? restoring(change) : null;
                if (way === null || way.value === core[way.field]) return null;
                return (
                  <div>
                    <Button
                      small
                      kind="quiet"
                      isBusy={update.isBusy}
                      disabledReason={offline}
                      onClick={() => void restore(change)}
                    >
                      {t("history.restore")}
                    </Button>
                  </div>
                );
              }}
            />
          )
        }
      </Loaded>
    </>
  );
}
