//! Pictures of a page, for README.md: on a desk in the light, on a phone in the dark. Run by pictures.sh.
//!
//! `cargo run --example pictures -- report.html FOLDER`

#[path = "../tests/browser/mod.rs"]
mod browser;

use std::path::{Path, PathBuf};

use base64::Engine;

fn main() {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(page), Some(folder)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: pictures report.html FOLDER");
        return;
    };
    let browser = browser::Browser::open(&folder);
    let take = |name: &str, width: u32, height: u32, scheme: &str, at: &str| {
        browser.size(width, height);
        browser.scheme(scheme);
        browser.visit(Path::new(&page));
        browser.script(&format!("document.querySelector('{at}').scrollIntoView()"));
        let png = base64::engine::general_purpose::STANDARD.decode(browser.picture()).expect("base 64");
        std::fs::write(folder.join(name), png).expect("the folder can be written");
    };
    take("page.png", 1280, 1440, "light", "body");
    take("phone.png", 390, 780, "dark", "#list");
}
