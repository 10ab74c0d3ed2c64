import { describe, expect, it } from "vitest";
import { contrast } from "./contrast";
import { palette, type Role, type Scheme } from "./palette";

const grounds: Role[] = ["page", "surface", "sunken", "selected", "municipality-page"];
const schemes: Scheme[] = ["light", "dark"];

/** Text on grounds, then pairs, with the least ratio the design allows (4.5 for text, 3 for edges and focus). */
const onEveryGround: [Role, number][] = [
  ["text", 10],
  ["muted", 6],
  ["action", 5.8],
  ["action-hover", 7],
  ["failure", 6],
  ["edge", 3.6],
];
const pairs: [Role, Role, number][] = [
  ["on-action", "action", 7],
  ["on-action", "action-hover", 9],
  ["on-municipality", "municipality", 8],
  ["chip-neutral", "chip-neutral-ground", 7],
  ["chip-info", "chip-info-ground", 7],
  ["chip-ok", "chip-ok-ground", 7],
  ["chip-warn", "chip-warn-ground", 7],
  ["chip-bad", "chip-bad-ground", 7],
  ["focus-inner", "focus-outer", 12],
  ["series-1", "surface", 3],
  ["series-2", "surface", 3],
  ["series-3", "surface", 3],
  ["series-4", "surface", 3],
  ["on-heat-1", "heat-1", 4.5],
  ["on-heat-2", "heat-2", 4.5],
  ["on-heat-3", "heat-3", 4.5],
  ["on-heat-4", "heat-4", 4.5],
  ["on-heat-5", "heat-5", 4.5],
  ["on-heat-6", "heat-6", 4.5],
  ["on-risk-low", "risk-low", 4.5],
  ["on-risk-medium", "risk-medium", 4.5],
  ["on-risk-high", "risk-high", 4.5],
];

describe.each(schemes)("the %s palette", (scheme) => {
  const colours = palette[scheme];

  it.each(onEveryGround)("%s has at least %f to one on every ground", (role, least) => {
    for (const ground of grounds) {
      expect(contrast(colours[role], colours[ground]), `${role} on ${ground}`).toBeGreaterThanOrEqual(least);
    }
  });

  it.each(pairs)("%s on %s has at least %f to one", (front, back, least) => {
    expect(contrast(colours[front], colours[back])).toBeGreaterThanOrEqual(least);
  });

  it("keeps one focus ring visible on any ground", () => {
    for (const ground of Object.values(colours)) {
      const best = Math.max(
        contrast(colours["focus-inner"], ground),
        contrast(colours["focus-outer"], ground),
      );
      expect(best, ground).toBeGreaterThanOrEqual(3);
    }
  });
});
