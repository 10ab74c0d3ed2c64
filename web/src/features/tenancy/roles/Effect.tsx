import { graphql } from "../../../gql";
import type { Permission } from "../../../gql/graphql";
import { useResult } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { Banner } from "../../../ui/state/Banner";

const CustomRoleEffect = graphql(`
  query CustomRoleEffect($id: ID!, $permissions: [Permission!]!) {
    node(id: $id) { id ... on CustomRole { effect(permissions: $permissions) { gainingCount losingCount } } }
  }
`);

type Props = { id: string; before: Permission[]; after: Permission[] };

/** What saving would give and take, before it is done: „3 persoane primesc acces, 1 pierde”. */
export function Effect({ id, before, after }: Props) {
  const { t } = useI18n("tenancy");
  const isSame = before.length === after.length && before.every((one) => after.includes(one));
  const { data } = useResult(CustomRoleEffect, { id, permissions: [...after].sort() });
  const effect = data?.node && "effect" in data.node ? data.node.effect : null;
  if (isSame || !effect) return null;
  return (
    <div role="status">
      <Banner>
        {t("customRole.effect.gain", { count: effect.gainingCount })}{" "}
        {t("customRole.effect.lose", { count: effect.losingCount })}
      </Banner>
    </div>
  );
}
