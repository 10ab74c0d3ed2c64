import { Suspense, useState } from "react";
import { graphql } from "../../gql";
import type { ImportKind } from "../../gql/graphql";
import { pageQuery } from "../../lib/api/pageQuery";
import { useI18n } from "../../lib/i18n";
import { textOf, useSearchState } from "../../lib/routing/useSearchState";
import { Page } from "../../ui/layout/Page";
import { Loaded } from "../../ui/state/Loaded";
import { lazily } from "../../ui/state/lazily";
import { NoAccess } from "../../ui/state/NoAccess";
import { AdminTabs } from "../tenancy/AdminTabs";
import { ChooseSheet, type Chosen } from "./ChooseSheet";

const MapColumns = lazily(() => import("./MapColumns"), "MapColumns");

export const query = pageQuery(
  graphql(`query ImportPage($id: ID!) { tenant(id: $id) { id importKinds } }`),
  ({ context }) => ({ id: context.tenant?.id ?? "" }),
);

/** Taking over a sheet: the file, what its columns mean, what would come of it, and then all of it or nothing. */
export function ImportPage() {
  const { t } = useI18n("import");
  const result = query.useResult();
  return (
    <Page title={t("title")}>
      <AdminTabs />
      <Loaded result={result}>
        {({ tenant }) =>
          tenant === null || tenant.importKinds.length === 0 ? (
            <NoAccess />
          ) : (
            <Steps tenantId={tenant.id} kinds={tenant.importKinds} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Steps({ tenantId, kinds }: { tenantId: string; kinds: ImportKind[] }) {
  const [search] = useSearchState();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const wanted = kinds.find((kind) => kind === textOf(search.kind));
  return (
    <div className="stack">
      <ChooseSheet
        tenantId={tenantId}
        kinds={kinds}
        initial={{ kind: wanted ?? kinds[0] ?? "UNITS", planId: textOf(search.plan) || null }}
        onChosen={setChosen}
      />
      <Suspense fallback={null}>
        {chosen !== null && <MapColumns key={chosen.id} tenantId={tenantId} chosen={chosen} />}
      </Suspense>
    </div>
  );
}
