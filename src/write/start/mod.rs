//! What does somebody start from? A folder with a few made-up articles, a makefile, and a file of settings in which every line says what it is for.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Each file's path below the folder, and what it holds.
const FILES: [(&str, &str); 5] = [
    ("sources/harbour-post/bridge.txt", include_str!("sources/harbour-post/bridge.txt")),
    ("sources/quay-times/bridge.txt", include_str!("sources/quay-times/bridge.txt")),
    ("sources/la-banchina/ponte.txt", include_str!("sources/la-banchina/ponte.txt")),
    ("Makefile", include_str!("Makefile")),
    ("quotealign.toml", include_str!("../../../quotealign.toml")),
];

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum NotStarted {
    #[error("{0} is there already; nothing was written. Name another folder, or move it away")]
    There(PathBuf),
    #[error("{0}: cannot be written: {1}")]
    Unwritable(PathBuf, io::Error),
}

/// Writes the files; gives back their paths. Where one of them is there, none is written.
pub fn start(folder: &Path) -> Result<Vec<PathBuf>, NotStarted> {
    let paths: Vec<PathBuf> = FILES.iter().map(|(name, _)| folder.join(name)).collect();
    if let Some(there) = paths.iter().find(|p| p.symlink_metadata().is_ok()) {
        return Err(NotStarted::There(there.clone()));
    }
    for (path, (_, text)) in paths.iter().zip(FILES) {
        let parent = path.parent().unwrap_or(folder);
        let written = fs::create_dir_all(parent).and_then(|()| {
            // Another program may have made the file since: it is never written over.
            io::Write::write_all(&mut fs::File::create_new(path)?, text.as_bytes())
        });
        written.map_err(|e| NotStarted::Unwritable(path.clone(), e))?;
    }
    Ok(paths)
}
