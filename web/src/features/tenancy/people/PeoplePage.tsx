import { Suspense } from "react";
import { graphql } from "../../../gql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { IconPlus } from "../../../ui/icons";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { ListAndForm } from "../../../ui/layout/ListAndForm";
import { Page } from "../../../ui/layout/Page";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { AdminTabs } from "../AdminTabs";
import { Erasures } from "./Erasures";
import { Invitations } from "./Invitations";
import { Members } from "./Members";
import { memberFilter } from "./memberFilter";

export const query = pageQuery(
  graphql(`
    query PeoplePage($id: ID!, $after: String, $filter: MembershipFilter, $canInvite: Boolean!) {
      tenant(id: $id) {
        id
        viewerCan { invite { allowed reason } }
        units { id nameRo nameEn }
        ...Members_tenant
        ...Invitations_tenant @include(if: $canInvite)
        ...Erasures_tenant @include(if: $canInvite)
        ...InviteForm_tenant
        ...RolesField_tenant
      }
      roleDescriptions { ...RolesField_role }
    }
  `),
  ({ context, search }) => ({
    id: context.tenant?.id ?? "",
    // Who may not invite may not read invitations either; the frame's query has said so.
    canInvite: context.tenant?.canInvite ?? false,
    filter: memberFilter(search),
  }),
);

// The forms are code of their own: most visits only read.
const InviteForm = lazily(() => import("./InviteForm"), "InviteForm");
const MemberForm = lazily(() => import("./MemberForm"), "MemberForm");

/** The people of an institution: who is in it, who is invited, what each may do. */
export function PeoplePage() {
  const { t } = useI18n("tenancy");
  const [search, setSearch] = useSearchState();
  const result = query.useResult();
  const invite = result.data?.tenant?.viewerCan.invite;
  const edited = textOf(search.edit);
  const close = () => setSearch({ edit: undefined });

  return (
    <Page
      title={t("people.title")}
      actions={
        invite?.allowed && (
          <Button kind="filled" icon={IconPlus} onClick={() => setSearch({ edit: "new" })}>
            {t("people.invite")}
          </Button>
        )
      }
    >
      <AdminTabs />
      <Loaded result={result}>
        {({ tenant, roleDescriptions }) =>
          tenant === null ? (
            <NoAccess />
          ) : (
            <ListAndForm
              form={
                edited === "" || (edited === "new" && !tenant.viewerCan.invite.allowed) ? null : (
                  <Suspense fallback={<SkeletonLines />}>
                    {edited === "new" ? (
                      <FormPanel title={t("people.invite")} onClose={close}>
                        <InviteForm tenant={tenant} roles={roleDescriptions} onDone={close} />
                      </FormPanel>
                    ) : (
                      <MemberForm
                        key={edited}
                        id={edited}
                        tenant={tenant}
                        units={tenant.units}
                        roles={roleDescriptions}
                        onClose={close}
                      />
                    )}
                  </Suspense>
                )
              }
              list={
                <>
                  <Members tenant={tenant} units={tenant.units} isStale={result.isStale} more={result.more} />
                  {tenant.viewerCan.invite.allowed && <Invitations tenant={tenant} />}
                  {tenant.viewerCan.invite.allowed && <Erasures tenant={tenant} />}
                </>
              }
            />
          )
        }
      </Loaded>
    </Page>
  );
}
