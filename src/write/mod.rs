//! On what other paper? The output folder with its record, and the auditor's workbook. Made from the tables, one file a format.

pub mod folder;
pub mod record;
pub mod workbook;
