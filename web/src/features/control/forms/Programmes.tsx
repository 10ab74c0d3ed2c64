import { Link } from "@tanstack/react-router";
import { graphql } from "../../../gql";
import type { ControlProgrammesQuery } from "../../../gql/graphql";
import { useResult } from "../../../lib/api/pageQuery";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Card, Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import { Loaded } from "../../../ui/state/Loaded";
import { useHere } from "../here";
import { Downloads } from "./Downloads";
import styles from "./Forms.module.css";
import { ofProgramme } from "./programme";

const Programmes = graphql(`
  query ControlProgrammes($id: ID!) {
    plans(tenantId: $id, filter: { kind: [CONTROL_DEVELOPMENT] }, first: 100) {
      edges { node { id code title status number periodStart periodEnd } }
    }
  }
`);

/** The development programmes that follow from the year's self-assessment, each as a file. */
export function ProgrammeForms({ tenantId, year }: { tenantId: string; year: number }) {
  const { t } = useI18n("control");
  return (
    <Section title={t("forms.programmes")} note={t("forms.programmes.note")}>
      <Loaded result={useResult(Programmes, { id: tenantId })}>
        {({ plans }) => <List plans={plans.edges.map(({ node }) => node)} year={year} />}
      </Loaded>
    </Section>
  );
}

type Plan = ControlProgrammesQuery["plans"]["edges"][number]["node"];

function List({ plans, year }: { plans: Plan[]; year: number }) {
  const { t } = useI18n("control");
  const { shortDate } = useFormat();
  const { slug } = useHere();
  const found = ofProgramme(plans, year);
  if (found.length === 0) {
    return (
      <p>
        {t("forms.programmes.none")} <Link to={`/i/${slug}/plans`}>{t("forms.programmes.plans")}</Link>
      </p>
    );
  }
  return (
    <Card>
      <ul className={styles.forms}>
        {found.map(({ id, code, title, number, periodStart, periodEnd }) => (
          <li key={id}>
            <h3>
              <Link to={`/i/${slug}/plans/${id}`}>
                {code} {title}
              </Link>
            </h3>
            <p className="muted">
              {shortDate(periodStart)} – {shortDate(periodEnd)}
            </p>
            <div>
              <StatusChip
                status={number > 0 ? "FROZEN" : "DRAFT"}
                label={number > 0 ? t("forms.programmes.approved", { number }) : t("forms.draft")}
              />
            </div>
            <Downloads small form={{ plan: id }} of={t("form.programme", { code })} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
