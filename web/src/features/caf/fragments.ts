/** What the pages of an assessment need: read with the page, after each act and with each live event. */
import { graphql } from "../../gql";
import type {
  CafDetail_AssessmentFragment,
  CafPageQuery,
  CafRow_AssessmentFragment,
} from "../../gql/graphql";

export const cafRow = graphql(`
  fragment CafRow_assessment on CafAssessment {
    id
    year
    title
    status
    method
    dueOn
    memberCount
    submittedCount
    agreedCount
    coordinator { id displayName }
    steps { id ordinal state }
    results { total { display } }
  }
`);

export const cafDetail = graphql(`
  fragment CafDetail_assessment on CafAssessment {
    id
    version
    year
    title
    note
    method
    disclosure
    dueOn
    status
    scoringAt
    consensusAt
    missingReason
    concludedAt
    cancelReason
    memberCount
    submittedCount
    agreedCount
    units { id nameRo nameEn }
    coordinator { id displayName }
    mine { id submittedAt completeCount }
    steps {
      id
      version
      ordinal
      state
      isDerived
      dueOn
      doneOn
      note
      responsible { id displayName }
    }
    members { id ...CafMember_member }
    viewerCan {
      update { allowed reason }
      updateSteps { allowed reason }
      addMember { allowed }
      startScoring { allowed reason }
      openConsensus { allowed reason }
      score { allowed reason }
      submit { allowed reason }
      takeBack { allowed reason }
      facilitate { allowed }
      reopen { allowed }
      cancel { allowed }
    }
  }
`);

export const cafMember = graphql(`
  fragment CafMember_member on CafMember {
    id
    version
    role
    submittedAt
    person { id displayName expiresOn roles { role } unit { id nameRo nameEn } }
    viewerCan { update { allowed } remove { allowed } }
  }
`);

export type Row = CafRow_AssessmentFragment;
export type Assessment = CafDetail_AssessmentFragment;
export type Step = Assessment["steps"][number];
export type Model = CafPageQuery["cafModel"];
