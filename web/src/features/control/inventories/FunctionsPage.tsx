import { Suspense } from "react";
import { graphql, useFragment as readFragment } from "../../../gql";
import type { FunctionsPageQuery, SensitiveFunctionRowFragment } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { Deadline } from "../../../ui/Deadline";
import { IconPlus } from "../../../ui/icons";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { ListAndForm } from "../../../ui/layout/ListAndForm";
import { Page } from "../../../ui/layout/Page";
import { Section } from "../../../ui/layout/Section";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { ControlTabs } from "../ControlTabs";
import { useOfflineReason } from "../here";

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
  const { t } = useI18n("control");
  const [, setSearch] = useSearchState();
  const offline = useOfflineReason();
  const result = query.useResult();
  const mayManage = result.data?.tenant?.viewerCan.manageInventories.allowed ?? false;
  return (
    <Page
      title={t("functions.title")}
      actions={
        mayManage && (
          <Button
            kind="filled"
            icon={IconPlus}
            disabledReason={offline}
            onClick={() => setSearch({ edit: "new" })}
          >
            {t("function.add")}
          </Button>
        )
      }
    >
      <ControlTabs />
      <p>{t("functions.intro")}</p>
      <Loaded result={result}>
        {({ tenant }) =>
          tenant === null || !tenant.viewerCan.readControl.allowed ? (
            <NoAccess />
          ) : (
            <Functions tenant={tenant} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Functions({ tenant }: { tenant: Tenant }) {
  const { t } = useI18n("control");
  const { shortDate } = useFormat();
  const [search, setSearch] = useSearchState();
  const all = tenant.sensitiveFunctions.map((one) => readFragment(functionRow, one));
  const rows = search.retired ? all : all.filter(({ isRetired }) => !isRetired);
  const edited = textOf(search.edit);
  const found = all.find(({ id }) => id === edited) ?? null;
  const mayManage = tenant.viewerCan.manageInventories.allowed;
  const close = () => setSearch({ edit: undefined });
  const isOpen = edited === "new" ? mayManage : (found?.viewerCan.update.allowed ?? false);
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
  const caption = t("functions.title");
  const file = { name: caption, caption, columns: fileColumns(columns), total: rows.length, rows };
  const hasRetired = all.some(({ isRetired }) => isRetired);
  return (
    <Section
      title={t("functions.list")}
      count={String(rows.length)}
      actions={all.length > 0 && <ExportMenu file={file} />}
    >
      <ListAndForm
        form={
          isOpen ? (
            <FormPanel key={edited} title={found?.name ?? t("function.add")} onClose={close}>
              <Suspense fallback={<SkeletonLines />}>
                <FunctionForm
                  tenantId={tenant.id}
                  entry={found}
                  units={tenant.units
                    .filter(({ isRetired }) => !isRetired)
                    .map((unit) => ({ id: unit.id, label: localName(unit) }))}
                  onDone={close}
                />
              </Suspense>
            </FormPanel>
          ) : null
        }
        list={
          all.length === 0 ? (
            <Empty text={t(mayManage ? "functions.empty.manage" : "functions.empty")} />
          ) : (
            <div className="stack">
              {hasRetired && (
                <label className="row">
                  <input
                    type="checkbox"
                    checked={Boolean(search.retired)}
                    onChange={(event) =>
                      setSearch({ retired: event.currentTarget.checked ? "1" : undefined })
                    }
                  />
                  {t("chain.withRetired")}
                </label>
              )}
              <DataTable
                caption={caption}
                columns={columns}
                // Beside the form there is room for what tells the rows apart.
                hidden={isOpen ? ["factors", "holder", "since", "measures", "due"] : []}
                rows={rows}
                rowId={({ id }) => id}
                rowLabel={({ name }) => name}
                {...(mayManage
                  ? {
                      actions: ({ id }: Row) => [
                        { label: t("function.edit"), onSelect: () => setSearch({ edit: id }) },
                      ],
                    }
                  : {})}
              />
            </div>
          )
        }
      />
    </Section>
  );
}
