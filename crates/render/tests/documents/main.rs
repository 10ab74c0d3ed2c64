//! The files, opened again by other libraries than those that wrote them.

mod annex;
mod control;
mod hostile;
mod keep;
mod pages;
mod picture;
mod sample;
mod sheets;
