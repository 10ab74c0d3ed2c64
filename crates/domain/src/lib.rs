//! Calitas domain.
