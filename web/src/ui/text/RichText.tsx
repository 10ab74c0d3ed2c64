import { useI18n } from "../../lib/i18n";
import { InlineText } from "./InlineText";
import { parse, type Run } from "./parse";
import styles from "./RichText.module.css";

/** A longer text as it is read: paragraphs, lists, emphasis, links. Nothing in it becomes markup of the page. */
export function RichText({ text }: { text: string }) {
  return (
    <div className={styles.text}>
      {parse(text).map((block, at) => {
        const key = `${at}`;
        if (block.kind === "paragraph") {
          return (
            <p key={key}>
              <Runs runs={block.runs} />
            </p>
          );
        }
        const items = block.items.map((runs, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items have no other identity
          <li key={index}>
            <Runs runs={runs} />
          </li>
        ));
        return block.kind === "bullets" ? (
          <ul key={key}>{items}</ul>
        ) : (
          <ol key={key} start={block.start}>
            {items}
          </ol>
        );
      })}
    </div>
  );
}

function Runs({ runs }: { runs: Run[] }) {
  const { t } = useI18n("ui");
  return linked(runs).map(({ href, parts }, at) => {
    const key = `${at}`;
    return href === undefined ? (
      <InlineText key={key} runs={parts} />
    ) : (
      <a key={key} href={href} target="_blank" rel="noopener noreferrer">
        <InlineText runs={parts} />
        <span className="visually-hidden"> {t("text.newWindow")}</span>
      </a>
    );
  });
}

/** The runs of one link together: it is one stop of the Tab key, whatever is bold in it. */
function linked(runs: Run[]): { href: string | undefined; parts: Run[] }[] {
  const groups: { href: string | undefined; parts: Run[] }[] = [];
  for (const run of runs) {
    const last = groups.at(-1);
    if (last !== undefined && last.href === run.href) last.parts.push(run);
    else groups.push({ href: run.href, parts: [run] });
  }
  return groups;
}
