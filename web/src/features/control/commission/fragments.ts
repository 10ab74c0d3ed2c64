import { graphql } from "../../../gql";

export const commissionDetail = graphql(`
  fragment CommissionDetail on Commission {
    id
    version
    decisionNumber
    decisionOn
    members {
      id
      version
      role
      validFrom
      validUntil
      member { id displayName unit { id nameRo nameEn } }
    }
  }
`);

export const meetingRow = graphql(`
  fragment MeetingRow on CommissionMeeting {
    id
    number
    state
    heldOn
    place
    attendance { status }
    decisions { id }
  }
`);

export const meetingDetail = graphql(`
  fragment MeetingDetail on CommissionMeeting {
    id
    version
    number
    state
    heldOn
    place
    agenda
    minutes
    cancelReason
    attendance { status member { id role member { id displayName unit { id nameRo nameEn } } } }
    decisions {
      id
      code
      text
      dueOn
      version
      responsible { id displayName }
      viewerCan { update { allowed reason } }
      actions { id code title status }
    }
    viewerCan {
      update { allowed reason }
      hold { allowed }
      cancel { allowed }
      record { allowed }
      attachEvidence { allowed reason }
    }
  }
`);
