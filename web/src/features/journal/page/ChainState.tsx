import { useState } from "react";
import { type FragmentType, graphql, useFragment } from "../../../gql";
import type { ChainState_TenantFragment } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { client } from "../../../lib/api/client";
import { save } from "../../../lib/api/download";
import { useErrorText } from "../../../lib/api/useErrorText";
import { useMutation } from "../../../lib/api/useMutation";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { IconLock } from "../../../ui/icons";
import { Card, Section } from "../../../ui/layout/Section";
import { Banner } from "../../../ui/state/Banner";

const chain = graphql(`
  fragment ChainState_tenant on Tenant {
    id
    slug
    journalCheck { at position fault actor { id displayName } }
    heads: journalHeads(first: 1) { nodes { day position } totalCount }
  }
`);

const VerifyJournal = graphql(`
  mutation VerifyJournal($input: VerifyJournalInput!) {
    verifyJournal(input: $input) { check { position } tenant { id journalCheck { at position fault actor { id displayName } } } }
  }
`);

const SignedHeads = graphql(`
  query SignedHeads($id: ID!, $after: String) {
    tenant(id: $id) { id page: journalHeads(first: 100, after: $after) { nodes { line } pageInfo { hasNextPage endCursor } } }
  }
`);

/** Whether the journal is what was written, as far as it was looked at, and the states signed day by day. */
export function ChainState({ tenant }: { tenant: FragmentType<typeof chain> }) {
  const { t } = useI18n("journal");
  const { shortDate, number } = useFormat();
  const errorText = useErrorText();
  const { id, slug, journalCheck: check, heads } = useFragment(chain, tenant);
  const verify = useMutation(VerifyJournal);
  const [failure, setFailure] = useState<string | null>(null);
  const last = heads.nodes[0];
  const sentence = useSentence();

  async function run() {
    const { data, error } = await verify.run({ tenantId: id });
    setFailure(error && errorText(error));
    const done = data?.verifyJournal.tenant.journalCheck;
    if (done) announce(sentence(done));
  }

  return (
    <Section title={t("chain.title")}>
      <Card>
        <div className="stack">
          <Banner
            tone={check?.fault ? "warn" : "info"}
            icon={IconLock}
            action={
              <Button small isBusy={verify.isBusy} onClick={() => void run()}>
                {verify.isBusy ? t("chain.verifying") : t("chain.verify")}
              </Button>
            }
          >
            {check ? sentence(check) : t("chain.never")}
            {check?.actor && (
              <span className="muted"> {t("chain.by", { who: check.actor.displayName })}</span>
            )}
          </Banner>
          {failure !== null && <p role="alert">{failure}</p>}
          <div>
            <h3>{t("heads.title")}</h3>
            <p className="muted">{t("heads.help")}</p>
            <p>
              {last
                ? t("heads.last", { date: shortDate(last.day), position: number(last.position) })
                : t("heads.none")}
            </p>
            {last && (
              <Button small onClick={() => void download(id, slug, last.day)}>
                {t("heads.download")}
              </Button>
            )}
          </div>
        </div>
      </Card>
    </Section>
  );
}

type Check = NonNullable<ChainState_TenantFragment["journalCheck"]>;

function useSentence(): (check: Check) => string {
  const { t } = useI18n("journal");
  const { shortInstant, number } = useFormat();
  return ({ at, position, fault }) => {
    const found = { position: number(position), at: shortInstant(at) };
    return fault === null
      ? t("chain.intact", found)
      : t("chain.broken", { ...found, fault: t(`fault.${fault}`) });
  };
}

/** All signed states as lines of JSON, the earliest first, as `calitas journal heads` writes them. */
async function download(id: string, slug: string, day: string): Promise<void> {
  const lines: string[] = [];
  let after: string | null = null;
  do {
    const answer = await client
      .get()
      .query(SignedHeads, { id, after }, { requestPolicy: "network-only" })
      .toPromise();
    const page:
      | { nodes: { line: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }
      | undefined = answer.data?.tenant?.page;
    lines.push(...(page?.nodes ?? []).map(({ line }) => line));
    after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  const text = `${lines.reverse().join("\n")}\n`;
  save(new Blob([text], { type: "application/jsonl" }), `calitas-${slug}-${day}.jsonl`);
}
