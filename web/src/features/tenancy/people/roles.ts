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

export type RoleGrant = { role: Role | ""; unitId: string | null };

type Described = { role: Role; permissions: { permission: string; sentence: string }[] };

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
  const permissions = described.filter(({ role }) => given.has(role)).flatMap((one) => one.permissions);
  return new Map(permissions.map(({ permission, sentence }) => [permission, sentence]));
}
