/** The running product that the journeys visit: where it is, who is in its demonstration. */

/** Where the product answers. */
export const address = needed("CALITAS_URL").replace(/\/$/, "");
/** The browser to use; without it the one that Playwright downloaded. */
export const browser = process.env.CALITAS_CHROMIUM;
/** The program itself, for journeys that start servers of their own. */
export const binary = process.env.CALITAS_BIN;

/** The password of everybody in the demonstration. */
export const password = "Demonstratie-Calitas-2026";

/** People of the demonstration, by what they are in Sector 6. */
export const people = {
  quality: "calitate@ps6.example",
  head: "primar@ps6.example",
  secretariat: "secretariat@ps6.example",
  unitHead: "sef.juridic@ps6.example",
  specialist: "consilier.juridic@ps6.example",
  administrator: "administrator@ps6.example",
  oversight: "cabinet@ps6.example",
  guest: "invitat@ps6.example",
} as const;

/** Something that stands nowhere else, so that a journey can run again on the same data. */
export function unique(): string {
  return `${Date.now().toString(36)}${Math.floor(Math.random() * 1296).toString(36)}`;
}

function needed(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`${name} says where Calitas runs; it is not set`);
  return value;
}
