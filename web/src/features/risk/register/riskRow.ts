/** What lists of risks say of each, now and at the end of an earlier day. */
import { graphql } from "../../../gql";
import type { RiskRow_RiskFragment, RiskState_StateFragment } from "../../../gql/graphql";

export const riskRow = graphql(`
  fragment RiskRow_risk on Risk {
    id
    code
    title
    causes
    scale
    inherent { probability impact exposure band }
    residual { probability impact exposure band }
    exposure
    band
    isAboveTolerance
    strategy
    lastReviewOn
    nextReviewOn
    remarks
    status
    unit { id nameRo nameEn }
    target { id kind code title }
    owner { id displayName }
  }
`);

export const riskState = graphql(`
  fragment RiskState_state on RiskState {
    riskId
    code
    title
    causes
    scale
    inherent { probability impact exposure band }
    residual { probability impact exposure band }
    exposure
    band
    isAboveTolerance
    strategy
    lastReviewOn
    nextReviewOn
    remarks
    unit { id nameRo nameEn }
    target { id kind code title }
    owner { id displayName }
  }
`);

/** A row of the register; at an earlier day the compartment may be one that has gone. */
export type Row = Omit<RiskRow_RiskFragment, "unit" | "__typename" | " $fragmentName"> & {
  unit: RiskRow_RiskFragment["unit"] | null;
};

export function rowOf({ riskId, ...state }: RiskState_StateFragment): Row {
  // What had been closed by then was not on the register.
  return { ...state, id: riskId, status: "OPEN" };
}

/** The rating that counts: what is left after measures, or the inherent one while nothing else is rated. */
export function ratingOf({ inherent, residual }: Pick<Row, "inherent" | "residual">) {
  return residual ?? inherent;
}
