import { graphql } from "../../../gql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { todayInBucharest } from "../../../lib/format/date";
import { useI18n } from "../../../lib/i18n";
import { textOf } from "../../../lib/routing/useSearchState";
import { Page } from "../../../ui/layout/Page";
import { LockedBanner } from "../../../ui/state/Banner";
import { Loaded } from "../../../ui/state/Loaded";
import { NoAccess } from "../../../ui/state/NoAccess";
import { AdminTabs } from "../../tenancy/AdminTabs";
import { CalendarAddress } from "../settings/CalendarAddress";
import { DaysOff } from "./DaysOff";
import { PolicyForm } from "./PolicyForm";

export const query = pageQuery(
  graphql(`
    query RemindersPage($id: ID!, $year: Int!) {
      tenant(id: $id) {
        id
        calendarFeed { createdAt }
        notificationPolicy { version viewerCan { update { allowed reason } } }
        ...PolicyForm_tenant
        ...DaysOff_tenant
      }
    }
  `),
  ({ context, search }) => ({ id: context.tenant?.id ?? "", year: yearOf(search.year) }),
);

function yearOf(text: unknown): number {
  const year = Number(textOf(text));
  return year >= 2000 && year <= 2100 ? year : Number(todayInBucharest().slice(0, 4));
}

/** What an institution decides about reminders, late deadlines and its working days. */
export function RemindersPage() {
  const { t } = useI18n("notification");
  const result = query.useResult();
  return (
    <Page title={t("admin.title")}>
      <AdminTabs />
      <Loaded result={result}>
        {({ tenant }) => {
          if (tenant === null) return <NoAccess />;
          const { allowed, reason } = tenant.notificationPolicy.viewerCan.update;
          return (
            <>
              {reason !== null && <LockedBanner>{reason}</LockedBanner>}
              <PolicyForm tenant={tenant} />
              <DaysOff tenant={tenant} onChanged={result.retry} />
              {allowed && (
                <CalendarAddress
                  tenantId={tenant.id}
                  since={tenant.calendarFeed?.createdAt ?? null}
                  onChanged={result.retry}
                />
              )}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
