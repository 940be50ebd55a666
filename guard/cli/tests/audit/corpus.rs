//! Many forms over many libraries, each line marked with what must be said of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{audit, lines, number, text};

/// What marks a line, before its classes.
const MARK: &str = "//~ ";

/// A line of a file.
type Line = (String, u64);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/audit/corpus")
}

/// The classes that each line is marked with.
fn marked() -> BTreeMap<Line, BTreeSet<String>> {
    fn collect(folder: &Path, root: &Path, marked: &mut BTreeMap<Line, BTreeSet<String>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("target") {
                collect(&path, root, marked);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "rs" || extension == "in")
            {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                for (number, line) in (1..).zip(fs::read_to_string(&path).unwrap().lines()) {
                    if let Some((_, classes)) = line.split_once(MARK) {
                        let classes = classes.split_whitespace().map(str::to_owned).collect();
                        marked.insert((name.clone(), number), classes);
                    }
                }
            }
        }
    }
    let mut marked = BTreeMap::new();
    collect(&folder(), &folder(), &mut marked);
    marked
}

#[derive(Debug, Default)]
struct Score {
    marked: usize,
    found: usize,
    said: usize,
    right: usize,
}

#[test]
#[ignore = "compiles eight libraries: a lane of `.ci/run`"]
fn every_form_is_found_and_little_else_is_said() {
    let output = audit(&folder(), &["--workspace", "--format", "json"])
        .output()
        .unwrap();
    assert_eq!(
        output.status.code(),
        Some(1),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut said: BTreeMap<Line, BTreeSet<String>> = BTreeMap::new();
    let mut libraries: BTreeMap<Line, BTreeSet<String>> = BTreeMap::new();
    for finding in lines(&output, "finding") {
        let line = (text(&finding, "file").to_owned(), number(&finding, "line"));
        said.entry(line.clone())
            .or_default()
            .insert(text(&finding, "class").to_owned());
        let library = text(&finding, "call").split("::").next().unwrap().to_owned();
        libraries.entry(line).or_default().insert(library);
    }
    let marked = marked();
    assert!(marked.len() >= 60, "{}", marked.len());
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let mut wrong = Vec::new();
    for line in marked.keys().chain(said.keys()).collect::<BTreeSet<_>>() {
        let (is, must) = (said.get(line), marked.get(line));
        if is != must {
            wrong.push(format!("{}:{} must be {must:?}, is {is:?}", line.0, line.1));
        }
        let none = BTreeSet::from(["(nothing found)".to_owned()]);
        for library in libraries.get(line).unwrap_or(&none) {
            for name in [library.as_str(), "all"] {
                let score = scores.entry(name.to_owned()).or_default();
                score.marked += usize::from(must.is_some());
                score.found += usize::from(must.is_some() && is.is_some());
                score.said += usize::from(is.is_some());
                score.right += usize::from(is.is_some() && is == must);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(scores.len() > 8, "at least eight libraries: {:?}", scores.keys());
    let table = table(&scores);
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/audit.md")).unwrap();
    assert!(page.contains(&table), "`docs/audit.md` must hold\n{table}");
}

fn table(scores: &BTreeMap<String, Score>) -> String {
    let mut table = "| Library | Marked lines | Recall | Precision |\n|---|---|---|---|\n".to_owned();
    let percent = |part: usize, whole: usize| (part * 100).checked_div(whole).unwrap_or(100);
    for (library, score) in scores {
        writeln!(
            table,
            "| {library} | {} | {} % | {} % |",
            score.marked,
            percent(score.found, score.marked),
            percent(score.right, score.said)
        )
        .unwrap();
    }
    table
}
