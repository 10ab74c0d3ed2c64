//! Calitas graphql.
