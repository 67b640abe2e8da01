//! What does this file look like? One file an input format: articles, what is told about them, speakers.

pub mod articles;
mod decode;
mod header;
pub mod language;
pub mod lexica;
pub mod speakers;
pub mod told;
pub mod workbook;

/// Tables, settings and the makefile, which lie at the top of the sources and are never read as articles.
pub const BESIDE: [&str; 5] = ["sources.csv", "speakers.csv", "decisions.csv", "quotealign.toml", "Makefile"];
