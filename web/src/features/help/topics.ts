import type ro from "./locales/ro.json";

type TopicOf<Key> = Key extends `topic.${infer Topic}.title` ? Topic : never;

/** A text of help: a page, or pages that do one job together. */
export type Topic = TopicOf<keyof typeof ro>;

/** What is explained, in the order of the list of all help. */
export const topics: readonly Topic[] = [
  "pages",
  "todo",
  "notifications",
  "calendar",
  "search",
  "overview",
  "plans",
  "plan",
  "actions",
  "action",
  "control",
  "controlQuestionnaire",
  "controlSynthesis",
  "controlObjectives",
  "controlInventories",
  "controlCommission",
  "people",
  "units",
  "roles",
  "policies",
  "reminders",
  "retention",
  "disposals",
  "journal",
  "institution",
  "institutions",
  "imports",
  "scorecard",
  "overseen",
  "me",
  "door",
];

/** The topic of each address of the router; a page that is missing here has the help on Calitas as a whole. */
const ofRoute: Record<string, Topic> = {
  "/": "todo",
  "/me": "me",
  "/notifications": "notifications",
  "/calendar": "calendar",
  "/search": "search",
  "/sign-in": "door",
  "/reset": "door",
  "/reset/$token": "door",
  "/invite/$token": "door",
  "/accessibility": "pages",
  "/help": "pages",
  "/help/$topic": "pages",
  "/i/$t": "overview",
  "/i/$t/plans": "plans",
  "/i/$t/plans/$id": "plan",
  "/i/$t/actions": "actions",
  "/i/$t/actions/$id": "action",
  "/i/$t/control": "control",
  "/i/$t/control/$year/questionnaires/$id": "controlQuestionnaire",
  "/i/$t/control/$year/synthesis": "controlSynthesis",
  "/i/$t/control/objectives": "controlObjectives",
  "/i/$t/control/inventories/procedures": "controlInventories",
  "/i/$t/control/inventories/functions": "controlInventories",
  "/i/$t/control/inventories/delegations": "controlInventories",
  "/i/$t/control/commission": "controlCommission",
  "/i/$t/control/commission/$id": "controlCommission",
  "/i/$t/admin/people": "people",
  "/i/$t/admin/units": "units",
  "/i/$t/admin/roles": "roles",
  "/i/$t/admin/policies": "policies",
  "/i/$t/admin/institutions": "institutions",
  "/i/$t/admin/institution": "institution",
  "/i/$t/admin/reminders": "reminders",
  "/i/$t/admin/retention": "retention",
  "/i/$t/admin/disposals": "disposals",
  "/i/$t/admin/disposals/$id": "disposals",
  "/i/$t/admin/journal": "journal",
  "/i/$t/admin/imports": "imports",
  "/m/$m/plans/$id": "overseen",
  "/m/$m/scorecard": "scorecard",
};

export function topicOf(route: string): Topic {
  return ofRoute[route === "/" ? route : route.replace(/\/$/, "")] ?? "pages";
}
