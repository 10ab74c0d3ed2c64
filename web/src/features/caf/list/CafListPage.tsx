import { useNavigate } from "@tanstack/react-router";
import { Suspense } from "react";
import { graphql, useFragment as readFragment } from "../../../gql";
import type { CafListPageQuery } from "../../../gql/graphql";
import { pageQuery } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { localName } from "../../../lib/viewer";
import { Button } from "../../../ui/Button";
import { IconPlus } from "../../../ui/icons";
import { FormPanel } from "../../../ui/layout/FormPanel";
import { Page } from "../../../ui/layout/Page";
import { Card } from "../../../ui/layout/Section";
import { Empty } from "../../../ui/state/Empty";
import { Loaded } from "../../../ui/state/Loaded";
import { lazily } from "../../../ui/state/lazily";
import { NoAccess } from "../../../ui/state/NoAccess";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { cafRow } from "../fragments";
import { useHere, useOwnPlaceId } from "../here";
import { AssessmentTable } from "./AssessmentTable";

// The form is code of its own: it is used every second year.
const AssessmentForm = lazily(() => import("../AssessmentForm"), "AssessmentForm");

export const query = pageQuery(
  graphql(`
    query CafListPage($id: ID!) {
      tenant(id: $id) {
        id
        viewerCan { readCaf { allowed } manageCaf { allowed } }
        units { id nameRo nameEn isRetired }
        cafAssessments { id ...CafRow_assessment }
      }
      cafModel { intervalYears }
    }
  `),
  ({ context }) => ({ id: context.tenant?.id ?? "" }),
);

type Tenant = NonNullable<CafListPageQuery["tenant"]>;

/** The self-assessments of an institution after CAF, the newest first. */
export function CafListPage() {
  const { t } = useI18n("caf");
  const [search, setSearch] = useSearchState();
  const result = query.useResult();
  const tenant = result.data?.tenant;
  const mayCreate = tenant?.viewerCan.manageCaf.allowed ?? false;
  const isEmpty = tenant?.cafAssessments.length === 0;
  return (
    <Page
      title={t("list.title")}
      actions={
        mayCreate &&
        !isEmpty && (
          <Button
            kind={textOf(search.new) === "assessment" ? "plain" : "filled"}
            icon={IconPlus}
            onClick={() => setSearch({ new: "assessment" })}
          >
            {t("new.title")}
          </Button>
        )
      }
    >
      <p>{t("list.intro")}</p>
      <Loaded result={result}>
        {({ tenant, cafModel }) =>
          tenant?.viewerCan.readCaf.allowed ? (
            <List tenant={tenant} interval={cafModel.intervalYears} />
          ) : (
            <NoAccess />
          )
        }
      </Loaded>
    </Page>
  );
}

function List({ tenant, interval }: { tenant: Tenant; interval: number }) {
  const { t } = useI18n("caf");
  const { slug } = useHere();
  const navigate = useNavigate();
  const ownPlace = useOwnPlaceId();
  const [search, setSearch] = useSearchState();
  const mayCreate = tenant.viewerCan.manageCaf.allowed;
  const isCreating = mayCreate && textOf(search.new) === "assessment";
  const rows = tenant.cafAssessments.map((one) => readFragment(cafRow, one));
  const units = tenant.units
    .filter(({ isRetired }) => !isRetired)
    .map((unit) => ({ id: unit.id, name: localName(unit) }));
  return (
    <>
      {isCreating && (
        <Card>
          <FormPanel title={t("new.title")} onClose={() => setSearch({ new: undefined })}>
            <Suspense fallback={<SkeletonLines />}>
              <AssessmentForm
                assessment={null}
                ownPlace={ownPlace}
                units={units}
                onDone={(id) => void navigate({ to: `/i/${slug}/caf/${id}` })}
              />
            </Suspense>
          </FormPanel>
        </Card>
      )}
      {rows.length === 0 ? (
        !isCreating && (
          <Empty
            text={t(mayCreate ? "list.empty.manage" : "list.empty", { years: interval })}
            action={
              mayCreate && (
                <Button kind="filled" onClick={() => setSearch({ new: "assessment" })}>
                  {t("new.title")}
                </Button>
              )
            }
          />
        )
      ) : (
        <AssessmentTable rows={rows} />
      )}
    </>
  );
}
