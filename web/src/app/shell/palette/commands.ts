import { adminPages } from "../../../features/tenancy/adminPages";
import type { Say } from "../../../lib/i18n";
import type { Visit } from "../../../lib/recent";
import { localName, type Viewer } from "../../../lib/viewer";
import { railEntries } from "../rail";
import type { ShellPlace } from "../Shell";
import { sameModule } from "../sameModule";

export type Group = "recent" | "pages" | "acts" | "places" | "found";
export type Command = {
  id: string;
  group: Group;
  label: string;
  /** Where it is, or what it belongs to. */
  hint?: string | null;
} & ({ to: string } | { run: () => void });

type Here = { viewer: Viewer; place: ShellPlace; path: string; visits: Visit[] };
type Says = { app: Say<"app">; plan: Say<"plan">; tenancy: Say<"tenancy"> };
type Acts = { openHelp: () => void; openKeys: () => void };

/** What may be chosen without asking the server: as much as the menu offers this person, and no more. */
export function commandsFor({ viewer, place, path, visits }: Here, t: Says, acts: Acts): Command[] {
  const tenant = place.membership?.tenant;
  const entries = railEntries(viewer, place);
  const base = `/i/${tenant?.slug}`;
  const hint = tenant?.shortName ?? null;
  const commands: Command[] = visits.map(({ title, place: of, to }) => ({
    id: `recent ${to}`,
    group: "recent",
    label: title,
    hint: of,
    to,
  }));
  for (const { key, to, isAct } of entries) {
    if (isAct) continue;
    const isPersonal = key === "todo" || key === "calendar";
    commands.push({
      id: `page ${to}`,
      group: "pages",
      label: t.app(`rail.${key}`),
      hint: isPersonal || place.municipality ? null : hint,
      to,
    });
  }
  if (tenant?.viewerCan.readControl.allowed && entries.some(({ key }) => key === "control")) {
    for (const [page, label] of [
      ["criteria", t.app("palette.criteria")],
      ["deadlines", t.app("palette.deadlines")],
    ]) {
      const to = `${base}/control/${page}`;
      commands.push({ id: `page ${to}`, group: "pages", label: label ?? "", hint, to });
    }
  }
  if (tenant !== undefined && entries.some(({ key }) => key === "admin")) {
    for (const page of adminPages(tenant.viewerCan)) {
      commands.push({
        id: `page ${page}`,
        group: "pages",
        label: t.tenancy(`admin.${page}`),
        hint: `${t.app("palette.administration")}, ${hint}`,
        to: `${base}/admin/${page}`,
      });
    }
  }
  for (const [label, to] of [
    [t.app("bell.title"), "/notifications"],
    [t.app("account.me"), "/me"],
    [t.app("palette.helpList"), "/help"],
  ] as const) {
    commands.push({ id: `page ${to}`, group: "pages", label, to });
  }
  if (tenant !== undefined) {
    const { createPlan, readControl, manageControl, centraliseControl, raiseRiskAlert, writeRisks } =
      tenant.viewerCan;
    const { manageObjectives, manageCommission, manageCaf, invite, createUnit } = tenant.viewerCan;
    for (const [right, label, to] of [
      [readControl, t.app("palette.controlReport"), `${base}/control/latest/report`],
      [readControl, t.app("palette.controlForms"), `${base}/control/latest/forms`],
      [centraliseControl, t.app("palette.controlSubordinates"), `${base}/control/latest/subordinates`],
    ] as const) {
      if (right.allowed) commands.push({ id: `page ${to}`, group: "pages", label, hint, to });
    }
    for (const [right, label, to] of [
      [createPlan, t.plan("plan.new"), `${base}/plans?new=plan`],
      [manageControl, t.app("palette.openControl"), `${base}/control?new=campaign`],
      [manageObjectives, t.app("palette.addObjective"), `${base}/control/objectives?new=general`],
      [manageCommission, t.app("palette.conveneMeeting"), `${base}/control/commission?new=meeting`],
      [manageCaf, t.app("palette.beginCaf"), `${base}/caf?new=assessment`],
      [raiseRiskAlert, t.app("rail.raiseRisk"), `${base}/risks/alerts/new`],
      [writeRisks, t.app("palette.addRisk"), `${base}/risks?new=risk`],
      [invite, t.tenancy("people.invite"), `${base}/admin/people?edit=new`],
      [createUnit, t.tenancy("units.add"), `${base}/admin/units?edit=new`],
    ] as const) {
      if (right.allowed) commands.push({ id: `act ${to}`, group: "acts", label, hint, to });
    }
  }
  commands.push(
    { id: "act help", group: "acts", label: t.app("help.open"), hint: "F1", run: acts.openHelp },
    { id: "act keys", group: "acts", label: t.app("keys.title"), hint: "Ctrl /", run: acts.openKeys },
  );
  return [...commands, ...placesOf(viewer, place, path, t.app)];
}

/** The other institutions and municipalities, each opened in the module one is in. */
function placesOf(viewer: Viewer, place: ShellPlace, path: string, t: Say<"app">): Command[] {
  const memberships = viewer.memberships.filter(
    (one) => one.isActive && (one !== place.membership || place.municipality !== undefined),
  );
  const overviews = viewer.municipalities.filter(
    (one) => one.viewerCan.readReleased.allowed && one !== place.municipality,
  );
  return [
    ...memberships.map(({ tenant, displayName }) => ({
      id: `place ${tenant.id}`,
      group: "places" as const,
      label: `${tenant.shortName} ${localName(tenant)}`,
      hint: displayName,
      to: sameModule(path, tenant.slug),
    })),
    ...overviews.map((one) => ({
      id: `place ${one.id}`,
      group: "places" as const,
      label: localName(one),
      hint: t("place.municipality"),
      to: `/m/${one.slug}/scorecard`,
    })),
  ];
}
