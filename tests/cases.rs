//! Readable cases, a folder a stage.

#[path = "cases/attribute.rs"]
mod attribute;
#[path = "cases/extract.rs"]
mod extract;
#[path = "cases/quotations.rs"]
mod quotations;
