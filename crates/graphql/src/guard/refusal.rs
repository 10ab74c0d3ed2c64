//! Why the guard refuses a document. Codes are the contract of `extensions.code`; texts never repeat the document.

use crate::limits;
use async_graphql::{ErrorExtensionValues, Pos, Response, ServerError};

/// One refusal, with the place in the document where it can be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What the document did.
    pub reason: Reason,
    /// Where.
    pub at: Option<Pos>,
}

/// What a document did to be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Longer than [`limits::DOCUMENT_BYTES`].
    Length,
    /// Brackets or fragments nested deeper than [`limits::NESTING`].
    Nesting,
    /// More tokens than [`limits::TOKENS`].
    Tokens,
    /// More spreads than [`limits::SPREADS`].
    Spreads,
    /// More directives than [`limits::DIRECTIVES`].
    Directives,
    /// More aliases than [`limits::ALIASES`].
    Aliases,
    /// More selections than [`limits::SELECTIONS`] once fragments are expanded.
    Selections,
    /// Could return more than [`limits::NODES`] objects.
    Nodes,
    /// A fragment that contains itself.
    FragmentCycle,
    /// Not GraphQL.
    Syntax,
    /// A text holds NUL, which no field can keep.
    ForbiddenCharacter,
    /// Not exactly one operation.
    Operations,
    /// A mutation or subscription with other than one root field.
    RootFields,
    /// `first`, `last` or `ids` outside [`limits::PAGE`].
    PageSize,
    /// A variable that must be given is missing or null.
    MissingVariable,
    /// Neither a document nor the id of one.
    NoDocument,
    /// The id of a document that is not on the list.
    UnknownDocument,
    /// A document of the caller's own where only listed ones may run.
    UntrustedDocument,
}

impl Reason {
    /// The refusal without a place.
    pub fn anywhere(self) -> Refusal {
        Refusal { reason: self, at: None }
    }

    /// The refusal at a place of the document.
    pub fn at(self, at: Pos) -> Refusal {
        Refusal { reason: self, at: Some(at) }
    }

    /// The stable code for clients.
    pub fn code(self) -> &'static str {
        match self {
            Self::Length
            | Self::Nesting
            | Self::Tokens
            | Self::Spreads
            | Self::Directives
            | Self::Aliases
            | Self::Selections
            | Self::Nodes => "TOO_COMPLEX",
            Self::FragmentCycle
            | Self::Syntax
            | Self::ForbiddenCharacter
            | Self::Operations
            | Self::RootFields
            | Self::PageSize
            | Self::MissingVariable
            | Self::NoDocument => "INVALID",
            Self::UnknownDocument => "NOT_FOUND",
            Self::UntrustedDocument => "FORBIDDEN",
        }
    }

    /// The limit that was crossed: its name in `extensions.limit` and its value in `extensions.allowed`.
    fn limit(self) -> Option<(&'static str, u64)> {
        match self {
            Self::Length => Some(("DOCUMENT_BYTES", limits::DOCUMENT_BYTES as u64)),
            Self::Nesting => Some(("NESTING", limits::NESTING.into())),
            Self::Tokens => Some(("TOKENS", limits::TOKENS.into())),
            Self::Spreads => Some(("SPREADS", limits::SPREADS.into())),
            Self::Directives => Some(("DIRECTIVES", limits::DIRECTIVES.into())),
            Self::Aliases => Some(("ALIASES", limits::ALIASES.into())),
            Self::Selections => Some(("SELECTIONS", limits::SELECTIONS.into())),
            Self::Nodes => Some(("NODES", limits::NODES)),
            Self::PageSize => Some(("PAGE", limits::PAGE.end().unsigned_abs())),
            Self::FragmentCycle
            | Self::Syntax
            | Self::ForbiddenCharacter
            | Self::Operations
            | Self::RootFields
            | Self::MissingVariable
            | Self::NoDocument
            | Self::UnknownDocument
            | Self::UntrustedDocument => None,
        }
    }

    fn message(self) -> &'static str {
        match self {
            Self::Length => "The document is too long.",
            Self::Nesting => "The document is nested too deeply.",
            Self::Tokens => "The document has too many tokens.",
            Self::Spreads => "The document uses too many fragments.",
            Self::Directives => "The document uses too many directives.",
            Self::Aliases => "The document uses too many aliases.",
            Self::Selections => "The document selects too many fields.",
            Self::Nodes => "The operation could return too many objects; ask for smaller pages.",
            Self::FragmentCycle => "A fragment contains itself.",
            Self::Syntax => "The document is not valid GraphQL.",
            Self::ForbiddenCharacter => "A text contains a character that cannot be stored.",
            Self::Operations => "A request carries exactly one operation.",
            Self::RootFields => "A mutation or subscription selects exactly one root field.",
            Self::PageSize => "A page has between 1 and 100 items.",
            Self::MissingVariable => "A variable that must be given is missing.",
            Self::NoDocument => "The request carries neither a query nor a documentId.",
            Self::UnknownDocument => "No document with this id is known here.",
            Self::UntrustedDocument => "Only documents on the list of this server may run in this session.",
        }
    }
}

impl Refusal {
    /// The error a client sees.
    pub fn into_error(self) -> ServerError {
        let mut values = ErrorExtensionValues::default();
        values.set("code", self.reason.code());
        if let Some((limit, allowed)) = self.reason.limit() {
            values.set("limit", limit);
            values.set("allowed", allowed);
        }
        let mut error = ServerError::new(self.reason.message(), self.at);
        error.extensions = Some(values);
        error
    }

    /// The whole answer of a refused request.
    pub fn into_response(self) -> Response {
        Response::from_errors(vec![self.into_error()])
    }
}
