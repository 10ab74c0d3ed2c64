import type { RailEntry } from "../../lib/routing/feature";
import type { Viewer } from "../../lib/viewer";
import {
  IconBuilding,
  IconCalendar,
  IconChartRadar,
  IconClipboardCheck,
  IconFlag,
  IconLayoutDashboard,
  IconListCheck,
  IconShieldExclamation,
  IconTarget,
  IconUsers,
} from "../../ui/icons";
import type { ShellPlace } from "./Shell";

/** The rail of the place one is in, at most seven entries. What one may not use is absent. */
export function railEntries(viewer: Viewer | null, { membership, municipality }: ShellPlace): RailEntry[] {
  if (viewer === null) return [];
  if (municipality !== undefined) {
    const base = `/m/${municipality.slug}`;
    return [
      { key: "scorecard", icon: IconLayoutDashboard, to: `${base}/scorecard` },
      { key: "caf", icon: IconChartRadar, to: `${base}/caf` },
    ];
  }
  const todo: RailEntry = { key: "todo", icon: IconListCheck, to: "/", count: viewer.todoCount };
  // A guest has no rail: the first page holds the granted objects, and there is nothing else.
  if (membership?.roles.every(({ role }) => role === "GUEST")) return [];
  const calendar: RailEntry = { key: "calendar", icon: IconCalendar, to: "/calendar" };
  if (membership === undefined) return [todo, calendar];
  const base = `/i/${membership.tenant.slug}`;
  const {
    update,
    createUnit,
    invite,
    readPlans,
    readControl,
    readRisks,
    readCaf,
    raiseRiskAlert,
    readJournal,
    manageRetention,
  } = membership.tenant.viewerCan;
  const canAdminister = [update, createUnit, invite, readJournal, manageRetention].some(
    ({ allowed }) => allowed,
  );
  return [
    todo,
    calendar,
    { key: "overview", icon: IconBuilding, to: base },
    ...(readPlans.allowed
      ? [{ key: "plans" as const, icon: IconTarget, to: `${base}/plans`, under: `${base}/plans` }]
      : []),
    ...(readControl.allowed
      ? [
          {
            key: "control" as const,
            icon: IconClipboardCheck,
            to: `${base}/control`,
            under: `${base}/control`,
          },
        ]
      : []),
    ...(readRisks.allowed
      ? [
          {
            key: "risks" as const,
            icon: IconShieldExclamation,
            to: `${base}/risks`,
            under: `${base}/risks`,
          },
        ]
      : []),
    ...(readCaf.allowed
      ? [{ key: "caf" as const, icon: IconChartRadar, to: `${base}/caf`, under: `${base}/caf` }]
      : []),
    ...(canAdminister
      ? [{ key: "admin" as const, icon: IconUsers, to: `${base}/admin/people`, under: `${base}/admin` }]
      : []),
    // Whatever else one may do, a risk can be reported from every page.
    ...(raiseRiskAlert.allowed
      ? [{ key: "raiseRisk" as const, icon: IconFlag, to: `${base}/risks/alerts/new`, isAct: true }]
      : []),
  ];
}
