import { Suspense } from "react";
import { graphql } from "../../../gql";
import type { UnitsPageQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
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
import type { TreeColumn } from "../../../ui/table/TreeTable";
import { AdminTabs } from "../AdminTabs";
import { NamedTree } from "../NamedTree";
import { VerificationMark } from "../VerificationMark";

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
type Unit = Tenant["units"][number];

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

  const mark = ({ isRetired, verification }: Unit) =>
    isRetired ? (
      <span className="muted">{t("unit.retired")}</span>
    ) : (
      <VerificationMark value={verification} />
    );

  const columns: TreeColumn<Unit>[] = [
    {
      key: "kind",
      header: t("unit.kind"),
      file: { kind: "TEXT", value: ({ kind }) => t(`unitKind.${kind}`) },
      isWide: true,
      cell: ({ kind }) => t(`unitKind.${kind}`),
    },
    {
      key: "code",
      header: t("unit.code"),
      file: { kind: "CODE", value: ({ code }) => code },
      isWide: true,
      cell: ({ code }) => code,
    },
    {
      key: "firstLevel",
      header: t("unit.firstLevel.short"),
      file: { kind: "TEXT", value: ({ isFirstLevel }) => (isFirstLevel ? t("yes") : null) },
      isWide: true,
      cell: ({ isFirstLevel }) => (isFirstLevel ? t("yes") : "–"),
    },
    {
      key: "verification",
      header: t("verification"),
      file: {
        kind: "STATUS",
        value: ({ isRetired, verification }) =>
          isRetired ? t("unit.retired") : t(`verification.${verification}`),
      },
      cell: mark,
    },
  ];
  if (tenant.units.length === 0 && form === null) return <Empty text={t("units.empty")} />;
  return (
    <ListAndForm
      form={form}
      list={
        <>
          <NamedTree
            title={t("units.title")}
            caption={t("units.title")}
            note={search.retired ? t("units.withRetired") : undefined}
            rows={shown}
            parentOf={({ parent }) => parent?.id}
            nameHeader={t("unit.name")}
            columns={columns}
            underName={mark}
            canOpen={(row) => row.viewerCan.update.allowed}
            onOpen={({ id }) => setSearch({ edit: id })}
          >
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
          </NamedTree>
          <p className="small muted">{t("verification.help")}</p>
        </>
      }
    />
  );
}
