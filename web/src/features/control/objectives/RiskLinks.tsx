import { Link } from "@tanstack/react-router";
import { useI18n } from "../../../lib/i18n";
import { addressOf } from "../../../lib/routing/address";
import { useHere } from "../here";

type Props = { risks: { id: string; code: string; title: string }[] };

/** The way to the open risks that threaten a part of the chain. */
export function RiskLinks({ risks }: Props) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  if (risks.length === 0) return null;
  return (
    <section aria-label={t("chain.risks")}>
      <h3>{t("chain.risks")}</h3>
      <ul>
        {risks.map(({ id, code, title }) => (
          <li key={id}>
            <Link to={addressOf({ __typename: "Risk", id }, slug)}>{t("chain.named", { code, title })}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
