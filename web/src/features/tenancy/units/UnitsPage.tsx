import { Suspense } from "react";
import { graphql } from "../../../gql";
import type { UnitsPageQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { lazily } from "../../../lib/lazily";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { IconPlus } from "../../../ui/icons";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { ListAndForm } from "../../../ui/layout/ListAndForm";
import { Page } from "../../../ui/layout/Page";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { TreeTable } from "../../../ui/table/TreeTable";
import { treeOf } from "../../../ui/table/tree";
import { AdminTabs } from "../AdminTabs";
import { VerificationMark } from "../VerificationMark";
import styles from "./UnitsPage.module.css";

// The form is code of its own: most visits only read.
const UnitForm = lazily(() => import("./UnitForm"), "UnitForm");

export const query = pageQuery(
  graphql(`
    query UnitsPage($id: ID!) {
      tenant(id: $id) {
        id
        viewerCan { createUnit { allowed reason } }
        units {
          id
          code
          nameRo
          nameEn
          kind
          isFirstLevel
          isRetired
          verification
          parent { id }
          viewerCan { update { allowed } }
          ...UnitForm_unit
        }
      }
    }
  `),
  ({ context }) => ({ id: context.tenant?.id ?? "" }),
);

type Tenant = NonNullable<UnitsPageQuery["tenant"]>;

/** The compartments of an institution as a tree, and the form of one. */
export function UnitsPage() {
  const { t } = useI18n("tenancy");
  const [, setSearch] = useSearchState();
  const result = query.useResult();
  const can = result.data?.tenant?.viewerCan.createUnit;
  return (
    <Page
      title={t("units.title")}
      actions={
        can && (
          <Button
            kind="filled"
            icon={IconPlus}
            disabledReason={can.reason}
            onClick={() => setSearch({ edit: "new" })}
          >
            {t("units.add")}
          </Button>
        )
      }
    >
      <AdminTabs />
      <Loaded result={result}>
        {({ tenant }) => (tenant === null ? <NoAccess /> : <Units tenant={tenant} />)}
      </Loaded>
    </Page>
  );
}

function Units({ tenant }: { tenant: Tenant }) {
  const { t } = useI18n("tenancy");
  const [search, setSearch] = useSearchState();
  const edited = textOf(search.edit);
  const unit = tenant.units.find(({ id }) => id === edited);
  const close = () => setSearch({ edit: undefined });
  const inUse = tenant.units.filter(({ isRetired }) => !isRetired);
  const shown = search.retired ? tenant.units : inUse;

  const form =
    unit?.viewerCan.update.allowed || (edited === "new" && tenant.viewerCan.createUnit.allowed) ? (
      <FormPanel key={edited} title={unit ? localName(unit) : t("units.add")} onClose={close}>
        <Suspense fallback={<SkeletonLines />}>
          <UnitForm
            tenantId={tenant.id}
            unit={unit ?? null}
            parents={inUse
              .filter(({ id }) => id !== unit?.id)
              .map((one) => ({ id: one.id, label: localName(one) }))}
            onDone={close}
          />
        </Suspense>
      </FormPanel>
    ) : null;

  const mark = ({ isRetired, verification }: Tenant["units"][number]) =>
    isRetired ? (
      <span className="muted">{t("unit.retired")}</span>
    ) : (
      <VerificationMark value={verification} />
    );

  if (tenant.units.length === 0 && form === null) return <Empty text={t("units.empty")} />;
  return (
    <ListAndForm
      form={form}
      list={
        <>
          <div className="row">
            <span className="muted">{t("units.count", { count: inUse.length })}</span>
            {inUse.length < tenant.units.length && (
              <label className="row">
                <input
                  type="checkbox"
                  checked={Boolean(search.retired)}
                  onChange={(event) => setSearch({ retired: event.currentTarget.checked ? "1" : undefined })}
                />
                {t("units.showRetired")}
              </label>
            )}
          </div>
          <TreeTable
            caption={t("units.title")}
            branches={treeOf(
              shown,
              ({ id }) => id,
              ({ parent }) => parent?.id,
            )}
            rowId={({ id }) => id}
            nameHeader={t("unit.name")}
            underName={mark}
            name={(row) =>
              row.viewerCan.update.allowed ? (
                <button
                  type="button"
                  tabIndex={-1}
                  data-open
                  className={styles.name}
                  onClick={() => setSearch({ edit: row.id })}
                >
                  {localName(row)}
                </button>
              ) : (
                localName(row)
              )
            }
            columns={[
              { key: "kind", header: t("unit.kind"), isWide: true, cell: (row) => t(`unitKind.${row.kind}`) },
              { key: "code", header: t("unit.code"), isWide: true, cell: (row) => row.code },
              {
                key: "firstLevel",
                header: t("unit.firstLevel.short"),
                isWide: true,
                cell: (row) => (row.isFirstLevel ? t("yes") : "–"),
              },
              {
                key: "verification",
                header: t("verification"),
                cell: mark,
              },
            ]}
          />
          <p className="small muted">{t("verification.help")}</p>
        </>
      }
    />
  );
}
