import { Link } from "@tanstack/react-router";
import { type FragmentType, graphql, useFragment } from "../../gql";
import { useI18n } from "../../lib/i18n";
import { addressOf } from "../../lib/routing/address";
import { Card, Section } from "../../ui/layout/Section";

const granted = graphql(`
  fragment GrantedObjects_membership on Membership {
    id
    tenant { id slug shortName }
    grantedObjects {
      id
      ... on Plan { code title }
      ... on PlanAction { code title }
    }
  }
`);

/** What a guest was invited to: the only things they see. */
export function GrantedObjects({ memberships }: { memberships: FragmentType<typeof granted>[] }) {
  const { t } = useI18n("todo");
  const objects = useFragment(granted, memberships).flatMap(({ tenant, grantedObjects }) =>
    grantedObjects.map((object) => ({ object, tenant })),
  );
  if (objects.length === 0) return null;
  return (
    <Section title={t("granted")}>
      <Card>
        <ul>
          {objects.map(({ object, tenant }) => (
            <li key={object.id}>
              <Link to={addressOf(object, tenant.slug)}>
                {"title" in object ? `${object.code} ${object.title}` : tenant.shortName}
              </Link>{" "}
              <span className="muted">{tenant.shortName}</span>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}
