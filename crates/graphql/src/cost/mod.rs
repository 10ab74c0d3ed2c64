//! How many objects an operation could return, known before it runs: a page multiplies what is asked of each item.
//!
//! Counted the way the library works: a field selected in two fragments is resolved twice and counts twice; of the
//! branches of an interface only the dearest counts. Leaves and the wrappers of connections are free.

mod shape;

use crate::{
    guard::{Reason, Refusal},
    limits,
};
use async_graphql::{
    Name, Positioned, Value, Variables,
    parser::types::{
        Directive, ExecutableDocument, Field, FragmentDefinition, OperationDefinition, OperationType,
        Selection, SelectionSet,
    },
};
use shape::{FieldShape, Many, Shapes};
use std::{
    collections::{BTreeMap, HashMap},
    convert::Infallible,
};

/// Knows what every field of the schema multiplies.
#[derive(Debug)]
pub struct CostTable {
    shapes: Shapes,
}

impl CostTable {
    /// Reads the published schema. Fails when the text is not valid, which a test of the schema would show first.
    pub fn new(sdl: &str) -> Result<Self, async_graphql::parser::Error> {
        Ok(Self { shapes: Shapes::read(sdl)? })
    }

    /// The most objects the operation could return. Refuses pages outside [`limits::PAGE`] and sums above
    /// [`limits::NODES`]. Fragments must have been measured before: here they are simply followed.
    pub fn of(
        &self,
        document: &ExecutableDocument,
        operation: &OperationDefinition,
        variables: &Variables,
    ) -> Result<u64, Refusal> {
        let root = match operation.ty {
            OperationType::Query => &self.shapes.query,
            OperationType::Mutation => &self.shapes.mutation,
            OperationType::Subscription => &self.shapes.subscription,
        };
        let Some(root) = root else { return Ok(0) }; // validation names it
        let walk = Walk { shapes: &self.shapes, fragments: &document.fragments, operation, variables };
        let nodes = walk.set(root, &operation.selection_set.node)?.total();
        if nodes > limits::NODES { Err(Reason::Nodes.anywhere()) } else { Ok(nodes) }
    }
}

struct Walk<'a> {
    shapes: &'a Shapes,
    fragments: &'a HashMap<Name, Positioned<FragmentDefinition>>,
    operation: &'a OperationDefinition,
    variables: &'a Variables,
}

/// What a selection set costs: for every object, and in addition for those of one type.
#[derive(Default)]
struct Sum<'a> {
    always: u64,
    branches: BTreeMap<&'a str, u64>,
}

impl Sum<'_> {
    fn total(&self) -> u64 {
        self.always.saturating_add(self.branches.values().copied().max().unwrap_or(0))
    }
}

impl<'a> Walk<'a> {
    fn set(&self, ty: &'a str, set: &'a SelectionSet) -> Result<Sum<'a>, Refusal> {
        let mut sum = Sum::default();
        self.add(ty, set, &mut sum)?;
        Ok(sum)
    }

    fn add(&self, ty: &'a str, set: &'a SelectionSet, sum: &mut Sum<'a>) -> Result<(), Refusal> {
        for item in &set.items {
            if self.is_left_out(item.node.directives()) {
                continue;
            }
            match &item.node {
                Selection::Field(field) => {
                    sum.always = sum.always.saturating_add(self.field(ty, &field.node)?);
                }
                Selection::InlineFragment(fragment) => {
                    let fragment = &fragment.node;
                    let on = fragment.type_condition.as_ref().map(|on| on.node.on.node.as_str());
                    self.add_fragment(ty, on.unwrap_or(ty), &fragment.selection_set.node, sum)?;
                }
                Selection::FragmentSpread(spread) => {
                    let Some(fragment) = self.fragments.get(&spread.node.fragment_name.node) else {
                        continue;
                    };
                    let on = fragment.node.type_condition.node.on.node.as_str();
                    self.add_fragment(ty, on, &fragment.node.selection_set.node, sum)?;
                }
            }
        }
        Ok(())
    }

    fn add_fragment(
        &self,
        ty: &'a str,
        on: &'a str,
        set: &'a SelectionSet,
        sum: &mut Sum<'a>,
    ) -> Result<(), Refusal> {
        if self.shapes.is_abstract(ty) && !self.shapes.is_abstract(on) {
            let cost = self.set(on, set)?.total();
            let branch = sum.branches.entry(on).or_default();
            *branch = branch.saturating_add(cost);
            Ok(())
        } else {
            self.add(on, set, sum)
        }
    }

    fn field(&self, ty: &'a str, field: &'a Field) -> Result<u64, Refusal> {
        if matches!(field.name.node.as_str(), "__schema" | "__type") {
            return Ok(limits::INTROSPECTION_COST);
        }
        let Some(shape) = self.shapes.field(ty, &field.name.node) else { return Ok(0) };
        let times = self.times(shape, field)?;
        let own = u64::from(shape.counts);
        let each = self.set(&shape.target, &field.selection_set.node)?.total();
        Ok(times.saturating_mul(own.saturating_add(each)))
    }

    fn times(&self, shape: &FieldShape, field: &Field) -> Result<u64, Refusal> {
        let argument = |name| {
            let given = field.get_argument(name)?;
            let Ok(value) = given.node.clone().into_const_with(|name| self.variable(&name));
            Some((value, given.pos))
        };
        match shape.many {
            Many::One => Ok(1),
            Many::List => Ok(if shape.counts { limits::ASSUMED_LIST } else { 1 }),
            Many::Ids => match argument("ids") {
                Some((Value::List(ids), at)) if ids.len() as u64 > *limits::PAGE.end() as u64 => {
                    Err(Reason::PageSize.at(at))
                }
                Some((Value::List(ids), _)) => Ok(ids.len() as u64),
                _ => Ok(1),
            },
            Many::Page { default } => {
                let mut size = None;
                for name in ["first", "last"] {
                    let Some((Value::Number(asked), at)) = argument(name) else { continue };
                    match asked.as_i64() {
                        Some(asked) if limits::PAGE.contains(&asked) => size = size.max(Some(asked)),
                        _ => return Err(Reason::PageSize.at(at)),
                    }
                }
                Ok(size.unwrap_or(default).unsigned_abs())
            }
        }
    }

    /// Whether `@skip` or `@include` takes the selection out of this very request.
    fn is_left_out(&self, directives: &[Positioned<Directive>]) -> bool {
        directives.iter().any(|directive| {
            let wanted = match directive.node.name.node.as_str() {
                "skip" => false,
                "include" => true,
                _ => return false,
            };
            let Some(condition) = directive.node.get_argument("if") else { return false };
            let Ok(condition) = condition.node.clone().into_const_with(|name| self.variable(&name));
            matches!(condition, Value::Boolean(is) if is != wanted)
        })
    }

    /// What a variable holds in this request: what was sent, else its default, else null.
    fn variable(&self, name: &Name) -> Result<Value, Infallible> {
        let default = || {
            let known =
                self.operation.variable_definitions.iter().find(|known| known.node.name.node == *name)?;
            Some(known.node.default_value.as_ref()?.node.clone())
        };
        Ok(self.variables.get(name).cloned().or_else(default).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests;
