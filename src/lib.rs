//! quotealign finds, in many outlets' coverage, every rendering of what somebody said, lays the renderings side by side, and shows where they part.
//!
//! The data flows one way: sources → [`model::Article`] → [`model::Quotation`] → [`model::Attribution`] → [`model::Rendering`] →
//! [`model::Statement`] → [`model::Alignment`] → [`model::Divergence`] → output. Each stage is a pure function from data to results and problems;
//! ARCHITECTURE.md tells who may import whom.

pub mod align;
pub mod attribute;
pub mod audit;
pub mod cluster;
pub mod curves;
pub mod extract;
pub mod ids;
pub mod lang;
pub mod lexicon;
pub mod model;
pub mod normalise;
pub mod pipeline;
pub mod read;
pub mod settings;
pub mod tables;
pub mod text;
pub mod write;
