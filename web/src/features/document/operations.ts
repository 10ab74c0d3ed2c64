/** What the panel asks of the server. Every answer that changes evidence brings the lists that show it. */
import { graphql } from "../../gql";

export const CreateEvidence = graphql(`
  mutation CreateEvidence($input: CreateEvidenceInput!) {
    createEvidence(input: $input) { evidence { id ...EvidenceItem_evidence } subjects { ...EvidenceLists_subject } }
  }
`);

export const UpdateEvidence = graphql(`
  mutation UpdateEvidence($input: UpdateEvidenceInput!) {
    updateEvidence(input: $input) { evidence { id ...EvidenceItem_evidence } }
  }
`);

export const EvidenceAgain = graphql(`
  query EvidenceAgain($id: ID!) { node(id: $id) { id ...EvidenceItem_evidence } }
`);

export const RemoveEvidence = graphql(`
  mutation RemoveEvidence($input: RemoveEvidenceInput!) {
    removeEvidence(input: $input) { removedEvidenceId subjects { ...EvidenceLists_subject } }
  }
`);

export const RestoreEvidence = graphql(`
  mutation RestoreEvidence($input: RestoreEvidenceInput!) {
    restoreEvidence(input: $input) { evidence { id ...EvidenceItem_evidence } subjects { ...EvidenceLists_subject } }
  }
`);

export const RemoveEvidenceFile = graphql(`
  mutation RemoveEvidenceFile($input: RemoveEvidenceFileInput!) {
    removeEvidenceFile(input: $input) { removedEvidenceFileId evidence { id ...EvidenceItem_evidence } }
  }
`);

export const RestoreEvidenceFile = graphql(`
  mutation RestoreEvidenceFile($input: RestoreEvidenceFileInput!) {
    restoreEvidenceFile(input: $input) { evidence { id ...EvidenceItem_evidence } }
  }
`);

export const StartUpload = graphql(`
  mutation StartUpload($input: StartUploadInput!) {
    startUpload(input: $input) { upload { id path chunkBytes receivedBytes } }
  }
`);

export const FinishUpload = graphql(`
  mutation FinishUpload($input: FinishUploadInput!) {
    finishUpload(input: $input) { evidence { id ...EvidenceItem_evidence } }
  }
`);

export const CancelUpload = graphql(`
  mutation CancelUpload($input: CancelUploadInput!) {
    cancelUpload(input: $input) { cancelledUploadId }
  }
`);

/** Addresses hold for a minute: asked when somebody wants the file, never kept. */
export const FilePaths = graphql(`
  query EvidenceFilePaths($id: ID!) {
    node(id: $id) { id ... on EvidenceFile { downloadPath previewPath } }
  }
`);

export const FileRules = graphql(`
  query FileRules { fileRules { maxBytes maxPerEvidence chunkBytes endings } }
`);

/** Which evidence there is; what it says is in the cache or comes beside it. */
export const lists = graphql(`
  fragment EvidenceLists_subject on EvidenceSubject {
    ... on Plan { id evidence(first: 100) { totalCount nodes { id } } }
    ... on PlanAction { id evidence(first: 100) { totalCount nodes { id } } }
    ... on CriterionAnswer { id evidence(first: 100) { totalCount nodes { id } } }
    ... on CommissionMeeting { id evidence(first: 100) { totalCount nodes { id } } }
  }
`);
