//! Second pass, over the parsed document: how large it gets once every fragment is written out. Each fragment is
//! measured once, so a chain of doublings costs what it is long, not what it unfolds to.

use super::{Reason, Refusal};
use crate::limits;
use async_graphql::{
    Name,
    parser::types::{ExecutableDocument, OperationDefinition, OperationType, Selection, SelectionSet},
};
use std::collections::HashMap;

/// What a selection set is worth with its fragments written out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Size {
    /// Fields, spreads and inline fragments at every level.
    selections: u32,
    /// Aliases at every level.
    aliases: u32,
    /// Levels of selection sets and fragments.
    depth: u32,
    /// Fields of the first level, without `__typename`.
    own_fields: u32,
}

/// Whose document it is: one of the caller or one built with the SPA.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Caller,
    Listed,
}

/// The one operation of the document, when document and operation keep the limits.
pub(super) fn only_operation(
    document: &ExecutableDocument,
    origin: Origin,
) -> Result<&OperationDefinition, Refusal> {
    let mut operations = document.operations.iter();
    let (Some((_, operation)), None) = (operations.next(), operations.next()) else {
        return Err(Reason::Operations.anywhere());
    };
    let mut measure = Measure { document, known: HashMap::new(), origin };
    for name in document.fragments.keys() {
        measure.fragment(name)?;
    }
    let operation = &operation.node;
    let size = measure.set(&operation.selection_set.node)?;
    let one_root = match operation.ty {
        OperationType::Query => false,
        OperationType::Mutation | OperationType::Subscription => true,
    };
    // `{ __typename }` alone is a legal probe; it runs nothing.
    if one_root && size.own_fields > 1 {
        return Err(Reason::RootFields.at(operation.selection_set.pos));
    }
    Ok(operation)
}

struct Measure<'a> {
    document: &'a ExecutableDocument,
    /// `None` while the fragment is being measured: meeting it again is a cycle.
    known: HashMap<&'a Name, Option<Size>>,
    origin: Origin,
}

impl<'a> Measure<'a> {
    fn set(&mut self, set: &'a SelectionSet) -> Result<Size, Refusal> {
        let mut total = Size { depth: 1, ..Size::default() };
        for item in &set.items {
            total.selections = total.selections.saturating_add(1);
            let (inner, is_fragment) = match &item.node {
                Selection::Field(field) => {
                    let field = &field.node;
                    total.aliases = total.aliases.saturating_add(u32::from(field.alias.is_some()));
                    total.own_fields += u32::from(field.name.node != "__typename");
                    if field.selection_set.node.items.is_empty() {
                        continue;
                    }
                    (self.set(&field.selection_set.node)?, false)
                }
                Selection::InlineFragment(fragment) => (self.set(&fragment.node.selection_set.node)?, true),
                Selection::FragmentSpread(spread) => (self.fragment(&spread.node.fragment_name.node)?, true),
            };
            total.selections = total.selections.saturating_add(inner.selections);
            total.aliases = total.aliases.saturating_add(inner.aliases);
            total.depth = total.depth.max(inner.depth.saturating_add(1));
            if is_fragment {
                total.own_fields = total.own_fields.saturating_add(inner.own_fields);
            }
        }
        self.judge(total)
    }

    fn fragment(&mut self, name: &'a Name) -> Result<Size, Refusal> {
        let Some(fragment) = self.document.fragments.get(name) else {
            return Ok(Size::default()); // unknown: validation names it
        };
        match self.known.insert(name, None) {
            Some(Some(size)) => {
                self.known.insert(name, Some(size));
                Ok(size)
            }
            Some(None) => Err(Reason::FragmentCycle.at(fragment.pos)),
            None => {
                let size = self.set(&fragment.node.selection_set.node)?;
                self.known.insert(name, Some(size));
                Ok(size)
            }
        }
    }

    fn judge(&self, size: Size) -> Result<Size, Refusal> {
        let selections = match self.origin {
            Origin::Caller => limits::SELECTIONS,
            Origin::Listed => limits::TRUSTED_SELECTIONS,
        };
        let reason = if size.selections > selections {
            Reason::Selections
        } else if size.aliases > limits::ALIASES {
            Reason::Aliases
        } else if size.depth > limits::NESTING {
            Reason::Nesting
        } else {
            return Ok(size);
        };
        Err(reason.anywhere())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::parser::parse_query;
    use std::{fmt::Write, time::Instant};

    fn reason(document: &str) -> Option<Reason> {
        let document = parse_query(document).unwrap();
        only_operation(&document, Origin::Caller).err().map(|refusal| refusal.reason)
    }

    #[test]
    fn doublings_are_refused_at_once() {
        let mut bomb = String::from("query { ...F0 }");
        for level in 0..29 {
            write!(bomb, " fragment F{level} on Q {{ ...F{0} ...F{0} }}", level + 1).unwrap();
        }
        bomb += " fragment F29 on Q { a }";
        let started = Instant::now();
        assert_eq!(reason(&bomb), Some(Reason::Selections));
        assert!(started.elapsed().as_millis() < 50);
    }

    #[test]
    fn cycles_are_refused_even_unused() {
        assert_eq!(
            reason("{ a } fragment F on Q { ...G } fragment G on Q { ...F }"),
            Some(Reason::FragmentCycle)
        );
        assert_eq!(reason("{ ...F } fragment F on Q { ...F }"), Some(Reason::FragmentCycle));
    }

    #[test]
    fn aliases_count_after_expansion() {
        let aliases = |count: usize| (0..count).fold(String::new(), |text, at| text + &format!("a{at}: f "));
        assert_eq!(reason(&format!("{{ {} }}", aliases(50))), None);
        assert_eq!(reason(&format!("{{ {} }}", aliases(51))), Some(Reason::Aliases));
        let spread =
            format!("{{ x {{ ...F }} y {{ ...F }} z {{ ...F }} }} fragment F on Q {{ {} }}", aliases(20));
        assert_eq!(reason(&spread), Some(Reason::Aliases));
    }

    #[test]
    fn fragments_do_not_hide_depth() {
        let chain = (0..41).fold(String::from("{ ...F0 }"), |text, at| {
            text + &format!(" fragment F{at} on Q {{ a {{ ...F{} }} }}", at + 1)
        }) + " fragment F41 on Q { a }";
        assert_eq!(reason(&chain), Some(Reason::Nesting));
    }

    #[test]
    fn one_operation_with_one_root_field() {
        assert_eq!(reason("query A { a } query B { b }"), Some(Reason::Operations));
        assert_eq!(reason("mutation { a b }"), Some(Reason::RootFields));
        assert_eq!(reason("mutation { a ...F } fragment F on M { b }"), Some(Reason::RootFields));
        assert_eq!(reason("mutation { ... { a b } }"), Some(Reason::RootFields));
        assert_eq!(reason("subscription { x: a y: a }"), Some(Reason::RootFields));
        assert_eq!(reason("mutation { __typename a }"), None);
        assert_eq!(reason("{ a b }"), None);
    }
}
