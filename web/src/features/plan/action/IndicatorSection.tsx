import { Suspense, useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Facts } from "../../../ui/layout/Facts";
import { Card, Section } from "../../../ui/layout/Section";
import { lazily } from "../../../ui/state/lazily";
import type { ActionCore } from "../fragments";
import { useOfflineReason } from "../here";
import { Measurements } from "./Measurements";

const indicator = graphql(`
  fragment IndicatorSection_action on PlanAction {
    id
    indicator { name unit baseline target latest latestOn }
    viewerCan { measure { allowed reason } }
    ...Measurements_action
  }
`);

const IndicatorForm = lazily(() => import("./IndicatorForm"), "IndicatorForm");

type Props = { action: FragmentType<typeof indicator>; core: ActionCore };

/** What shows the effect of the action: what is measured, from where, to where, and what was measured. */
export function IndicatorSection({ action, core }: Props) {
  const { t } = useI18n("plan");
  const { number, shortDate } = useFormat();
  const data = useFragment(indicator, action);
  const [isEditing, setEditing] = useState(false);
  const offline = useOfflineReason();
  const { indicator: current } = data;
  const canDefine = core.viewerCan.define.allowed;
  const amount = (value: string | null) =>
    value === null ? null : `${number(value)} ${current?.unit ?? ""}`;
  return (
    <Section
      title={t("indicator.title")}
      actions={
        canDefine &&
        !isEditing && (
          <Button small disabledReason={offline} onClick={() => setEditing(true)}>
            {current === null ? t("indicator.define") : t("indicator.edit")}
          </Button>
        )
      }
    >
      <Card>
        <div className="stack">
          {isEditing ? (
            <Suspense fallback={null}>
              <IndicatorForm current={current} core={core} onClose={() => setEditing(false)} />
            </Suspense>
          ) : current === null ? (
            <p className="muted">{t("indicator.none")}</p>
          ) : (
            <Facts
              facts={[
                { label: t("field.indicator.name"), value: current.name },
                { label: t("field.indicator.baseline"), value: amount(current.baseline) },
                { label: t("field.indicator.target"), value: amount(current.target) },
                {
                  label: t("field.indicator.latest"),
                  value:
                    current.latest === null
                      ? t("indicator.notMeasured")
                      : current.latestOn === null
                        ? amount(current.latest)
                        : t("indicator.on", {
                            value: amount(current.latest) ?? "",
                            date: shortDate(current.latestOn),
                          }),
                },
              ]}
            />
          )}
          {current !== null && !isEditing && (
            <Measurements action={data} unit={current.unit} canMeasure={data.viewerCan.measure} />
          )}
        </div>
      </Card>
    </Section>
  );
}
