import { Suspense } from "react";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import { useI18n } from "../../../lib/i18n";
import { Card, Section } from "../../../ui/layout/Section";
import { lazily } from "../../../ui/state/lazily";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { HeadPreview } from "./HeadPreview";

const letterhead = graphql(`
  fragment Letterhead_tenant on Tenant {
    id
    letterhead { contact logo { content alt } version viewerCan { update { allowed } } }
  }
`);

export type Names = { municipality: string; institution: string };

// The form is code of its own: most visits only read.
const LetterheadForm = lazily(() => import("./LetterheadForm"), "LetterheadForm");

/** What stands at the head of the institution's documents, as it will look. */
export function LetterheadSection(props: { tenant: FragmentType<typeof letterhead>; names: Names }) {
  const { t } = useI18n("tenancy");
  const tenant = useFragment(letterhead, props.tenant);
  const { contact, logo, viewerCan } = tenant.letterhead;
  return (
    <Section title={t("letterhead.title")} note={t("letterhead.note")}>
      <Card>
        {viewerCan.update.allowed ? (
          <Suspense fallback={<SkeletonLines />}>
            <LetterheadForm tenant={tenant} names={props.names} />
          </Suspense>
        ) : (
          <HeadPreview {...props.names} contact={contact} logo={logo} />
        )}
      </Card>
    </Section>
  );
}
