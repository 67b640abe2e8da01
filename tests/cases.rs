//! Cases that a translator could write: one folder of text files a stage, each read and run by the module of that name.

#[path = "cases/align.rs"]
mod align;
#[path = "cases/attribute.rs"]
mod attribute;
#[path = "cases/audit.rs"]
mod audit;
#[path = "cases/cluster.rs"]
mod cluster;
#[path = "cases/extract.rs"]
mod extract;
#[path = "cases/normalise.rs"]
mod normalise;
#[path = "cases/originals.rs"]
mod originals;
#[path = "cases/quotations.rs"]
mod quotations;
