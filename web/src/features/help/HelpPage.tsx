import { Link, useParams } from "@tanstack/react-router";
import { useI18n } from "../../lib/i18n";
import { Page } from "../../ui/layout/Page";
import { HelpText } from "./HelpText";
import { topics } from "./topics";

/** All help. */
export function HelpPage() {
  const { t } = useI18n("help");
  return (
    <Page title={t("title")} width="text">
      <p>{t("everything")}</p>
      <ul>
        {topics.map((topic) => (
          <li key={topic}>
            <Link to={`/help/${topic}` as string}>{t(`topic.${topic}.title`)}</Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}

/** The help on one page, under an address of its own. */
export function HelpTopicPage() {
  const { t } = useI18n("help");
  const { topic: asked } = useParams({ strict: false }) as { topic?: string };
  const topic = topics.find((one) => one === asked);
  return (
    <Page
      title={topic === undefined ? t("unknown") : t(`topic.${topic}.title`)}
      crumbs={[{ label: t("title"), to: "/help" }]}
      width="text"
    >
      {topic === undefined ? (
        <Link to={"/help" as string}>{t("all")}</Link>
      ) : (
        <HelpText topic={topic} heading="h2" />
      )}
    </Page>
  );
}
