import { graphql, useFragment as readFragment } from "../../../gql";
import type { FunctionsPageQuery, SensitiveFunctionRowFragment } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Deadline } from "../../../ui/Deadline";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { NoAccess } from "../../../ui/state/NoAccess";
import type { Column } from "../../../ui/table/columns";
import { Inventory, InventoryPage, type InventoryTexts } from "./Inventory";

// The form is code of its own: most visits only read.
const FunctionForm = lazily(() => import("./FunctionForm"), "FunctionForm");

export const functionRow = graphql(`
  fragment SensitiveFunctionRow on SensitiveFunction {
    id
    version
    name
    unit { id nameRo nameEn }
    factors
    exposure
    holder { id displayName }
    heldSince
    measures
    dueOn
    isRetired
    viewerCan { update { allowed reason } }
  }
`);

export const query = pageQuery(
  graphql(`
    query FunctionsPage($id: ID!) {
      tenant(id: $id) {
        id
        viewerCan { readControl { allowed } manageInventories { allowed reason } }
        units { id nameRo nameEn isRetired }
        sensitiveFunctions { id ...SensitiveFunctionRow }
      }
    }
  `),
  ({ context }) => ({ id: context.tenant?.id ?? "" }),
);

type Tenant = NonNullable<FunctionsPageQuery["tenant"]>;
type Row = SensitiveFunctionRowFragment;

/** The inventory of sensitive functions with the measures for each. */
export function FunctionsPage() {
  const result = query.useResult();
  const mayManage = result.data?.tenant?.viewerCan.manageInventories.allowed ?? false;
  return (
    <InventoryPage texts={useTexts(mayManage)} mayManage={mayManage}>
      <Loaded result={result}>
        {({ tenant }) =>
          tenant === null || !tenant.viewerCan.readControl.allowed ? (
            <NoAccess />
          ) : (
            <Functions tenant={tenant} />
          )
        }
      </Loaded>
    </InventoryPage>
  );
}

function Functions({ tenant }: { tenant: Tenant }) {
  const { t } = useI18n("control");
  const mayManage = tenant.viewerCan.manageInventories.allowed;
  const { shortDate } = useFormat();
  const [search, setSearch] = useSearchState();
  const all = tenant.sensitiveFunctions.map((one) => readFragment(functionRow, one));
  const rows = search.retired ? all : all.filter(({ isRetired }) => !isRetired);
  const columns: Column<Row>[] = [
    {
      key: "name",
      header: t("function"),
      file: { kind: "TEXT", value: ({ name }) => name },
      cell: ({ name, isRetired }) => (isRetired ? t("function.retired", { name }) : name),
    },
    {
      key: "unit",
      header: t("chain.unit"),
      file: { kind: "TEXT", value: ({ unit }) => localName(unit) },
      priority: 1,
      cell: ({ unit }) => localName(unit),
    },
    {
      key: "exposure",
      header: t("function.exposure"),
      file: { kind: "TEXT", value: ({ exposure }) => t(`exposure.${exposure}`) },
      priority: 1,
      cell: ({ exposure }) => t(`exposure.${exposure}`),
    },
    {
      key: "factors",
      header: t("function.factors"),
      file: { kind: "TEXT", value: ({ factors }) => factors },
      priority: 3,
      cell: ({ factors }) => factors,
    },
    {
      key: "holder",
      header: t("function.holder"),
      file: { kind: "TEXT", value: ({ holder }) => holder?.displayName ?? null },
      priority: 2,
      cell: ({ holder }) => holder?.displayName ?? "–",
    },
    {
      key: "since",
      header: t("function.heldSince"),
      file: { kind: "DATE", value: ({ heldSince }) => heldSince },
      priority: 4,
      cell: ({ heldSince }) => (heldSince === null ? "–" : shortDate(heldSince)),
    },
    {
      key: "measures",
      header: t("function.measures"),
      file: { kind: "TEXT", value: ({ measures }) => measures },
      priority: 2,
      cell: ({ measures }) => measures,
    },
    {
      key: "due",
      header: t("chain.dueOn"),
      file: { kind: "DATE", value: ({ dueOn }) => dueOn },
      priority: 2,
      cell: ({ dueOn, isRetired }) =>
        dueOn === null ? "–" : <Deadline dueOn={dueOn} isBare isSettled={isRetired} />,
    },
  ];
  const units = tenant.units
    .filter(({ isRetired }) => !isRetired)
    .map((unit) => ({ id: unit.id, label: localName(unit) }));
  return (
    <Inventory
      texts={useTexts(mayManage)}
      mayManage={mayManage}
      entries={all}
      shown={rows}
      columns={columns}
      spare={["factors", "holder", "since", "measures", "due"]}
      nameOf={({ name }) => name}
      formTitle={(found) => found?.name ?? t("function.add")}
      form={(found, close) => (
        <FunctionForm tenantId={tenant.id} entry={found} units={units} onDone={close} />
      )}
      filter={
        all.some(({ isRetired }) => isRetired) && (
          <label className="row">
            <input
              type="checkbox"
              checked={Boolean(search.retired)}
              onChange={(event) => setSearch({ retired: event.currentTarget.checked ? "1" : undefined })}
            />
            {t("chain.withRetired")}
          </label>
        )
      }
    />
  );
}

function useTexts(mayManage: boolean): InventoryTexts {
  const { t } = useI18n("control");
  return {
    title: t("functions.title"),
    intro: t("functions.intro"),
    list: t("functions.list"),
    add: t("function.add"),
    edit: t("function.edit"),
    empty: t(mayManage ? "functions.empty.manage" : "functions.empty"),
  };
}
