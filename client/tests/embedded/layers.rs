//! The data of the embedded server knows nothing of requests.

use std::fs;
use std::path::Path;

#[test]
fn what_is_stored_imports_nothing_of_what_answers() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/embedded/data");
    let mut seen = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let code: Vec<&str> = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        let code = code.join("\n");
        for upper in ["http", "api", "input", "output", "fault", "plane", "seed"] {
            let named = format!("embedded::{upper}");
            assert!(!code.contains(&named), "{} names `{named}`", path.display());
        }
        assert!(!code.contains("axum"), "{} names axum", path.display());
        assert!(!code.contains("super::super"), "{} climbs", path.display());
        assert!(
            !code.contains("embedded::{"),
            "{} imports several",
            path.display()
        );
        seen += 1;
    }
    assert!(seen > 20, "only {seen} files were found");
}
