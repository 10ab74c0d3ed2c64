import { Suspense } from "react";
import { graphql } from "../../../gql";
import type { NomenclaturePageQuery } from "../../../gql/graphql";
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
import { Section } from "../../../ui/layout/Section";
import { LockedBanner } from "../../../ui/state/Banner";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { AdminTabs } from "../../tenancy/AdminTabs";
import { useTerm } from "../useTerm";

// Forms are code of their own: most visits only read.
const RetentionClassForm = lazily(() => import("./RetentionClassForm"), "RetentionClassForm");
const RetentionRules = lazily(() => import("./RetentionRules"), "RetentionRules");

export const query = pageQuery(
  graphql(`
    query NomenclaturePage($id: ID!) {
      tenant(id: $id) {
        id
        viewerCan { manageRetention { allowed reason } }
        retentionClasses {
          id
          code
          name
          rule
          years
          unit { id nameRo nameEn }
          inForceFrom
          inForceUntil
          documentCount
          viewerCan { update { allowed } }
          ...RetentionClassForm_class
        }
        units { id nameRo nameEn isRetired }
        ...RetentionRules_tenant
      }
    }
  `),
  ({ context }) => ({ id: context.tenant?.id ?? "" }),
);

type Tenant = NonNullable<NomenclaturePageQuery["tenant"]>;
type Class = Tenant["retentionClasses"][number];

/** The nomenclature of an institution: kinds of documents, how long they are kept, and what holds without a word. */
export function NomenclaturePage() {
  const { t } = useI18n("retention");
  const [, setSearch] = useSearchState();
  const result = query.useResult();
  const can = result.data?.tenant?.viewerCan.manageRetention;
  return (
    <Page
      title={t("nomenclature.title")}
      actions={
        can?.allowed && (
          <Button kind="filled" icon={IconPlus} onClick={() => setSearch({ edit: "new" })}>
            {t("class.add")}
          </Button>
        )
      }
    >
      <AdminTabs />
      <p>{t("nomenclature.intro")}</p>
      <Loaded result={result}>
        {({ tenant }) =>
          tenant === null ? (
            <NoAccess />
          ) : (
            <>
              {!tenant.viewerCan.manageRetention.allowed && (
                <LockedBanner>{tenant.viewerCan.manageRetention.reason}</LockedBanner>
              )}
              <Classes tenant={tenant} />
              <Section title={t("rules.title")} note={t("rules.note")}>
                <Suspense fallback={<SkeletonLines />}>
                  <RetentionRules tenant={tenant} />
                </Suspense>
              </Section>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Classes({ tenant }: { tenant: Tenant }) {
  const { t } = useI18n("retention");
  const { shortDate } = useFormat();
  const term = useTerm();
  const [search, setSearch] = useSearchState();
  const edited = textOf(search.edit);
  const found = tenant.retentionClasses.find(({ id }) => id === edited);
  const close = () => setSearch({ edit: undefined });
  const isOpen =
    edited === "new" ? tenant.viewerCan.manageRetention.allowed : found?.viewerCan.update.allowed;
  const columns: Column<Class>[] = [
    {
      key: "code",
      header: t("class.code"),
      file: { kind: "CODE", value: ({ code }) => code },
      cell: ({ code }) => code,
    },
    {
      key: "name",
      header: t("class.name"),
      file: { kind: "TEXT", value: ({ name }) => name },
      priority: 1,
      cell: ({ name }) => name,
    },
    {
      key: "term",
      header: t("class.term"),
      file: { kind: "TEXT", value: term },
      priority: 1,
      cell: term,
    },
    {
      key: "unit",
      header: t("class.unit"),
      file: { kind: "TEXT", value: ({ unit }) => (unit === null ? null : localName(unit)) },
      priority: 4,
      cell: ({ unit }) => (unit === null ? t("class.allUnits") : localName(unit)),
    },
    {
      key: "from",
      header: t("class.inForceFrom"),
      file: { kind: "DATE", value: ({ inForceFrom }) => inForceFrom },
      priority: 5,
      cell: ({ inForceFrom }) => shortDate(inForceFrom),
    },
    {
      key: "until",
      header: t("class.inForceUntil"),
      file: { kind: "DATE", value: ({ inForceUntil }) => inForceUntil },
      priority: 3,
      cell: ({ inForceUntil }) => (inForceUntil === null ? "–" : shortDate(inForceUntil)),
    },
    {
      key: "documents",
      header: t("class.documents"),
      file: { kind: "WHOLE", value: ({ documentCount }) => documentCount },
      isNumeric: true,
      priority: 2,
      cell: ({ documentCount }) => documentCount,
    },
  ];
  const file = {
    name: t("nomenclature.title"),
    caption: t("nomenclature.title"),
    columns: fileColumns(columns),
    total: tenant.retentionClasses.length,
    rows: tenant.retentionClasses,
  };
  return (
    <Section
      title={t("nomenclature.entries")}
      count={String(tenant.retentionClasses.length)}
      actions={tenant.retentionClasses.length > 0 && <ExportMenu file={file} />}
    >
      <ListAndForm
        form={
          isOpen ? (
            <FormPanel key={edited} title={found?.code ?? t("class.add")} onClose={close}>
              <Suspense fallback={<SkeletonLines />}>
                <RetentionClassForm
                  tenantId={tenant.id}
                  entry={found ?? null}
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
          tenant.retentionClasses.length === 0 ? (
            <Empty text={t("nomenclature.empty")} />
          ) : (
            <DataTable
              caption={t("nomenclature.title")}
              columns={columns}
              rows={tenant.retentionClasses}
              rowId={({ id }) => id}
              rowLabel={({ code, name }) => `${code} ${name}`}
              {...(tenant.viewerCan.manageRetention.allowed
                ? {
                    actions: ({ id }: Class) => [
                      { label: t("class.edit"), onSelect: () => setSearch({ edit: id }) },
                    ],
                  }
                : {})}
            />
          )
        }
      />
    </Section>
  );
}
