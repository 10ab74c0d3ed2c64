import { graphql } from "../../../gql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { Page } from "../../../ui/layout/Page";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { Scorecard } from "./Scorecard";

export const query = pageQuery(
  graphql(`
    query ScorecardPage($id: ID!) { municipality(id: $id) { id nameRo nameEn ...Scorecard_municipality } }
  `),
  ({ context }) => ({ id: context.municipality?.id ?? "" }),
);

/** What the institutions of a municipality have released, side by side. Nothing here can be changed. */
export function ScorecardPage() {
  const { t } = useI18n("tenancy");
  return (
    <Page title={t("scorecard.title")}>
      <Loaded result={query.useResult()}>
        {({ municipality }) =>
          municipality === null ? <NoAccess /> : <Scorecard municipality={municipality} />
        }
      </Loaded>
    </Page>
  );
}
