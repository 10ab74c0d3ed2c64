import { type FragmentType, graphql } from "../../../gql";
import type { AreaFragment } from "../../../gql/graphql";

export const area = graphql(`
  fragment Area on CafFinding {
    id
    version
    text
    impact
    effort
    priority
    subcriterion { code titleRo titleEn }
    planAction { id code title }
  }
`);

/** An area for improvement with its weights and the action it went into. */
export type Area = AreaFragment;
export type AreaRef = FragmentType<typeof area>;
