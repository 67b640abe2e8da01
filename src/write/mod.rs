//! On what other paper? The output folder with its record, the auditor's workbook, the editor's page. Made from the tables, one file a format.

pub mod folder;
pub mod page;
pub mod record;
pub mod workbook;
