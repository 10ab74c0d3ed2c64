import { useState } from "react";
import { graphql } from "../../../gql";
import { announce } from "../../../lib/announce";
import type { ApiError } from "../../../lib/api/error";
import { useMutation } from "../../../lib/api/useMutation";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Card, Section } from "../../../ui/layout/Section";
import { ErrorBox } from "../../../ui/state/ErrorBox";
import styles from "./CalendarAddress.module.css";

const Renew = graphql(`
  mutation RenewCalendarFeed($input: RenewCalendarFeedInput!) {
    renewCalendarFeed(input: $input) { address tenant { id calendarFeed { createdAt } } }
  }
`);

const Revoke = graphql(`
  mutation RevokeCalendarFeed($input: RevokeCalendarFeedInput!) {
    revokeCalendarFeed(input: $input) { tenant { id calendarFeed { createdAt } } }
  }
`);

type Props = {
  /** The institution whose calendar it is; null for one's own. */
  tenantId: string | null;
  /** When the address in use was made. */
  since: string | null;
  onChanged: () => void;
};

/** The address under which other programs read a calendar: made, copied once, renewed, withdrawn. */
export function CalendarAddress({ tenantId, since, onChanged }: Props) {
  const { t } = useI18n("notification");
  const { shortInstant } = useFormat();
  const [address, setAddress] = useState<string | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const renew = useMutation(Renew);
  const revoke = useMutation(Revoke);
  const whose = tenantId === null ? "own" : "institution";

  async function make() {
    const { data, error } = await renew.run({ tenantId });
    setFailure(error);
    if (error !== null) return;
    setAddress(data.renewCalendarFeed.address);
    announce(t("feed.made"));
    onChanged();
  }

  async function withdraw() {
    const { error } = await revoke.run({ tenantId });
    setFailure(error);
    if (error !== null) return;
    setAddress(null);
    announce(t("feed.revoked"));
    onChanged();
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(address ?? "");
      announce(t("feed.copied"));
    } catch {
      announce(t("feed.notCopied"));
    }
  }

  return (
    <Section title={t(`feed.${whose}`)} note={t(`feed.${whose}.note`)}>
      <Card>
        <div className="stack">
          {failure !== null && <ErrorBox error={failure} />}
          {address !== null && (
            <div className={styles.address}>
              <p>
                <strong>{t("feed.once")}</strong>
              </p>
              <p className={styles.text}>
                <code>{address}</code>
              </p>
              <Button onClick={() => void copy()}>{t("feed.copy")}</Button>
            </div>
          )}
          <p>{since === null ? t("feed.none") : t("feed.since", { at: shortInstant(since) })}</p>
          <div className="row">
            <Button isBusy={renew.isBusy} onClick={() => void make()}>
              {since === null ? t("feed.make") : t("feed.renew")}
            </Button>
            {since !== null && (
              <Button isBusy={revoke.isBusy} onClick={() => void withdraw()}>
                {t("feed.revoke")}
              </Button>
            )}
          </div>
          {since !== null && <p className="small muted">{t("feed.renew.help")}</p>}
        </div>
      </Card>
    </Section>
  );
}
