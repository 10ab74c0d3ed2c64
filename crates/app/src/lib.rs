//! Calitas app.
