import { Link } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Facts } from "../../../ui/layout/Facts";
import { Card, Section } from "../../../ui/layout/Section";
import { lazily } from "../../../ui/state/lazily";
import type { ActionCore } from "../fragments";
import { useHere, useOfflineReason } from "../here";

const source = graphql(`
  fragment SourceSection_action on PlanAction {
    id
    source { kind reference note risk { id code title } standard { code number } commissionDecision { code text meeting { id } } }
  }
`);

const SourceForm = lazily(() => import("./SourceForm"), "SourceForm");

type Props = { action: FragmentType<typeof source>; core: ActionCore };

/** What the action follows from: kind and reference belong together and are saved together. */
export function SourceSection({ action, core }: Props) {
  const { t } = useI18n("plan");
  const { source: current } = useFragment(source, action);
  const [isEditing, setEditing] = useState(false);
  const offline = useOfflineReason();
  const { slug } = useHere();
  const { risk, standard, commissionDecision: decision } = current;
  const told = risk ? risk.title : decision?.text;
  const words = told ? `${current.reference} ${told}` : current.reference;
  const to = risk
    ? `/i/${slug}/risks/${risk.id}`
    : decision
      ? `/i/${slug}/control/commission/${decision.meeting.id}`
      : standard && `/i/${slug}/control/latest/synthesis?measure=${standard.code}&part=measures`;
  return (
    <Section
      title={t("source.title")}
      actions={
        core.viewerCan.define.allowed &&
        !isEditing && (
          <Button small disabledReason={offline} onClick={() => setEditing(true)}>
            {t("source.edit")}
          </Button>
        )
      }
    >
      <Card>
        {isEditing ? (
          <Suspense fallback={null}>
            <SourceForm current={current} core={core} onClose={() => setEditing(false)} />
          </Suspense>
        ) : (
          <Facts
            facts={[
              { label: t("field.source.kind"), value: t(`source.${current.kind}`) },
              ...(current.kind === "MANUAL"
                ? []
                : [
                    {
                      label: t("field.source.reference"),
                      value: to ? <Link to={to as never}>{words}</Link> : words,
                    },
                  ]),
              ...(current.note === null ? [] : [{ label: t("field.source.note"), value: current.note }]),
            ]}
          />
        )}
      </Card>
    </Section>
  );
}
