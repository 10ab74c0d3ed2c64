import { Link } from "@tanstack/react-router";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { language } from "../../../lib/i18n/language";
import { Facts } from "../../../ui/layout/Facts";
import { Card, Section } from "../../../ui/layout/Section";
import { useHere } from "../here";

const effects = graphql(`
  fragment EffectSection_action on PlanAction {
    id
    cafEffects {
      subcriterion { code titleRo titleEn }
      cafAssessment { id year }
      before { display }
      later { id year }
      after { display }
      change
    }
  }
`);

/** Whether the subcriteria of CAF have moved whose areas for improvement the action took up. */
export function EffectSection({ action }: { action: FragmentType<typeof effects> }) {
  const { t } = useI18n("plan");
  const { number } = useFormat();
  const { slug } = useHere();
  const { cafEffects } = useFragment(effects, action);
  if (cafEffects.length === 0) return null;
  const shown = (value: string) => number(value, { min: 1 });
  return (
    <Section title={t("effect.title")} note={t("effect.note")}>
      <Card>
        <Facts
          facts={cafEffects.map(({ subcriterion, cafAssessment, before, later, after, change }) => ({
            label: `${subcriterion.code} ${language.get() === "en" ? subcriterion.titleEn : subcriterion.titleRo}`,
            value: (
              <>
                <Link to={`/i/${slug}/caf/${cafAssessment.id}/results` as never}>
                  {t("effect.at", { year: cafAssessment.year, score: shown(before.display) })}
                </Link>
                {later !== null && after !== null && change !== null ? (
                  <>
                    {", "}
                    <Link to={`/i/${slug}/caf/${later.id}/results` as never}>
                      {t("effect.at", { year: later.year, score: shown(after.display) })}
                    </Link>
                    {": "}
                    {t(
                      Number(change) > 0 ? "effect.up" : Number(change) < 0 ? "effect.down" : "effect.same",
                      {
                        change: shown(change.replace("-", "")),
                      },
                    )}
                  </>
                ) : (
                  <> {t("effect.later")}</>
                )}
              </>
            ),
          }))}
        />
      </Card>
    </Section>
  );
}
