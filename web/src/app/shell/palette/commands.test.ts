import { describe, expect, it } from "vitest";
import type { Membership, Viewer } from "../../../lib/viewer";
import type { ShellPlace } from "../Shell";
import { commandsFor } from "./commands";

const says = (key: string) => key;
const t = { app: says, plan: says, tenancy: says } as Parameters<typeof commandsFor>[1];
const acts = { openHelp: () => {}, openKeys: () => {} };

/** A place in an institution with these rights. */
function membership(slug: string, allowed: string[], role = "SPECIALIST"): Membership {
  const rights = ["update", "createUnit", "invite", "readMembers", "readPlans", "createPlan"].concat(
    "manageMunicipality",
    "readJournal",
    "manageRetention",
    "readControl",
    "manageControl",
    "manageObjectives",
    "manageCommission",
    "readRisks",
    "writeRisks",
    "raiseRiskAlert",
    "centraliseControl",
    "readCaf",
    "manageCaf",
  );
  return {
    isActive: true,
    displayName: "Consilier",
    roles: [{ role }],
    tenant: {
      id: slug,
      slug,
      shortName: slug.toUpperCase(),
      nameRo: slug,
      nameEn: slug,
      viewerCan: Object.fromEntries(rights.map((right) => [right, { allowed: allowed.includes(right) }])),
    },
  } as unknown as Membership;
}

function idsFor(memberships: Membership[], path = "/"): string[] {
  const viewer = { memberships, municipalities: [], todoCount: 0 } as unknown as Viewer;
  const place = { membership: memberships[0], municipality: undefined } as unknown as ShellPlace;
  return commandsFor({ viewer, place, path, visits: [] }, t, acts).map(({ id }) => id);
}

describe("the commands of the palette", () => {
  it("are as many as the person's rights, and no more", () => {
    const few = idsFor([membership("ps6", ["readPlans"])]);
    expect(few).toContain("page /i/ps6/plans");
    expect(few.filter((id) => /admin|new=|edit=/.test(id))).toEqual([]);
    const many = idsFor([membership("ps6", ["readPlans", "createPlan", "invite", "readJournal"])]);
    expect(many).toContain("act /i/ps6/plans?new=plan");
    expect(many).toContain("act /i/ps6/admin/people?edit=new");
    expect(many).toContain("page journal");
    expect(many).not.toContain("act /i/ps6/admin/units?edit=new");
    expect(many).not.toContain("page institutions");
    expect(many).not.toContain("page /i/ps6/control");
    const secretariat = idsFor([membership("ps6", ["readControl", "manageControl"])]);
    expect(secretariat).toContain("page /i/ps6/control");
    expect(secretariat).toContain("act /i/ps6/control?new=campaign");
    const employee = idsFor([membership("ps6", ["readRisks", "raiseRiskAlert"])]);
    expect(employee).toContain("page /i/ps6/risks");
    expect(employee).toContain("act /i/ps6/risks/alerts/new");
    expect(employee).not.toContain("page /i/ps6/risks/alerts/new");
    expect(employee).not.toContain("act /i/ps6/risks?new=risk");
    expect(idsFor([membership("ps6", ["writeRisks"])])).toContain("act /i/ps6/risks?new=risk");
    expect(secretariat).toContain("page /i/ps6/control/latest/report");
    expect(idsFor([membership("ps6", ["readCaf"])])).toContain("page /i/ps6/caf");
    const manager = idsFor([membership("ps6", ["readCaf", "manageCaf"])]);
    expect(manager).toContain("act /i/ps6/caf?new=assessment");
    expect(secretariat).not.toContain("page /i/ps6/control/latest/subordinates");
  });

  it("leave a guest the personal pages only", () => {
    const ids = idsFor([membership("ps6", [], "GUEST")]);
    expect(ids).toEqual(["page /notifications", "page /me", "page /help", "act help", "act keys"]);
  });

  it("lead to the same module of another institution", () => {
    const viewer = [membership("ps6", []), membership("dgaspc6", [])];
    expect(idsFor(viewer)).toContain("place dgaspc6");
    expect(idsFor(viewer)).not.toContain("place ps6");
  });
});
