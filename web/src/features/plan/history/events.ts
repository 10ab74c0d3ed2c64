/** The kinds of events that happen to plans and actions. */
const kinds = [
  "plan_created",
  "plan_updated",
  "plan_submitted",
  "plan_approved",
  "plan_returned",
  "plan_revised",
  "plan_released",
  "plan_consulted",
  "plan_closed",
  "plan_cancelled",
  "plan_action_created",
  "plan_action_updated",
  "plan_action_moved",
  "plan_action_deleted",
  "plan_action_checked",
  "plan_action_measured",
  "plan_action_comment_created",
  "plan_action_comment_updated",
  "plan_action_comment_deleted",
  "plan_action_comments_read",
  "plan_action_watched",
  "plan_action_unwatched",
  "evidence_created",
  "evidence_updated",
  "evidence_removed",
  "evidence_restored",
  "evidence_linked",
  "evidence_unlinked",
  "evidence_file_added",
  "evidence_file_removed",
  "evidence_file_restored",
] as const;

/** A kind that is newer than this page is a change. */
export function knownKind(kind: string): (typeof kinds)[number] {
  return kinds.find((one) => one === kind) ?? "plan_action_updated";
}
