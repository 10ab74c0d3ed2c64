import { graphql } from "../../gql";

export const ImportFormDocument = graphql(`
  query ImportForm($kind: ImportKind!, $headings: [String!]) {
    importForm(kind: $kind, headings: $headings) {
      columns { column label isRequired }
      matches { index column }
    }
  }
`);

export const CheckImportDocument = graphql(`
  mutation CheckImport($input: CheckImportInput!) {
    checkImport(input: $input) { rowCount problems { line column message } }
  }
`);

export const ApplyImportDocument = graphql(`
  mutation ApplyImport($input: ApplyImportInput!) {
    applyImport(input: $input) {
      importedCount
      tenant { id units { id } }
      plan { id statusCounts { status count } }
    }
  }
`);

export const ImportPlansDocument = graphql(`
  query ImportPlans($tenantId: ID!) {
    plans(tenantId: $tenantId, first: 100) {
      nodes { id code title viewerCan { addAction { allowed reason } } }
    }
  }
`);
