import { type FragmentType, graphql, useFragment } from "../../../gql";
import { CalendarAddress } from "./CalendarAddress";
import { NotificationSettings } from "./NotificationSettings";

const reminders = graphql(`
  fragment ReminderSettings_viewer on Viewer {
    calendarFeed { createdAt }
    ...NotificationSettings_viewer
  }
`);

type Props = { viewer: FragmentType<typeof reminders>; onChanged: () => void };

/** The part of one's account about being told: channels, rhythm, and the calendar for other programs. */
export function ReminderSettings({ viewer, onChanged }: Props) {
  const data = useFragment(reminders, viewer);
  return (
    <>
      <NotificationSettings viewer={data} onChanged={onChanged} />
      <CalendarAddress tenantId={null} since={data.calendarFeed?.createdAt ?? null} onChanged={onChanged} />
    </>
  );
}
