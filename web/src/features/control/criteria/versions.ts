/** The versions of the list of criteria, from the self-assessments that use them. */
type Template = { id: string; number: number };

/** Each version once, the newest first, with the years that were asked by it. */
export function versionsOf<One extends Template>(
  campaigns: { year: number; template: One }[],
): (One & { years: number[] })[] {
  const byId = new Map<string, One & { years: number[] }>();
  for (const { year, template } of campaigns.toSorted((one, other) => one.year - other.year)) {
    const known = byId.get(template.id);
    if (known === undefined) byId.set(template.id, { ...template, years: [year] });
    else known.years.push(year);
  }
  return [...byId.values()].sort((one, other) => other.number - one.number);
}
