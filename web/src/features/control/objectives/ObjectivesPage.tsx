import { Suspense } from "react";
import { graphql, useFragment as readFragment } from "../../../gql";
import type { ObjectivesPageQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { IconPlus } from "../../../ui/icons";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { ListAndForm } from "../../../ui/layout/ListAndForm";
import { Page } from "../../../ui/layout/Page";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { type Tile, Tiles } from "../../../ui/Tiles";
import { ControlTabs } from "../ControlTabs";
import { useHere, useOfflineReason } from "../here";
import { ChainTree } from "./ChainTree";
import { type ChainRow, fallsShort } from "./chain";
import { chainObjective, rowsOf } from "./fragments";

// What opens beside the tree is code of its own: most visits only read.
const ChainPanel = lazily(() => import("./ChainPanel"), "ChainPanel");
const ObjectiveForm = lazily(() => import("./ObjectiveForm"), "ObjectiveForm");

export const query = pageQuery(
  graphql(`
    query ObjectivesPage($id: ID!) {
      tenant(id: $id) {
        id
        viewerCan { readControl { allowed } manageObjectives { allowed reason } }
        units { id nameRo nameEn isRetired }
        controlObjectives { ...ChainObjective }
        procedureCoverage { proceduralCount coveredCount percent }
      }
    }
  `),
  ({ context }) => ({ id: context.tenant?.id ?? "" }),
);

type Tenant = NonNullable<ObjectivesPageQuery["tenant"]>;

/** From general objectives to measured indicators: the tree, and beside it what was opened. */
export function ObjectivesPage() {
  const { t } = useI18n("control");
  const [, setSearch] = useSearchState();
  const offline = useOfflineReason();
  const result = query.useResult();
  const tenant = result.data?.tenant;
  const mayManage = tenant?.viewerCan.manageObjectives.allowed ?? false;
  return (
    <Page
      title={t("objectives.title")}
      actions={
        mayManage && (
          <Button
            kind="filled"
            icon={IconPlus}
            disabledReason={offline}
            onClick={() => setSearch({ open: undefined, act: undefined, new: "general" })}
          >
            {t("objective.addGeneral")}
          </Button>
        )
      }
    >
      <ControlTabs />
      <p>{t("objectives.intro")}</p>
      <Loaded result={result}>
        {({ tenant }) =>
          tenant === null || !tenant.viewerCan.readControl.allowed ? (
            <NoAccess />
          ) : (
            <Objectives tenant={tenant} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Objectives({ tenant }: { tenant: Tenant }) {
  const { t } = useI18n("control");
  const [search, setSearch] = useSearchState();
  const rows = rowsOf(tenant.controlObjectives.map((one) => readFragment(chainObjective, one)));
  const mayManage = tenant.viewerCan.manageObjectives.allowed;
  const isNew = mayManage && textOf(search.new) === "general";
  const opened = rows.find(({ id }) => id === textOf(search.open));
  const units = tenant.units
    .filter(({ isRetired }) => !isRetired)
    .map((unit) => ({ id: unit.id, label: localName(unit) }));
  const close = () => setSearch({ open: undefined, act: undefined, new: undefined });
  const form = isNew ? (
    <FormPanel key="new" title={t("objective.addGeneral")} onClose={close}>
      <Suspense fallback={<SkeletonLines />}>
        <ObjectiveForm
          tenantId={tenant.id}
          objective={null}
          parent={null}
          units={units}
          onDone={(open) => setSearch({ new: undefined, open })}
        />
      </Suspense>
    </FormPanel>
  ) : opened !== undefined ? (
    <Suspense key={opened.id} fallback={<SkeletonLines />}>
      <ChainPanel row={opened} tenantId={tenant.id} units={units} onClose={close} />
    </Suspense>
  ) : null;
  if (rows.length === 0 && form === null) {
    return (
      <Empty
        text={t(mayManage ? "objectives.empty.manage" : "objectives.empty")}
        action={
          mayManage && (
            <Button kind="filled" onClick={() => setSearch({ new: "general" })}>
              {t("objective.addGeneral")}
            </Button>
          )
        }
      />
    );
  }
  return (
    <>
      <Figures rows={rows} coverage={tenant.procedureCoverage} />
      <ListAndForm form={form} list={<ChainTree rows={rows} />} />
    </>
  );
}

/** How far the chain is: what is there, what is missing, what is covered by procedures. */
function Figures({ rows, coverage }: { rows: ChainRow[]; coverage: Tenant["procedureCoverage"] }) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const { percent } = useFormat();
  const inUse = rows.filter(({ isRetired }) => !isRetired);
  const specific = inUse.filter(({ kind }) => kind === "SPECIFIC");
  const lacking = inUse.filter((row) => fallsShort(row, "lacking"));
  const unmeasured = inUse.filter((row) => fallsShort(row, "unmeasured"));
  const base = `/i/${slug}/control`;
  const tiles: Tile[] = [
    { figure: String(specific.length), label: t("tile.specific", { count: specific.length }) },
    {
      figure: String(lacking.length),
      label: t("tile.lacking", { count: lacking.length }),
      to: `${base}/objectives`,
      search: { show: "lacking" },
    },
    {
      figure: String(unmeasured.length),
      label: t("tile.unmeasured", { count: unmeasured.length }),
      to: `${base}/objectives`,
      search: { show: "unmeasured" },
    },
    {
      figure: coverage.percent === null ? "–" : percent(coverage.percent),
      label:
        coverage.percent === null
          ? t("tile.coverage.none")
          : t("tile.coverage", { done: coverage.coveredCount, all: coverage.proceduralCount }),
      to: `${base}/inventories/procedures`,
    },
  ];
  return <Tiles tiles={tiles} />;
}
