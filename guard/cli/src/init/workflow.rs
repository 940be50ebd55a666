//! What CI runs.

use std::path::Path;

use super::draft::Draft;
use crate::ci;

/// The workflow is one of its own: what others say is not understood well enough to be added to.
const NAME: &str = "write-guard.yml";

/// Plans what CI does not run yet.
pub(super) fn plan(draft: &mut Draft, root: &Path, is_asked: bool) {
    let texts = ci::texts(root);
    let runs = |subcommand: &str| texts.iter().any(|text| ci::runs(text, subcommand));
    let has_nextest =
        root.join(".config/nextest.toml").exists() || texts.iter().any(|text| text.contains("nextest run"));
    let mut steps = Vec::new();
    if !runs("audit") {
        steps.push("cargo write-guard audit --workspace");
    }
    if !runs("test") {
        if has_nextest {
            steps.push("cargo install --locked cargo-nextest");
            steps.push("cargo write-guard test -- cargo nextest run --workspace");
            steps.push("cargo write-guard test -- cargo test --workspace --doc");
        } else {
            steps.push("cargo write-guard test -- cargo test --workspace");
        }
    }
    if steps.is_empty() {
        return;
    }
    steps.insert(0, "cargo install --locked cargo-write-guard");
    let repository = ci::repository(root);
    let workflows = repository.join(ci::WORKFLOWS);
    let by_hand = || format!("let it run\n  {}", steps.join("\n  "));
    if workflows.is_dir() || is_asked {
        let below = root.strip_prefix(repository).unwrap_or(Path::new(""));
        draft.plan(&workflows.join(NAME), |before| match before {
            None => Ok(Some(workflow(&steps, below))),
            Some(_) => Err(by_hand()),
        });
    } else {
        draft.tell(format!(
            "CI is not of a kind that is written here (`--github` writes a workflow for GitHub): {}",
            by_hand()
        ));
    }
}

fn workflow(steps: &[&str], below: &Path) -> String {
    let place = if below == Path::new("") {
        String::new()
    } else {
        format!(
            "    defaults:\n      run:\n        working-directory: '{}'\n",
            below.display().to_string().replace('\'', "''")
        )
    };
    let steps = steps.join("\n      - run: ");
    format!(
        "# Nothing sends a write past the guard, and no test has one blocked that nobody looks at.\n\
         name: write-guard\n\
         on: [push, pull_request]\n\
         permissions:\n  contents: read\n\
         jobs:\n  write-guard:\n    runs-on: ubuntu-latest\n{place}    steps:\n      - uses: actions/checkout@v4\n      - run: {steps}\n"
    )
}
