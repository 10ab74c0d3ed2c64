import type { FeatureRoutes, Parents } from "../../lib/routing/feature";
import "./texts";

/** Institutions: overview, people, units, roles; the municipality's scorecard. */
export function tenancyRoutes(_parents: Parents): FeatureRoutes {
  return {};
}
