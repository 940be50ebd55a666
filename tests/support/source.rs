use std::fs;
use std::path::{Path, PathBuf};

/// A folder or file of the workspace.
#[must_use]
pub fn workspace(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// Every Rust file below `folder`.
///
/// # Panics
///
/// If it cannot be read.
#[must_use]
pub fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Every Rust file below a folder of the workspace, parsed; a compile-fail case need not even parse, and is left out.
///
/// # Panics
///
/// If the folder cannot be read.
#[must_use]
pub fn parsed(folder: &str) -> Vec<(PathBuf, syn::File)> {
    let files = sources(&workspace(folder)).into_iter();
    files
        .filter_map(|path| {
            let file = syn::parse_file(&fs::read_to_string(&path).unwrap()).ok()?;
            Some((path, file))
        })
        .collect()
}
