import { graphql } from "../../../gql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { textOf } from "../../../lib/routing/useSearchState";
import { Page } from "../../../ui/layout/Page";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { ReleasedPlans } from "./ReleasedPlans";
import { Scorecard } from "./Scorecard";
import styles from "./Scorecard.module.css";

export const query = pageQuery(
  graphql(`
    query ScorecardPage($id: ID!, $institution: String, $after: String) {
      municipality(id: $id) {
        id
        nameRo
        nameEn
        ...Scorecard_municipality
        ...ReleasedPlans_municipality
      }
    }
  `),
  ({ context, search }) => ({
    id: context.municipality?.id ?? "",
    institution: textOf(search.institution) || null,
  }),
);

/** What the institutions of a municipality have released, side by side. Nothing here can be changed. */
export function ScorecardPage() {
  const { t } = useI18n("tenancy");
  const result = query.useResult();
  return (
    <Page title={t("scorecard.title")}>
      <Loaded result={result}>
        {({ municipality }) =>
          municipality === null ? (
            <NoAccess />
          ) : (
            <>
              <Scorecard municipality={municipality} />
              <ReleasedPlans municipality={municipality} isStale={result.isStale} more={result.more} />
              <p className={styles.end}>{t("scorecard.end")}</p>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
