/** The codes of the API in the order people read them, for menus and histories. */
import type { TenantKind, UnitKind } from "../../gql/graphql";

export const unitKinds = [
  "DIRECTORATE",
  "SERVICE",
  "OFFICE",
  "COMPARTMENT",
  "INTERNAL_AUDIT",
] as const satisfies UnitKind[];

export const tenantKinds = [
  "GENERAL_DIRECTORATE",
  "DIRECTORATE",
  "ADMINISTRATION",
  "PUBLIC_SERVICE",
  "LOCAL_POLICE",
  "CULTURAL_INSTITUTION",
  "CITY_HALL",
] as const satisfies TenantKind[];
