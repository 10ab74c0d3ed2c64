/**
 * Query strings people can read and type: `?status=DONE&status=APPROVED&mine`. Every value is text; a name that stands
 * several times is a list, a name without a value is „1”.
 */
export function readSearch(text: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const given = value === "" ? "1" : value;
    const before = found[name];
    found[name] = before === undefined ? given : [...(Array.isArray(before) ? before : [before]), given];
  }
  return found;
}

export function writeSearch(search: Record<string, unknown>): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value === undefined || value === null) continue;
    for (const one of Array.isArray(value) ? value : [value]) parts.append(name, String(one));
  }
  const text = parts.toString();
  return text === "" ? "" : `?${text}`;
}
