//! `articles.csv`: one row an article.

use std::io::{self, Write};

use crate::model::Article;
use crate::tables::{Row, Style, write_rows};

pub const COLUMNS: [&str; 11] =
    ["article_id", "file", "outlet", "date", "lang", "title", "author", "url", "encoding", "chars", "quotes"];

/// `articles` come with the number of their quotations.
pub fn write<'a>(out: impl Write, style: Style, articles: impl IntoIterator<Item = (&'a Article, usize)>) -> io::Result<u64> {
    write_rows(out, style, &COLUMNS, articles, |row: &mut Row, (a, quotes)| {
        row.id(&a.id);
        row.text(&a.file);
        row.text(&a.outlet);
        row.date(a.date);
        row.plain(&a.lang);
        row.text(&a.title);
        row.text(&a.author);
        row.text(&a.url);
        row.plain(a.encoding);
        row.plain(a.text.chars().count());
        row.plain(quotes);
    })
}
