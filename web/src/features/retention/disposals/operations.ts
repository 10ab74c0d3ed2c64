/** What is done with a selection. Each answer brings the selection and the lists that change with it. */
import { graphql } from "../../../gql";

export const SubmitDisposal = graphql(`
  mutation SubmitDisposal($input: SubmitDisposalInput!) {
    submitDisposal(input: $input) { disposal { id ...DisposalAll } }
  }
`);

export const ApproveDisposal = graphql(`
  mutation ApproveDisposal($input: ApproveDisposalInput!) {
    approveDisposal(input: $input) { disposal { id ...DisposalAll } }
  }
`);

export const ReturnDisposal = graphql(`
  mutation ReturnDisposal($input: ReturnDisposalInput!) {
    returnDisposal(input: $input) { disposal { id ...DisposalAll } }
  }
`);

export const CarryOutDisposal = graphql(`
  mutation CarryOutDisposal($input: CarryOutDisposalInput!) {
    carryOutDisposal(input: $input) { disposal { id ...DisposalAll } }
  }
`);

export const CancelDisposal = graphql(`
  mutation CancelDisposal($input: CancelDisposalInput!) {
    cancelDisposal(input: $input) { disposal { id ...DisposalAll } tenant { id ...DueDocuments_tenant } }
  }
`);

export const DecideDocuments = graphql(`
  mutation DecideDisposalDocuments($input: DecideDisposalDocumentsInput!) {
    decideDisposalDocuments(input: $input) { disposal { id ...DisposalAll } }
  }
`);

export const SetDocuments = graphql(`
  mutation SetDisposalDocuments($input: SetDisposalDocumentsInput!) {
    setDisposalDocuments(input: $input) { disposal { id ...DisposalAll } tenant { id ...DueDocuments_tenant } }
  }
`);

export const UpdateDisposal = graphql(`
  mutation UpdateDisposal($input: UpdateDisposalInput!) {
    updateDisposal(input: $input) { disposal { id ...DisposalAll } }
  }
`);

/** Everything its page shows. */
export const all = graphql(`
  fragment DisposalAll on Disposal {
    id
    title
    status
    remark
    hash
    approvedAt
    doneAt
    createdBy { id displayName }
    submittedBy { id displayName }
    approvedBy { id displayName }
    ...DisposalActs_disposal
    ...DisposalDocuments_disposal
    ...PapersForm_disposal
  }
`);
