import { useI18n } from "../../lib/i18n";
import styles from "./HelpText.module.css";
import type { Topic } from "./topics";

/** What a page is for, what one can do there, and what its words mean. */
export function HelpText({ topic, heading: Heading }: { topic: Topic; heading: "h2" | "h3" }) {
  const { t } = useI18n("help");
  return (
    <div className={styles.text}>
      <p>{t(`topic.${topic}.for`)}</p>
      <Heading>{t("do")}</Heading>
      <ul>
        {t(`topic.${topic}.do`)
          .split("\n")
          .map((line) => (
            <li key={line}>{line}</li>
          ))}
      </ul>
      <Heading>{t("words")}</Heading>
      <dl>
        {t(`topic.${topic}.words`)
          .split("\n")
          .map((line) => {
            const [word = "", ...meaning] = line.split(": ");
            return (
              <div key={word}>
                <dt>{word}</dt>
                <dd>{meaning.join(": ")}</dd>
              </div>
            );
          })}
      </dl>
    </div>
  );
}
