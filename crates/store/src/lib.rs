//! Calitas store.
