//! The files of the workspace.

use std::fs;
use std::path::{Path, PathBuf};

/// A folder or file of the workspace.
pub(crate) fn workspace(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// Every Rust file below `folder`, parsed.
pub(crate) fn parsed(folder: &str) -> Vec<(PathBuf, syn::File)> {
    let mut files = Vec::new();
    let mut folders = vec![workspace(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                // A compile-fail case need not even parse.
                files.extend(syn::parse_file(&text).ok().map(|file| (path, file)));
            }
        }
    }
    files
}
