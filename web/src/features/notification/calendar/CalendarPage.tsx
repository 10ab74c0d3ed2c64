import { graphql } from "../../../gql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { todayInBucharest } from "../../../lib/format/date";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { useMedia } from "../../../lib/useMedia";
import { useViewer } from "../../../lib/viewer";
import { ButtonLink } from "../../../ui/Button";
import { Page } from "../../../ui/layout/Page";
import { ViewTabs } from "../../../ui/layout/ViewTabs";
import { Loaded } from "../../../ui/state/Loaded";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { FilterBar } from "../../../ui/table/FilterBar";
import styles from "./Calendar.module.css";
import { CalendarList } from "./CalendarList";
import { CalendarMonth } from "./CalendarMonth";
import { edges, monthLater, monthOf } from "./month";

export const query = pageQuery(
  graphql(`
    query CalendarPage($from: Date!, $to: Date!, $tenantId: ID) {
      viewer {
        calendar(from: $from, to: $to, tenantId: $tenantId) {
          deadlineCount
          ...CalendarList_calendar
          ...CalendarMonth_calendar
        }
      }
    }
  `),
  ({ search }) => ({
    ...edges(monthOf(search.month, todayInBucharest())),
    tenantId: textOf(search.of) || null,
  }),
);

/** Deadlines of a month with its free days: as a month, or as the list that says the same in words. */
export function CalendarPage() {
  const { t } = useI18n("notification");
  const { monthTitle } = useFormat();
  const viewer = useViewer();
  const [search, setSearch] = useSearchState();
  const isWide = useMedia("(min-width: 48rem)");
  const today = todayInBucharest();
  const month = monthOf(search.month, today);
  const view = textOf(search.view) || (isWide ? "month" : "list");
  const readable = viewer?.memberships.filter(
    ({ isActive, tenant }) => isActive && tenant.viewerCan.readPlans.allowed,
  );
  const result = query.useResult();
  const count = result.data?.viewer?.calendar.deadlineCount;
  const to = (other: string) => ({ ...search, month: other });

  return (
    <Page
      title={t("calendar.title")}
      meta={
        <>
          <strong aria-live="polite">{monthTitle(`${month}-01`)}</strong>
          {count !== undefined && <span>{t("calendar.count", { count })}</span>}
        </>
      }
      actions={
        <nav aria-label={t("calendar.months")} className={styles.months}>
          <ButtonLink to="." search={to(monthLater(month, -1))}>
            {t("calendar.before")}
          </ButtonLink>
          <ButtonLink to="." search={to(today.slice(0, 7))}>
            {t("calendar.today")}
          </ButtonLink>
          <ButtonLink to="." search={to(monthLater(month, 1))}>
            {t("calendar.after")}
          </ButtonLink>
        </nav>
      }
    >
      <ViewTabs
        label={t("calendar.view")}
        param="view"
        current={view}
        tabs={[
          { key: "month", label: t("calendar.view.month") },
          { key: "list", label: t("calendar.view.list") },
        ]}
      />
      <FilterBar
        filters={[
          {
            key: "of",
            label: t("calendar.of"),
            options: (readable ?? []).map(({ tenant }) => ({
              value: tenant.id,
              label: t("calendar.of.all", { institution: tenant.shortName }),
            })),
            chosen: textOf(search.of) === "" ? [] : [textOf(search.of)],
            onChange: (of) => setSearch({ of: of.at(-1) }),
          },
        ]}
        onClear={() => setSearch({ of: undefined })}
      />
      <Loaded result={result} skeleton={<SkeletonLines count={8} />}>
        {({ viewer }) =>
          viewer &&
          (view === "month" ? (
            <CalendarMonth calendar={viewer.calendar} month={month} today={today} />
          ) : (
            <CalendarList calendar={viewer.calendar} today={today} />
          ))
        }
      </Loaded>
    </Page>
  );
}
