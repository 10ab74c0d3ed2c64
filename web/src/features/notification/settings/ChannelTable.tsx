import { Radio } from "@mantine/core";
import { useId } from "react";
import { useController } from "react-hook-form";
import type { NotificationChannel, NotificationKind } from "../../../gql/graphql";
import { useI18n } from "../../../lib/i18n";
import { FieldClash } from "../../../ui/form/FieldClash";
import { kinds } from "../kinds";
import styles from "./ChannelTable.module.css";

const channels = ["OFF", "IN_APP", "DIGEST", "MAIL"] as const satisfies readonly NotificationChannel[];

/** A table with a choice in each row: what on the left, where on top; on a phone the choices stand below each other. */
export function ChannelTable() {
  const { t } = useI18n("notification");
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{t("settings.channels")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("settings.kind")}</th>
          {channels.map((channel) => (
            <th key={channel} scope="col">
              {t(`channel.${channel}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {kinds.map((kind) => (
          <Choice key={kind} kind={kind} />
        ))}
      </tbody>
    </table>
  );
}

function Choice({ kind }: { kind: NotificationKind }) {
  const { t } = useI18n("notification");
  const { field } = useController({ name: `channels.${kind}` });
  const id = useId();
  return (
    <tr>
      <th scope="row">
        {t(`kind.${kind}`)}
        <span className="small muted">{t(`kind.${kind}.help`)}</span>
        <FieldClash
          name={`channels.${kind}`}
          label={t(`kind.${kind}`)}
          show={(value) => t(`channel.${value as NotificationChannel}`)}
        />
      </th>
      {channels.map((channel, at) => (
        <td key={channel}>
          <label className={styles.choice} htmlFor={`${id}${channel}`}>
            <Radio
              id={`${id}${channel}`}
              ref={at === 0 ? field.ref : undefined}
              name={`channels.${kind}`}
              value={channel}
              checked={field.value === channel}
              onChange={() => field.onChange(channel)}
              onBlur={field.onBlur}
              aria-label={t("settings.choice", { kind: t(`kind.${kind}`), channel: t(`channel.${channel}`) })}
            />
            <span className={styles.word}>{t(`channel.${channel}`)}</span>
          </label>
        </td>
      ))}
    </tr>
  );
}
