import { Suspense } from "react";
import { graphql } from "../../../gql";
import type { DeadlinesPageQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { todayInBucharest } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { Deadline } from "../../../ui/Deadline";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Page } from "../../../ui/layout/Page";
import { Card, Section } from "../../../ui/layout/Section";
import { Banner, LockedBanner } from "../../../ui/state/Banner";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { useHere, useOfflineReason } from "../here";
import { inLanguage } from "../words";

// The form is code of its own: it is used once a year.
const DeadlinesForm = lazily(() => import("./DeadlinesForm"), "DeadlinesForm");

/** The year whose papers are written next: this one. */
const reported = () => Number(todayInBucharest().slice(0, 4));

export const query = pageQuery(
  graphql(`
    query DeadlinesPage($id: ID!, $year: Int!) {
      tenant(id: $id) {
        id
        controlCalendar(year: $year) {
          version
          isInherited
          viewerCanUpdate { allowed reason }
          deadlines { kind titleRo titleEn month day dueOn isConvention }
        }
      }
    }
  `),
  ({ context }) => ({ id: context.tenant?.id ?? "", year: reported() }),
);

type Calendar = NonNullable<NonNullable<DeadlinesPageQuery["tenant"]>["controlCalendar"]>;
type Row = Calendar["deadlines"][number];

/** Until when the papers of a year are ready: decided by the head of the municipality for all its institutions. */
export function DeadlinesPage() {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const offline = useOfflineReason();
  const [search, setSearch] = useSearchState();
  const result = query.useResult();
  const calendar = result.data?.tenant?.controlCalendar;
  const isEditing = textOf(search.act) === "edit" && calendar?.viewerCanUpdate.allowed === true;
  return (
    <Page
      title={t("deadlines.title")}
      crumbs={[{ label: t("control.title"), to: `/i/${slug}/control` }]}
      actions={
        calendar?.viewerCanUpdate.allowed &&
        !isEditing && (
          <Button disabledReason={offline} onClick={() => setSearch({ act: "edit" })}>
            {t("deadlines.edit")}
          </Button>
        )
      }
    >
      <p>{t("deadlines.intro")}</p>
      <Loaded result={result}>
        {({ tenant }) =>
          tenant === null || tenant.controlCalendar === null ? (
            <NoAccess />
          ) : (
            <>
              <Banner>{t("deadlines.note")}</Banner>
              {tenant.controlCalendar.isInherited && <LockedBanner>{t("deadlines.inherited")}</LockedBanner>}
              {isEditing && (
                <Card>
                  <FormPanel title={t("deadlines.edit")} onClose={() => setSearch({ act: undefined })}>
                    <Suspense fallback={<SkeletonLines />}>
                      <DeadlinesForm
                        tenantId={tenant.id}
                        year={reported()}
                        version={tenant.controlCalendar.version}
                        deadlines={tenant.controlCalendar.deadlines}
                        onDone={() => {
                          setSearch({ act: undefined });
                          result.retry();
                        }}
                      />
                    </Suspense>
                  </FormPanel>
                </Card>
              )}
              <Deadlines rows={tenant.controlCalendar.deadlines} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Deadlines({ rows }: { rows: Row[] }) {
  const { t } = useI18n("control");
  const year = reported();
  const titleOf = ({ titleRo, titleEn }: Row) => inLanguage(titleRo, titleEn);
  const originOf = ({ isConvention }: Row) => t(isConvention ? "deadlines.convention" : "deadlines.decided");
  const columns: Column<Row>[] = [
    { key: "title", header: t("deadlines.what"), file: { kind: "TEXT", value: titleOf }, cell: titleOf },
    {
      key: "due",
      header: t("deadlines.due"),
      file: { kind: "DATE", value: ({ dueOn }) => dueOn },
      priority: 1,
      cell: ({ dueOn }) => <Deadline dueOn={dueOn} isBare isSettled />,
    },
    {
      key: "origin",
      header: t("deadlines.origin"),
      file: { kind: "TEXT", value: originOf },
      priority: 2,
      cell: originOf,
    },
  ];
  const caption = t("deadlines.of", { year });
  const file = { name: caption, caption, columns: fileColumns(columns), total: rows.length, rows };
  return (
    <Section title={caption} actions={<ExportMenu file={file} />}>
      <DataTable
        caption={caption}
        columns={columns}
        rows={rows}
        rowId={({ kind }) => kind}
        rowLabel={titleOf}
      />
    </Section>
  );
}
