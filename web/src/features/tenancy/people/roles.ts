import type { Role } from "../../../gql/graphql";

/** Every role, in the order people read them. */
export const roles = [
  "INSTITUTION_ADMIN",
  "HEAD_OF_INSTITUTION",
  "QUALITY_MANAGER",
  "CONTROL_SECRETARIAT",
  "HEAD_OF_UNIT",
  "SPECIALIST",
  "READER",
  "GUEST",
  "OVERSIGHT",
] as const satisfies readonly Role[];

/** A role of the product by its code, or one of the institution as `CUSTOM/<id>`. */
export type RoleChoice = Exclude<Role, "CUSTOM"> | `CUSTOM/${string}`;

export type RoleGrant = { role: RoleChoice | ""; unitId: string | null };

type Given = { role: Role; customRole: { id: string; name: string } | null; unit: { id: string } | null };
type Described = { role: string; permissions: readonly { permission: string; sentence: string }[] };

/** What was given, as the form chooses it. */
export function grantOf({ role, customRole, unit }: Given): RoleGrant {
  const choice = role === "CUSTOM" ? (`CUSTOM/${customRole?.id ?? ""}` as const) : role;
  return { role: choice, unitId: unit?.id ?? null };
}

/** A choice of the form, as the API takes it. */
export function roleInputOf(choice: RoleChoice): { role: Role; customRoleId: string | null } {
  if (!choice.startsWith("CUSTOM/")) return { role: choice as Role, customRoleId: null };
  return { role: "CUSTOM", customRoleId: choice.slice("CUSTOM/".length) };
}

/** What a change of roles gives and takes, in the sentences of the permissions. */
export function differenceOf(
  before: RoleGrant[],
  after: RoleGrant[],
  described: Described[],
): { gains: string[]; loses: string[] } {
  const had = permissionsOf(before, described);
  const has = permissionsOf(after, described);
  return {
    gains: [...has].filter(([permission]) => !had.has(permission)).map(([, sentence]) => sentence),
    loses: [...had].filter(([permission]) => !has.has(permission)).map(([, sentence]) => sentence),
  };
}

function permissionsOf(grants: RoleGrant[], described: Described[]): Map<string, string> {
  const given = new Set(grants.map(({ role }) => role));
  const permissions = described
    .filter(({ role }) => given.has(role as RoleChoice))
    .flatMap((one) => one.permissions);
  return new Map(permissions.map(({ permission, sentence }) => [permission, sentence]));
}
