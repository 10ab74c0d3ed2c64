import { Suspense } from "react";
import { graphql } from "../../../gql";
import type { InstitutionsPageQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { dateInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { IconPlus } from "../../../ui/icons";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { ListAndForm } from "../../../ui/layout/ListAndForm";
import { Page } from "../../../ui/layout/Page";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import type { TreeColumn } from "../../../ui/table/TreeTable";
import { AdminTabs } from "../AdminTabs";
import { NamedTree } from "../NamedTree";

// The forms are code of their own: most visits only read.
const AddInstitution = lazily(() => import("./AddInstitution"), "AddInstitution");
const PlaceInstitution = lazily(() => import("./PlaceInstitution"), "PlaceInstitution");

export const query = pageQuery(
  graphql(`
    query InstitutionsPage($id: ID!) {
      tenant(id: $id) {
        id
        municipality {
          id
          nameRo
          nameEn
          managedInstitutions {
            id
            slug
            nameRo
            nameEn
            shortName
            kind
            parentId
            retiredAt
            ...PlaceInstitution_institution
          }
        }
      }
    }
  `),
  ({ context }) => ({ id: context.tenant?.id ?? "" }),
);

type Municipality = NonNullable<InstitutionsPageQuery["tenant"]>["municipality"];
type Institution = NonNullable<Municipality["managedInstitutions"]>[number];

/** The institutions of the municipality as a tree, run from the city hall: adding, moving, retiring. */
export function InstitutionsPage() {
  const { t } = useI18n("tenancy");
  const [, setSearch] = useSearchState();
  const result = query.useResult();
  const isManager = Boolean(result.data?.tenant?.municipality.managedInstitutions);
  return (
    <Page
      title={t("institutions.title")}
      actions={
        isManager && (
          <Button kind="filled" icon={IconPlus} onClick={() => setSearch({ edit: "new" })}>
            {t("institutions.add")}
          </Button>
        )
      }
    >
      <AdminTabs />
      <Loaded result={result}>
        {({ tenant }) =>
          tenant?.municipality.managedInstitutions ? (
            <Institutions
              tenantId={tenant.id}
              municipality={tenant.municipality}
              institutions={tenant.municipality.managedInstitutions}
            />
          ) : (
            <NoAccess />
          )
        }
      </Loaded>
    </Page>
  );
}

type Props = { tenantId: string; municipality: Municipality; institutions: Institution[] };

function Institutions({ tenantId, municipality, institutions }: Props) {
  const { t } = useI18n("tenancy");
  const { longDate } = useFormat();
  const [search, setSearch] = useSearchState();
  const edited = textOf(search.edit);
  const chosen = institutions.find(({ id }) => id === edited);
  const close = () => setSearch({ edit: undefined });
  // The city hall first: most institutions stand right under it.
  const superiors = institutions
    .filter(({ id, retiredAt }) => id !== edited && retiredAt === null)
    .toSorted((one, other) => Number(other.parentId === null) - Number(one.parentId === null))
    .map((one) => ({ id: one.id, label: localName(one) }));

  const retired = ({ retiredAt }: Institution) =>
    retiredAt === null
      ? null
      : t("institutions.retired", { date: longDate(dateInBucharest(new Date(retiredAt))) });
  const state = (row: Institution) => {
    const said = retired(row);
    return said === null ? null : <span className="muted">{said}</span>;
  };
  const columns: TreeColumn<Institution>[] = [
    {
      key: "short",
      header: t("tenant.shortName"),
      file: { kind: "CODE", value: ({ shortName }) => shortName },
      isWide: true,
      cell: ({ shortName }) => shortName,
    },
    {
      key: "kind",
      header: t("tenant.kind"),
      file: { kind: "TEXT", value: ({ kind }) => t(`kind.${kind}`) },
      isWide: true,
      cell: ({ kind }) => t(`kind.${kind}`),
    },
    {
      key: "state",
      header: t("institutions.state"),
      file: { kind: "STATUS", value: (row) => retired(row) ?? t("institutions.inUse") },
      cell: (row) => state(row) ?? t("institutions.inUse"),
    },
  ];
  return (
    <ListAndForm
      form={
        edited === "new" ? (
          <FormPanel title={t("institutions.add")} onClose={close}>
            <Suspense fallback={<SkeletonLines />}>
              <AddInstitution superiors={superiors} onDone={close} />
            </Suspense>
          </FormPanel>
        ) : chosen ? (
          <FormPanel key={edited} title={localName(chosen)} onClose={close}>
            <Suspense fallback={<SkeletonLines />}>
              <PlaceInstitution
                tenantId={tenantId}
                institution={chosen}
                superiors={superiors}
                onDone={close}
              />
            </Suspense>
          </FormPanel>
        ) : null
      }
      list={
        <NamedTree
          title={t("institutions.title")}
          caption={t("institutions.of", { municipality: localName(municipality) })}
          rows={institutions}
          parentOf={({ parentId }) => parentId ?? undefined}
          nameHeader={t("institutions.name")}
          columns={columns}
          underName={state}
          canOpen={() => true}
          onOpen={({ id }) => setSearch({ edit: id })}
        />
      }
    />
  );
}
