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
import { NoAccess } from "../../../ui/state/NoAccess";
import { TreeTable } from "../../../ui/table/TreeTable";
import { treeOf } from "../../../ui/table/tree";
import { AdminTabs } from "../AdminTabs";
import styles from "../units/UnitsPage.module.css";
import { AddInstitution } from "./AddInstitution";
import { PlaceInstitution } from "./PlaceInstitution";

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

type Props = { municipality: Municipality; institutions: Institution[] };

function Institutions({ municipality, institutions }: Props) {
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

  const state = ({ retiredAt }: Institution) =>
    retiredAt === null ? null : (
      <span className="muted">
        {t("institutions.retired", { date: longDate(dateInBucharest(new Date(retiredAt))) })}
      </span>
    );

  return (
    <ListAndForm
      form={
        edited === "new" ? (
          <FormPanel title={t("institutions.add")} onClose={close}>
            <AddInstitution superiors={superiors} onDone={close} />
          </FormPanel>
        ) : chosen ? (
          <FormPanel key={edited} title={localName(chosen)} onClose={close}>
            <PlaceInstitution institution={chosen} superiors={superiors} onDone={close} />
          </FormPanel>
        ) : null
      }
      list={
        <TreeTable
          caption={t("institutions.of", { municipality: localName(municipality) })}
          branches={treeOf(
            institutions,
            ({ id }) => id,
            ({ parentId }) => parentId ?? undefined,
          )}
          rowId={({ id }) => id}
          nameHeader={t("institutions.name")}
          underName={state}
          name={(row) => (
            <button
              type="button"
              tabIndex={-1}
              data-open
              className={styles.name}
              onClick={() => setSearch({ edit: row.id })}
            >
              {localName(row)}
            </button>
          )}
          columns={[
            { key: "short", header: t("tenant.shortName"), isWide: true, cell: (row) => row.shortName },
            { key: "kind", header: t("tenant.kind"), isWide: true, cell: (row) => t(`kind.${row.kind}`) },
            {
              key: "state",
              header: t("institutions.state"),
              cell: (row) => state(row) ?? t("institutions.inUse"),
            },
          ]}
        />
      }
    />
  );
}
