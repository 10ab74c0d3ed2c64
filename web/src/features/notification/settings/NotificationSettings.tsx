import { type FragmentType, graphql, useFragment } from "../../../gql";
import type { DigestRhythm, NotificationChannel, NotificationKind } from "../../../gql/graphql";
import { announce } from "../../../lib/announce";
import { askAgain } from "../../../lib/api/askAgain";
import { useMutation } from "../../../lib/api/useMutation";
import { useI18n } from "../../../lib/i18n";
import { Form } from "../../../ui/form/Form";
import { CheckboxField, RadioField, TextField } from "../../../ui/form/fields";
import { useForm } from "../../../ui/form/useForm";
import { Card, Section } from "../../../ui/layout/Section";
import { kinds } from "../kinds";
import { ChannelTable } from "./ChannelTable";
import { daysText, readDays } from "./days";

const settings = graphql(`
  fragment NotificationSettings_viewer on Viewer {
    notificationSettings { choices { kind channel } rhythm isQuietOnFreeDays dueSoonDays version }
  }
`);

const SettingsAgain = graphql(
  `query NotificationSettingsAgain { viewer { ...NotificationSettings_viewer } }`,
);

const Update = graphql(`
  mutation UpdateNotificationSettings($input: UpdateNotificationSettingsInput!) {
    updateNotificationSettings(input: $input) { notificationSettings { version } }
  }
`);

type Values = {
  channels: Record<NotificationKind, NotificationChannel>;
  rhythm: DigestRhythm;
  isQuietOnFreeDays: boolean;
  dueSoonDays: string;
};

type Props = { viewer: FragmentType<typeof settings>; onChanged: () => void };

/** How I want to be told: by kind of thing, at once or gathered. */
export function NotificationSettings({ viewer, onChanged }: Props) {
  const { t } = useI18n("notification");
  const { notificationSettings: now } = useFragment(settings, viewer);
  const update = useMutation(Update);
  const form = useForm<Values>({
    initial: {
      channels: Object.fromEntries(
        now.choices.map(({ kind, channel }) => [kind, channel]),
      ) as Values["channels"],
      rhythm: now.rhythm,
      isQuietOnFreeDays: now.isQuietOnFreeDays,
      dueSoonDays: daysText(now.dueSoonDays),
    },
    thing: { version: now.version, again: () => askAgain(SettingsAgain, {}) },
    draft: { key: "notification/settings", label: t("settings.title") },
    check: ({ dueSoonDays }) =>
      readDays(dueSoonDays) === undefined ? [{ path: "dueSoonDays", message: t("days.needed") }] : [],
    send: async ({ channels, rhythm, isQuietOnFreeDays, dueSoonDays }, expectedVersion) => {
      const { error } = await update.run({
        expectedVersion,
        choices: kinds.map((kind) => ({ kind, channel: channels[kind] })),
        rhythm,
        isQuietOnFreeDays,
        dueSoonDays: readDays(dueSoonDays) ?? [],
      });
      if (error !== null) return error;
      announce(t("settings.saved"));
      onChanged();
      return null;
    },
  });

  return (
    <Section title={t("settings.title")} note={t("settings.note")} part="notifications">
      <Card>
        <Form form={form} submitLabel={t("settings.save")}>
          <ChannelTable />
          <RadioField
            name="rhythm"
            label={t("settings.rhythm")}
            options={[
              { value: "DAILY", label: t("settings.rhythm.DAILY") },
              { value: "WEEKLY", label: t("settings.rhythm.WEEKLY") },
            ]}
          />
          <CheckboxField
            name="isQuietOnFreeDays"
            label={t("settings.quiet")}
            help={t("settings.quiet.help")}
          />
          <TextField name="dueSoonDays" label={t("settings.days")} help={t("settings.days.help")} optional />
        </Form>
      </Card>
    </Section>
  );
}
