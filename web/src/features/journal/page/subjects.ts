/** Kinds of things that have a journal, in the order of the filter. */
export const subjectKinds = [
  "plan",
  "plan_action",
  "unit",
  "membership",
  "invitation",
  "custom_role",
  "retention_class",
  "disposal",
  "control_campaign",
  "control_questionnaire",
  "control_answer",
  "risk",
  "risk_alert",
  "saved_view",
  "tenant",
] as const;
