import { graphql } from "../../../gql";
import type { CafComparedQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { Page } from "../../../ui/layout/Page";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { Tiles } from "../../../ui/Tiles";
import { Handed } from "./Handed";
import { Standings } from "./Standings";

export const query = pageQuery(
  graphql(`
    query CafCompared($id: ID!) {
      cafModel { steps { ordinal titleRo titleEn } }
      municipality(id: $id) {
        id
        cafInstitutions {
          slug
          nameRo
          nameEn
          shortName
          standing { year status dueOn step isLate }
          released {
            year
            method
            isWhole
            releasedAt
            change
            total { display }
            criteria { criterion { number titleRo titleEn } value { display } }
          }
        }
      }
    }
  `),
  ({ context }) => ({ id: context.municipality?.id ?? "" }),
);

export type Institution = NonNullable<
  NonNullable<CafComparedQuery["municipality"]>["cafInstitutions"]
>[number];
export type Released = NonNullable<Institution["released"]>;
export type StepModel = NonNullable<CafComparedQuery["cafModel"]>["steps"][number];

/** The institutions of a municipality side by side: the step each is at, and the scores that were handed over. */
export function ComparedPage() {
  const { t } = useI18n("caf");
  const result = query.useResult();
  return (
    <Page title={t("compared.title")}>
      <Loaded result={result}>
        {({ cafModel, municipality }) => {
          const rows = municipality?.cafInstitutions;
          if (!rows) return <NoAccess />;
          return (
            <>
              <Figures rows={rows} />
              <Standings rows={rows} steps={cafModel.steps} />
              {rows.some(({ released }) => released !== null) ? (
                <Handed rows={rows} />
              ) : (
                <Empty text={t("compared.none")} />
              )}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Figures({ rows }: { rows: Institution[] }) {
  const { t } = useI18n("caf");
  const late = rows.filter(({ standing }) => standing?.isLate).length;
  const under = rows.filter(
    ({ standing }) => standing !== null && standing.status !== "CONCLUDED" && standing.status !== "CANCELLED",
  ).length;
  const handed = rows.filter(({ released }) => released !== null).length;
  return (
    <Tiles
      tiles={[
        { figure: t("count.of", { done: handed, all: rows.length }), label: t("compared.handed") },
        { figure: String(under), label: t("compared.under", { count: under }) },
        { figure: String(late), label: t("compared.late", { count: late }), isBad: late > 0 },
      ]}
    />
  );
}
