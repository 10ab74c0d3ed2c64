import { useEffect } from "react";
import { graphql } from "../../../gql";
import { announce } from "../../../lib/announce";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { useSearchState } from "../../../lib/routing/useSearchState";
import { DateInput } from "../../../ui/form/DateInput";
import { Page } from "../../../ui/layout/Page";
import { LockedBanner } from "../../../ui/state/Banner";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { FilterBar } from "../../../ui/table/FilterBar";
import { AdminTabs } from "../../tenancy/AdminTabs";
import { ChainState } from "./ChainState";
import { ExportButton } from "./ExportButton";
import { isFiltered, readJournalSearch, toJournalFilter } from "./filters";
import { JournalList } from "./JournalList";
import { PersonFilter } from "./PersonFilter";
import { subjectKinds } from "./subjects";
import { thingName } from "./thingName";
import { useJournalFile } from "./useJournalFile";

export const query = pageQuery(
  graphql(`
    query JournalPage(
      $id: ID!
      $after: String
      $filter: JournalFilter
      $canRead: Boolean!
      $thing: ID!
      $isOfThing: Boolean!
    ) {
      thing: node(id: $thing) @include(if: $isOfThing) { id ...ThingName_thing }
      tenant(id: $id) {
        id
        viewerCan { readJournal { allowed reason } }
        journalKinds { code summary }
        ...JournalList_tenant @include(if: $canRead)
        ...ChainState_tenant @include(if: $canRead)
      }
    }
  `),
  ({ context, search }) => {
    const wanted = readJournalSearch(search);
    return {
      id: context.tenant?.id ?? "",
      canRead: context.tenant?.canReadJournal ?? false,
      filter: toJournalFilter(wanted),
      thing: wanted.thing,
      isOfThing: wanted.thing !== "",
    };
  },
);

/** The journal of an institution: what happened, whether it is what was written, and both as files. */
export function JournalPage() {
  const { t } = useI18n("journal");
  const [search, setSearch] = useSearchState();
  const result = query.useResult();
  const wanted = readJournalSearch(search);
  const tenantId = result.data?.tenant?.id ?? null;
  const thing = thingName(result.data?.thing);
  const file = useJournalFile(tenantId ?? "", wanted);
  const canRead = result.data?.tenant?.viewerCan.readJournal.allowed ?? false;

  useEffect(() => {
    if (!result.isStale && isFiltered(readJournalSearch(search))) announce(t("list.title"));
  }, [result.isStale, search, t]);

  return (
    <Page
      title={t("page.title")}
      actions={canRead && tenantId !== null && <ExportButton tenantId={tenantId} search={wanted} />}
    >
      <AdminTabs />
      <Loaded result={result}>
        {({ tenant }) =>
          tenant === null ? (
            <NoAccess />
          ) : !tenant.viewerCan.readJournal.allowed ? (
            <LockedBanner>{tenant.viewerCan.readJournal.reason}</LockedBanner>
          ) : (
            <>
              <p className="muted">{t("page.lead")}</p>
              <ChainState tenant={tenant} />
              <FilterBar
                filters={[
                  {
                    key: "kind",
                    label: t("filter.kind"),
                    options: tenant.journalKinds.map(({ code, summary }) => ({
                      value: code,
                      label: summary,
                    })),
                    chosen: wanted.kinds,
                    onChange: (kind) => setSearch({ kind }),
                  },
                  {
                    key: "type",
                    label: t("filter.subjectKind"),
                    options: subjectKinds.map((value) => ({ value, label: t(`subject.${value}`) })),
                    chosen: wanted.subjectKinds,
                    onChange: (type) => setSearch({ type }),
                  },
                  ...(wanted.thing === ""
                    ? []
                    : [
                        {
                          key: "thing",
                          label: t("filter.thing"),
                          options: [{ value: wanted.thing, label: thing ?? t("filter.thing.one") }],
                          chosen: [wanted.thing],
                          onChange: (chosen: string[]) => setSearch({ thing: chosen.at(-1) }),
                        },
                      ]),
                ]}
                file={file}
                onClear={() =>
                  setSearch({
                    from: undefined,
                    to: undefined,
                    kind: undefined,
                    type: undefined,
                    actor: undefined,
                    thing: undefined,
                  })
                }
              >
                <PersonFilter
                  tenantId={tenant.id}
                  value={wanted.actor}
                  onChange={(actor) => setSearch({ actor: actor ?? undefined })}
                />
                <DateInput
                  label={t("filter.from")}
                  value={wanted.from || null}
                  onChange={(from) => setSearch({ from: from ?? undefined })}
                />
                <DateInput
                  label={t("filter.to")}
                  value={wanted.to || null}
                  onChange={(to) => setSearch({ to: to ?? undefined })}
                />
              </FilterBar>
              <JournalList
                tenant={tenant}
                isFiltered={isFiltered(wanted)}
                isStale={result.isStale}
                onMore={result.more}
                onOnly={(thing) => setSearch({ thing })}
              />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
