import { useNavigate, useParams } from "@tanstack/react-router";
import { useI18n } from "../../../lib/i18n";
import { useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { Icon } from "../../../ui/Icon";
import { IconDots, IconPlus } from "../../../ui/icons";
import { Menu } from "../../../ui/overlay/Menu";
import type { PlanCore } from "../fragments";
import { useOfflineReason } from "../here";
import styles from "./PlanActions.module.css";
import { type Act, actsOf, permitted } from "./usePlanActs";

/** The next step as the only filled button, adding an action, and what else may be done with the plan. */
export function PlanActions({ plan }: { plan: PlanCore }) {
  const { t } = useI18n("plan");
  const [, setSearch] = useSearchState();
  const offline = useOfflineReason();
  const navigate = useNavigate();
  const { t: slug } = useParams({ strict: false }) as { t: string };
  const openImport = (planId: string) =>
    navigate({
      to: `/i/${slug}/admin/imports` as string,
      search: { kind: "ACTIONS", plan: planId } as never,
    });
  const [first, ...others] = actsOf(plan);
  const { addAction } = plan.viewerCan;
  const next = first !== undefined && isNextStep(plan, first) ? first : undefined;
  const rest = next === undefined && first !== undefined ? [first, ...others] : others;
  const word = (act: Act) =>
    act === "approve" ? t("act.approve", { number: plan.number + 1 }) : t(`act.${act}`);
  const start = (act: Act) => setSearch({ act, new: undefined });

  return (
    <>
      {next !== undefined && (
        <Button kind="filled" disabledReason={offline} onClick={() => start(next)}>
          {word(next)}
        </Button>
      )}
      {addAction.allowed && (
        <Button
          icon={IconPlus}
          // The first action is added where the actions will be.
          kind={next === undefined && plan.statusCounts.some(({ count }) => count > 0) ? "filled" : "plain"}
          onClick={() => setSearch({ new: "action", act: undefined })}
        >
          {t("action.add")}
        </Button>
      )}
      <Menu
        label={t("act.more")}
        className={styles.more ?? ""}
        button={<Icon of={IconDots} />}
        items={[
          {
            label: t("act.download"),
            disabledReason: offline,
            onSelect: () => setSearch({ act: "download", new: undefined }),
          },
          ...(addAction.allowed
            ? [
                {
                  label: t("action.import"),
                  disabledReason: offline,
                  onSelect: () => void openImport(plan.id),
                },
              ]
            : []),
          ...rest.map((act) => {
            const { allowed, reason } = permitted(plan, act);
            return {
              label: word(act),
              disabledReason: allowed ? offline : reason,
              onSelect: () => start(act),
            };
          }),
        ]}
      />
    </>
  );
}

/** The step the plan waits for, when the reader may do it. Handing over again is no step anybody waits for. */
function isNextStep(plan: PlanCore, act: Act): boolean {
  if (act === "release" && (plan.releasedAt !== null || plan.status !== "ACTIVE")) return false;
  return permitted(plan, act).allowed;
}
