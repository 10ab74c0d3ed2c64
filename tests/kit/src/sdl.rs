//! The published schema as tests walk over it: whatever is added to it is covered without an edit.

use async_graphql::parser::{
    parse_schema,
    types::{
        BaseType, FieldDefinition, InputValueDefinition, Type as TypeText, TypeDefinition, TypeKind,
        TypeSystemDefinition,
    },
};
use async_graphql::{Name, Positioned};
use std::collections::BTreeMap;

/// The schema.
#[derive(Debug, Clone)]
pub struct Sdl {
    types: BTreeMap<String, Type>,
}

/// A type of the schema.
#[derive(Debug, Clone)]
pub struct Type {
    /// Name.
    pub name: String,
    /// Description; empty when there is none.
    pub description: String,
    /// What it is.
    pub kind: Kind,
    /// Fields of objects, interfaces and inputs.
    pub fields: Vec<Field>,
    /// Values of enums with their descriptions.
    pub values: Vec<(String, String)>,
    /// Interfaces it implements.
    pub implements: Vec<String>,
}

/// What a type is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A leaf.
    Scalar,
    /// A leaf with fixed values.
    Enum,
    /// Something with fields.
    Object,
    /// Something several objects have in common.
    Interface,
    /// One of several objects.
    Union,
    /// What is sent.
    Input,
}

/// A field, an input field or an argument.
#[derive(Debug, Clone)]
pub struct Field {
    /// Name.
    pub name: String,
    /// Description; empty when there is none.
    pub description: String,
    /// Arguments.
    pub args: Vec<Field>,
    /// Whether it may be left out because it has a default.
    pub has_default: bool,
    /// Type as written.
    pub ty: TypeText,
}

impl Sdl {
    /// Of the schema the product serves.
    ///
    /// # Panics
    /// When the schema's own text cannot be parsed.
    pub fn current() -> Self {
        Self::read(&calitas_graphql::schema::sdl())
    }

    /// Of a text.
    ///
    /// # Panics
    /// When it cannot be parsed.
    pub fn read(text: &str) -> Self {
        let document = parse_schema(text).expect("a valid schema");
        let types = document.definitions.iter().filter_map(|definition| match definition {
            TypeSystemDefinition::Type(definition) => {
                let ty = Type::read(&definition.node);
                Some((ty.name.clone(), ty))
            }
            TypeSystemDefinition::Schema(_) | TypeSystemDefinition::Directive(_) => None,
        });
        Self { types: types.collect() }
    }

    /// Every type, by name.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        self.types.values()
    }

    /// A type; absent for the scalars every schema has.
    pub fn find(&self, name: &str) -> Option<&Type> {
        self.types.get(name)
    }

    /// The fields of a root; empty when the schema has no such root.
    pub fn root(&self, name: &str) -> &[Field] {
        self.find(name).map_or(&[], |root| &root.fields)
    }

    /// A type that must be there.
    ///
    /// # Panics
    /// When it is not.
    pub fn get(&self, name: &str) -> &Type {
        self.find(name).unwrap_or_else(|| panic!("no type {name}"))
    }

    /// Whether a value of this type has no fields.
    pub fn is_leaf(&self, name: &str) -> bool {
        self.find(name).is_none_or(|ty| matches!(ty.kind, Kind::Scalar | Kind::Enum))
    }

    /// The objects that implement an interface.
    pub fn implementors<'a>(&'a self, interface: &'a str) -> impl Iterator<Item = &'a Type> {
        self.types().filter(move |ty| ty.implements.iter().any(|name| name == interface))
    }

    /// Whether it has a global id by which `node` finds it.
    pub fn is_node(&self, name: &str) -> bool {
        self.find(name).is_some_and(|ty| ty.implements.iter().any(|name| name == "Node"))
    }
}

impl Type {
    fn read(definition: &TypeDefinition) -> Self {
        let names = |names: &[Positioned<Name>]| names.iter().map(|name| name.node.to_string()).collect();
        let fields = |fields: &[Positioned<FieldDefinition>]| -> Vec<Field> {
            fields.iter().map(|field| Field::read(&field.node)).collect()
        };
        let mut ty = Self {
            name: definition.name.node.to_string(),
            description: text(definition.description.as_ref()),
            kind: Kind::Scalar,
            fields: Vec::new(),
            values: Vec::new(),
            implements: Vec::new(),
        };
        match &definition.kind {
            TypeKind::Scalar => {}
            TypeKind::Object(object) => {
                ty.kind = Kind::Object;
                ty.fields = fields(&object.fields);
                ty.implements = names(&object.implements);
            }
            TypeKind::Interface(interface) => {
                ty.kind = Kind::Interface;
                ty.fields = fields(&interface.fields);
            }
            TypeKind::Union(_) => ty.kind = Kind::Union,
            TypeKind::Enum(definition) => {
                ty.kind = Kind::Enum;
                let value = |value: &Positioned<async_graphql::parser::types::EnumValueDefinition>| {
                    (value.node.value.node.to_string(), text(value.node.description.as_ref()))
                };
                ty.values = definition.values.iter().map(value).collect();
            }
            TypeKind::InputObject(input) => {
                ty.kind = Kind::Input;
                ty.fields = input.fields.iter().map(|field| Field::of_input(&field.node)).collect();
            }
        }
        ty
    }
}

impl Field {
    fn read(field: &FieldDefinition) -> Self {
        Self {
            name: field.name.node.to_string(),
            description: text(field.description.as_ref()),
            args: field.arguments.iter().map(|argument| Self::of_input(&argument.node)).collect(),
            has_default: false,
            ty: field.ty.node.clone(),
        }
    }

    fn of_input(value: &InputValueDefinition) -> Self {
        Self {
            name: value.name.node.to_string(),
            description: text(value.description.as_ref()),
            args: Vec::new(),
            has_default: value.default_value.is_some(),
            ty: value.ty.node.clone(),
        }
    }

    /// Name of the type without lists and exclamation marks.
    pub fn target(&self) -> &str {
        let mut ty = &self.ty;
        loop {
            match &ty.base {
                BaseType::Named(name) => return name.as_str(),
                BaseType::List(item) => ty = item,
            }
        }
    }

    /// Whether it is a list.
    pub fn is_list(&self) -> bool {
        matches!(self.ty.base, BaseType::List(_))
    }

    /// Whether a value must be given, or is always there.
    pub fn is_required(&self) -> bool {
        !self.ty.nullable && !self.has_default
    }

    /// The argument of this name.
    pub fn arg(&self, name: &str) -> Option<&Field> {
        self.args.iter().find(|arg| arg.name == name)
    }

    /// Whether every argument may be left out.
    pub fn needs_nothing(&self) -> bool {
        self.args.iter().all(|arg| !arg.is_required())
    }
}

fn text(description: Option<&Positioned<String>>) -> String {
    description.map(|text| text.node.trim().to_owned()).unwrap_or_default()
}
