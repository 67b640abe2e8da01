//! The contract: what stands in each table? One file a table, its columns in order, written and read as CSV.
//!
//! Offsets in tables are Unicode code points, end exclusive; lists in a cell are joined by `;`; dates are ISO 8601; shares have three decimals.

pub mod cell;
mod input;
mod marks;
mod output;
pub mod parts;

pub mod alignment;
pub mod articles;
pub mod decisions;
pub mod divergences;
pub mod links;
pub mod problems;
pub mod quotes;
pub mod renderings;
pub mod sheet;
pub mod statements;

pub use input::{Interner, Table, TableRow};
pub use output::{Row, Style, write_rows};
