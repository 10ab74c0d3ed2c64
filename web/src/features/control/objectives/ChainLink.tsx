import { Link } from "@tanstack/react-router";
import { useI18n } from "../../../lib/i18n";
import { useHere } from "../here";

type Props = { to: { id: string; code?: string | null; title: string } };

/** The way to another part of the chain. */
export function ChainLink({ to: { id, code, title } }: Props) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  return (
    <Link to={`/i/${slug}/control/objectives`} search={{ open: id } as never} resetScroll={false}>
      {code ? t("chain.named", { code, title }) : title}
    </Link>
  );
}

/** What stands under a part of the chain, by kind. */
export function ChainLinks({ label, things }: { label: string; things: Props["to"][] }) {
  if (things.length === 0) return null;
  return (
    <section aria-label={label}>
      <h3>{label}</h3>
      <ul>
        {things.map((one) => (
          <li key={one.id}>
            <ChainLink to={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}
