import { graphql } from "../../../gql";

/** A document in a list of selection. */
export const documentRow = graphql(`
  fragment DocumentRow on Evidence {
    id
    title
    effectiveOn
    createdAt
    keptUntil
    disposalVerdict
    disposedAt
    removedAt
    retentionClass { id code name rule years }
    files { id name sha256 }
  }
`);
