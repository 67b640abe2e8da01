//! On what other paper? The output folder and its record; later the workbook and the page. Made from the tables, one file a format.

pub mod folder;
pub mod record;
