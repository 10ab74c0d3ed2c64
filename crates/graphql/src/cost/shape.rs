//! The parts of the schema that the cost needs, read once from its published text.

use crate::limits;
use async_graphql::{
    Name, Value,
    parser::{
        parse_schema,
        types::{BaseType, FieldDefinition, Type, TypeKind, TypeSystemDefinition},
    },
};
use std::collections::{HashMap, HashSet};

/// The schema as the cost sees it.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    types: HashMap<Name, TypeShape>,
    pub(super) query: Option<Name>,
    pub(super) mutation: Option<Name>,
    pub(super) subscription: Option<Name>,
}

#[derive(Debug, Default)]
struct TypeShape {
    fields: HashMap<Name, FieldShape>,
    is_abstract: bool,
}

/// One field as the cost sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FieldShape {
    /// The type of the field without lists and exclamation marks.
    pub(super) target: Name,
    /// What the field multiplies its selection with.
    pub(super) many: Many,
    /// Whether what it returns counts as an object: leaves and the wrappers of connections do not.
    pub(super) counts: bool,
}

/// How many things a field returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Many {
    /// One or none.
    One,
    /// A list of unknown length.
    List,
    /// A list as long as the argument `ids`.
    Ids,
    /// A page: `first` or `last`, or this many when neither is given.
    Page { default: i64 },
}

impl Shapes {
    /// Reads the schema text; fails when it is not valid.
    pub(super) fn read(sdl: &str) -> Result<Self, async_graphql::parser::Error> {
        let document = parse_schema(sdl)?;
        let mut shapes = Self {
            query: Some(Name::new("Query")),
            mutation: Some(Name::new("Mutation")),
            subscription: Some(Name::new("Subscription")),
            ..Self::default()
        };
        let mut composite = HashSet::new();
        let mut fields = Vec::new();
        for definition in document.definitions {
            match definition {
                TypeSystemDefinition::Schema(roots) => {
                    let roots = roots.node;
                    shapes.query = roots.query.map(|root| root.node);
                    shapes.mutation = roots.mutation.map(|root| root.node);
                    shapes.subscription = roots.subscription.map(|root| root.node);
                }
                TypeSystemDefinition::Type(ty) => {
                    let name = ty.node.name.node;
                    let (is_abstract, own) = match ty.node.kind {
                        TypeKind::Object(object) => (false, object.fields),
                        TypeKind::Interface(interface) => (true, interface.fields),
                        TypeKind::Union(_) => (true, Vec::new()),
                        TypeKind::Scalar | TypeKind::Enum(_) | TypeKind::InputObject(_) => continue,
                    };
                    composite.insert(name.clone());
                    shapes.types.insert(name.clone(), TypeShape { is_abstract, ..TypeShape::default() });
                    fields.push((name, own));
                }
                TypeSystemDefinition::Directive(_) => {}
            }
        }
        for (name, own) in fields {
            let own = own.into_iter().map(|field| {
                let field = field.node;
                (field.name.node.clone(), FieldShape::read(&field, &composite))
            });
            if let Some(shape) = shapes.types.get_mut(&name) {
                shape.fields = own.collect();
            }
        }
        Ok(shapes)
    }

    /// The shape of a field, when the schema has it.
    pub(super) fn field(&self, ty: &str, field: &str) -> Option<&FieldShape> {
        self.types.get(ty)?.fields.get(field)
    }

    /// Whether several object types can stand where this type does.
    pub(super) fn is_abstract(&self, ty: &str) -> bool {
        self.types.get(ty).is_some_and(|shape| shape.is_abstract)
    }
}

impl FieldShape {
    fn read(field: &FieldDefinition, composite: &HashSet<Name>) -> Self {
        let (target, is_list) = named(&field.ty.node);
        let argument = |name: &str| field.arguments.iter().find(|argument| argument.node.name.node == name);
        let many = if target.ends_with("Connection") || argument("first").is_some() {
            let default =
                argument("first").and_then(|first| match &first.node.default_value.as_ref()?.node {
                    Value::Number(number) => number.as_i64(),
                    _ => None,
                });
            Many::Page { default: default.unwrap_or(limits::DEFAULT_PAGE) }
        } else if is_list && argument("ids").is_some() {
            Many::Ids
        } else if is_list && !matches!(field.name.node.as_str(), "edges" | "nodes") {
            Many::List
        } else {
            Many::One
        };
        let is_wrapper =
            target.ends_with("Connection") || target.ends_with("Edge") || target.as_str() == "PageInfo";
        let counts = composite.contains(&target) && !is_wrapper;
        Self { target, many, counts }
    }
}

/// The innermost type and whether a list stands around it.
fn named(ty: &Type) -> (Name, bool) {
    match &ty.base {
        BaseType::Named(name) => (name.clone(), false),
        BaseType::List(inner) => (named(inner).0, true),
    }
}
