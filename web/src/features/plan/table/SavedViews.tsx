import { Suspense, useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import type { ViewSurface } from "../../../gql/graphql";
import { useErrorText } from "../../../lib/api/useErrorText";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { offerUndo } from "../../../lib/undo";
import { Button } from "../../../ui/Button";
import { Icon } from "../../../ui/Icon";
import { IconChevronDown } from "../../../ui/icons";
import { Menu, type MenuItem } from "../../../ui/overlay/Menu";
import { lazily } from "../../../ui/state/lazily";
import { useOfflineReason } from "../here";
import styles from "./Toolbar.module.css";
import { isChanged, searchOf, viewOf } from "./views";

const savedViews = graphql(`
  fragment SavedViews_tenant on Tenant {
    id
    viewerCan { createSharedView { allowed } }
    savedViews(surface: PLAN_ACTIONS) {
      id
      name
      query
      isShared
      version
      viewerCan { update { allowed reason } delete { allowed reason } }
    }
  }
`);

const UpdateSavedView = graphql(`
  mutation UpdatePlanView($input: UpdateSavedViewInput!) {
    updateSavedView(input: $input) { savedView { id name query isShared version } }
  }
`);

const RestoreSavedView = graphql(`
  mutation RestorePlanView($input: CreateSavedViewInput!) {
    createSavedView(input: $input) { savedView { id name query isShared version } }
  }
`);

const DeleteSavedView = graphql(`
  mutation DeletePlanView($input: DeleteSavedViewInput!) {
    deleteSavedView(input: $input) { deletedSavedViewId }
  }
`);

const SaveViewForm = lazily(() => import("./SaveViewForm"), "SaveViewForm");

type Props = { tenant: FragmentType<typeof savedViews>; onListChanged: () => void };

/** Views of the list under a name, own and of the institution; * when something was changed since. */
export function SavedViews({ tenant, onListChanged }: Props) {
  const { t } = useI18n("plan");
  const errorText = useErrorText();
  const [search, setSearch] = useSearchState();
  const { id: tenantId, viewerCan, savedViews: views } = useFragment(savedViews, tenant);
  const update = useMutation(UpdateSavedView);
  const remove = useMutation(DeleteSavedView);
  const restore = useMutation(RestoreSavedView);
  const offline = useOfflineReason();
  const [isNaming, setNaming] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const current = views.find(({ id }) => id === textOf(search.saved));
  const changed = current !== undefined && isChanged(current, search);

  const open = (view: (typeof views)[number]): MenuItem => ({
    kind: "choice",
    label: view.name,
    isChosen: view.id === current?.id,
    onSelect: () => setSearch(searchOf(view, search)),
  });
  const [shared, own] = [views.filter((one) => one.isShared), views.filter((one) => !one.isShared)];
  const items: MenuItem[] = [
    {
      kind: "choice",
      label: t("views.none"),
      isChosen: current === undefined,
      onSelect: () => setSearch(searchOf(null, search)),
    },
    ...(own.length > 0 ? [{ kind: "heading" as const, label: t("views.own") }, ...own.map(open)] : []),
    ...(shared.length > 0
      ? [{ kind: "heading" as const, label: t("views.shared") }, ...shared.map(open)]
      : []),
    { kind: "heading", label: t("views.manage") },
    { label: t("views.saveNew"), disabledReason: offline, onSelect: () => setNaming(true) },
    ...(current === undefined
      ? []
      : [
          {
            label: t("views.delete", { name: current.name }),
            disabledReason:
              offline ?? (current.viewerCan.delete.allowed ? null : current.viewerCan.delete.reason),
            onSelect: () => void deleteView(current),
          },
        ]),
  ];

  async function save() {
    if (current === undefined) return;
    const { id, version } = current;
    const { error } = await update.run({ id, expectedVersion: version, query: viewOf(search) });
    setFailure(error && errorText(error));
  }

  async function deleteView({ id, name, query, isShared }: (typeof views)[number]) {
    const { error } = await remove.run({ id });
    setFailure(error && errorText(error));
    if (error !== null) return;
    setSearch({ saved: undefined });
    onListChanged();
    const again = { tenantId, surface: "PLAN_ACTIONS" as const, name, query, isShared };
    offerUndo({
      text: t("views.deleted", { name }),
      undo: async () => {
        await restore.run({ ...again, idempotencyKey: crypto.randomUUID() });
        onListChanged();
      },
    });
  }

  return (
    <>
      <Menu
        align="start"
        className={styles.button ?? ""}
        label={t("views.button", { name: current?.name ?? t("views.none"), changed: changed ? " *" : "" })}
        button={
          <>
            {t("views.button", { name: current?.name ?? t("views.none"), changed: changed ? " *" : "" })}
            <Icon of={IconChevronDown} size={16} />
          </>
        }
        items={items}
      />
      {changed && (
        <>
          {current.viewerCan.update.allowed && (
            <Button small isBusy={update.isBusy} disabledReason={offline} onClick={() => void save()}>
              {t("views.save")}
            </Button>
          )}
          <Button small kind="quiet" onClick={() => setSearch(searchOf(current, search))}>
            {t("views.revert")}
          </Button>
        </>
      )}
      {failure !== null && <span role="alert">{failure}</span>}
      <Suspense fallback={null}>
        {isNaming && (
          <SaveViewForm
            tenantId={tenantId}
            surface={"PLAN_ACTIONS" satisfies ViewSurface}
            query={viewOf(search)}
            canShare={viewerCan.createSharedView.allowed}
            onClose={() => setNaming(false)}
            onSaved={(id) => {
              setNaming(false);
              onListChanged();
              setSearch({ saved: id });
            }}
          />
        )}
      </Suspense>
    </>
  );
}
