import { Link } from "@tanstack/react-router";
import { type FragmentType, graphql, useFragment } from "../../gql";
import { useResult } from "../../lib/api/pageQuery";
import { useI18n } from "../../lib/i18n";
import { addressOf } from "../../lib/routing/address";
import { Card, Section } from "../../ui/layout/Section";
import { Loaded } from "../../ui/state/Loaded";

const granted = graphql(`
  fragment GrantedObjects_membership on Membership { id grantedObjectIds tenant { id slug shortName } }
`);

const Objects = graphql(`
  query GrantedObjects($ids: [ID!]!) { nodes(ids: $ids) { id ... on Plan { code title } ... on CafAssessment { title } } }
`);

/** What a guest was invited to: the only things they see. */
export function GrantedObjects({ memberships }: { memberships: FragmentType<typeof granted>[] }) {
  const { t } = useI18n("todo");
  const places = useFragment(granted, memberships).filter(
    ({ grantedObjectIds }) => grantedObjectIds.length > 0,
  );
  const result = useResult(
    Objects,
    { ids: places.flatMap((place) => place.grantedObjectIds) },
    places.length === 0,
  );
  if (places.length === 0) return null;
  return (
    <Section title={t("granted")}>
      <Card>
        <Loaded result={result}>
          {({ nodes }) => (
            <ul>
              {nodes.map((node) => {
                const tenant = places.find(({ grantedObjectIds }) =>
                  grantedObjectIds.includes(node?.id ?? ""),
                )?.tenant;
                if (node === null || tenant === undefined) return null;
                return (
                  <li key={node.id}>
                    <Link to={addressOf(node, tenant.slug)}>{titleOf(node) ?? tenant.shortName}</Link>{" "}
                    <span className="muted">{tenant.shortName}</span>
                  </li>
                );
              })}
            </ul>
          )}
        </Loaded>
      </Card>
    </Section>
  );
}

function titleOf(node: { __typename: string; code?: string; title?: string }): string | undefined {
  return node.code === undefined ? node.title : `${node.code} ${node.title}`;
}
