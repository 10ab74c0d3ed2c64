/** The same module of another institution, without the object that only this one has. */
export function sameModule(path: string, slug: string): string {
  const [, area, , module, page] = path.split("/");
  if (area !== "i" || module === undefined || module === "") return `/i/${slug}`;
  // Actions have no list of their own: they stand in the plans.
  if (module === "actions") return `/i/${slug}/plans`;
  return module === "admin" && page !== undefined ? `/i/${slug}/admin/${page}` : `/i/${slug}/${module}`;
}
