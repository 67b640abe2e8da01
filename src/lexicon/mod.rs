//! Which word answers which? What the program knows of words beyond their spelling.

pub mod kindred;
pub mod thesaurus;
