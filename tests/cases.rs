//! Readable cases, a folder a stage.

#[path = "cases/audit.rs"]
mod audit;
