import { TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import { graphql, useFragment } from "../../gql";
import { announce } from "../../lib/announce";
import { pageQuery } from "../../lib/api/pageQuery";
import { useI18n } from "../../lib/i18n";
import { textOf, useSearchState } from "../../lib/routing/useSearchState";
import { Button } from "../../ui/Button";
import { IconSearch } from "../../ui/icons";
import { Page } from "../../ui/layout/Page";
import { Section } from "../../ui/layout/Section";
import { Empty } from "../../ui/state/Empty";
import { Loaded } from "../../ui/state/Loaded";
import { HitList } from "./HitList";
import { kinds, searchHit, shortest } from "./hits";
import styles from "./SearchPage.module.css";

const most = 100;

export const query = pageQuery(
  graphql(`query SearchPage($text: String!) { search(text: $text, first: 100) { ...SearchHit_hit } }`),
  ({ search }) => ({ text: textOf(search.q) }),
);

/** All that was found for some words, by kind. */
export function SearchPage() {
  const { t } = useI18n("search");
  const [search, setSearch] = useSearchState();
  const asked = textOf(search.q);
  const [typed, setTyped] = useState(asked);
  const result = query.useResult();
  const found = useFragment(searchHit, result.data?.search ?? none).filter(({ subject }) => subject !== null);
  const count = result.data === undefined || asked.trim() === "" ? null : found.length;

  useEffect(() => setTyped(asked), [asked]);
  useEffect(() => {
    if (count !== null) announce(t("found", { count }));
  }, [count, t]);

  function submit(event: FormEvent) {
    event.preventDefault();
    setSearch({ q: typed.trim() });
  }

  return (
    <Page
      title={asked === "" ? t("title") : t("titleFor", { text: asked })}
      meta={count !== null && <span>{count >= most ? t("first", { count }) : t("found", { count })}</span>}
    >
      <search>
        <form className={styles.form} onSubmit={submit}>
          <TextInput
            type="search"
            label={t("label")}
            description={t("help")}
            maxLength={200}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" icon={IconSearch}>
            {t("submit")}
          </Button>
        </form>
      </search>
      {asked.trim().length >= shortest && (
        <Loaded result={result}>
          {() =>
            found.length === 0 ? (
              <Empty text={t("none")} />
            ) : (
              <div className="stack">
                {kinds
                  .map((kind) => ({ kind, hits: found.filter((hit) => hit.kind === kind) }))
                  .filter(({ hits }) => hits.length > 0)
                  .map(({ kind, hits }) => (
                    <Section
                      key={kind}
                      title={t("kindCount", { kind: t(`kind.${kind}`), count: hits.length })}
                    >
                      <HitList hits={hits} />
                    </Section>
                  ))}
              </div>
            )
          }
        </Loaded>
      )}
    </Page>
  );
}

const none: never[] = [];
