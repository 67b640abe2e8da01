//! On what other paper? The output folder with its record, the auditor's workbook, the editor's page, the
//! translator's memory. Made from the tables, one file a format.

pub mod folder;
pub mod memory;
pub mod page;
pub mod record;
pub mod start;
pub mod workbook;
