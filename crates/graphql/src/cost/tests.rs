use super::*;
use async_graphql::{parser::parse_query, value};

const SDL: &str = r#"
interface Node { id: ID! }
type PageInfo { hasNextPage: Boolean! }
type Unit implements Node { id: ID! name: String! }
type Action implements Node { id: ID! unit: Unit checks: [Check!]! tags: [String!]! }
type Check { title: String! }
type ActionEdge { node: Action! cursor: String! }
type ActionConnection { edges: [ActionEdge!]! nodes: [Action!]! pageInfo: PageInfo! totalCount: Int! }
type Plan implements Node { id: ID! actions(first: Int, after: String, last: Int): ActionConnection! }
type Query { plan: Plan todos(first: Int! = 20): [Plan!]! node(id: ID!): Node nodes(ids: [ID!]!): [Node]! }
type Mutation { close: Plan! }
schema { query: Query mutation: Mutation }
"#;

fn cost(document: &str, variables: Value) -> Result<u64, Reason> {
    let document = parse_query(document).unwrap();
    let (_, operation) = document.operations.iter().next().unwrap();
    let table = CostTable::new(SDL).unwrap();
    table.of(&document, &operation.node, &Variables::from_value(variables)).map_err(|refusal| refusal.reason)
}

fn plain(document: &str) -> Result<u64, Reason> {
    cost(document, value!({}))
}

#[test]
fn a_page_multiplies_what_is_asked_of_each_item() {
    assert_eq!(plain("{ plan { id } }"), Ok(1));
    assert_eq!(plain("{ plan { actions(first: 10) { nodes { id unit { name } } } } }"), Ok(1 + 10 * 2));
    assert_eq!(plain("{ plan { actions(last: 10) { edges { cursor node { id } } } } }"), Ok(1 + 10));
    assert_eq!(plain("{ plan { actions { totalCount pageInfo { hasNextPage } } } }"), Ok(1));
    assert_eq!(plain("{ plan { actions { nodes { id } } } }"), Ok(1 + 50));
    assert_eq!(plain("{ todos { id } }"), Ok(20));
}

#[test]
fn lists_of_unknown_length_count_as_ten_and_lists_of_texts_are_free() {
    assert_eq!(
        plain("{ plan { actions(first: 2) { nodes { checks { title } tags } } } }"),
        Ok(1 + 2 * (1 + 10))
    );
}

#[test]
fn variables_and_their_defaults_are_followed() {
    let document = "query Q($n: Int = 7) { plan { actions(first: $n) { nodes { id } } } }";
    assert_eq!(cost(document, value!({})), Ok(8));
    assert_eq!(cost(document, value!({"n": 3})), Ok(4));
    assert_eq!(cost(document, value!({"n": 101})), Err(Reason::PageSize));
}

#[test]
fn pages_outside_the_range_are_refused() {
    for size in ["0", "-1", "101", "2147483647", "99999999999999999999"] {
        assert_eq!(
            plain(&format!("{{ plan {{ actions(first: {size}) {{ totalCount }} }} }}")),
            Err(Reason::PageSize)
        );
        assert_eq!(
            plain(&format!("{{ plan {{ actions(last: {size}) {{ totalCount }} }} }}")),
            Err(Reason::PageSize)
        );
    }
}

#[test]
fn ids_count_as_many_as_they_are() {
    assert_eq!(plain(r#"{ nodes(ids: ["a", "b", "c"]) { id } }"#), Ok(3));
    let many = Value::List(vec![Value::from("a"); 101]);
    assert_eq!(
        cost("query Q($ids: [ID!]!) { nodes(ids: $ids) { id } }", value!({"ids": many})),
        Err(Reason::PageSize)
    );
}

#[test]
fn of_the_branches_of_an_interface_the_dearest_counts() {
    let document = "{ node(id: 1) { id ... on Plan { actions(first: 5) { nodes { id } } } ... on Action { unit { id } } ...U } } fragment U on Unit { name }";
    assert_eq!(plain(document), Ok(1 + 5));
}

#[test]
fn a_field_in_two_fragments_counts_twice() {
    assert_eq!(plain("{ plan { id } ...F } fragment F on Query { plan { id } }"), Ok(2));
}

#[test]
fn left_out_selections_are_free() {
    let document =
        "query Q($deep: Boolean!) { plan { actions(first: 9) @include(if: $deep) { nodes { id } } } }";
    assert_eq!(cost(document, value!({"deep": false})), Ok(1));
    assert_eq!(cost(document, value!({"deep": true})), Ok(10));
    assert_eq!(plain("{ plan @skip(if: true) { id } }"), Ok(0));
}

#[test]
fn too_many_objects_are_refused_without_overflow() {
    let nested = "{ todos(first: 100) { actions(first: 100) { nodes { checks { title } } } } }";
    assert_eq!(plain(nested), Err(Reason::Nodes));
    let schemas = "{ a: __schema { x } b: __schema { x } c: __schema { x } d: __schema { x } e: __type(name: \"A\") { x } }";
    assert_eq!(plain(schemas), Err(Reason::Nodes));
}

#[test]
fn unknown_fields_are_left_to_validation() {
    assert_eq!(plain("{ nothing { at { all } } }"), Ok(0));
}
