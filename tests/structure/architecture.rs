//! The structure of `write-guard`, read from its sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use tests::{sources, workspace};

/// What each module in `folder` names of the others, which are at `path`.
fn imports(folder: &str, path: &str) -> BTreeMap<String, BTreeSet<String>> {
    let root = workspace(folder);
    let mut imports = BTreeMap::<_, BTreeSet<_>>::new();
    for file in sources(&root) {
        let below = file.strip_prefix(&root).unwrap().with_extension("");
        let module = below
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&file).unwrap();
        let code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        let names = imports.entry(module.clone()).or_default();
        for path in code.split(path).skip(1) {
            let name: String = path
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            if name.is_empty() {
                names.extend(grouped(path));
            } else {
                names.insert(name);
            }
        }
        names.remove(&module);
    }
    for root in ["lib", "mod"] {
        imports.remove(root);
    }
    imports
}

/// The names in `crate::{a, b}`.
fn grouped(path: &str) -> Vec<String> {
    let inside = path.trim_start_matches('{').split('}').next().unwrap_or_default();
    inside
        .split(',')
        .map(|name| name.trim().split("::").next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn no_module_imports_back_up_the_line() {
    for (folder, path, modules) in [
        ("guard/process/src", "crate::", 3),
        ("guard/src", "crate::", 10),
        ("guard/src/gates", "crate::gates::", 10),
        ("client/src", "crate::", 30),
    ] {
        let mut open = imports(folder, path);
        assert!(open.len() > modules, "the modules were found: {open:?}");
        loop {
            let leaves: Vec<_> = open
                .iter()
                .filter(|(_, names)| names.iter().all(|name| !open.contains_key(name)))
                .map(|(module, _)| module.clone())
                .collect();
            if leaves.is_empty() {
                break;
            }
            for leaf in leaves {
                open.remove(&leaf);
            }
        }
        assert!(open.is_empty(), "these import each other in a circle: {open:#?}");
    }
}

#[test]
fn a_gate_decides_and_does_nothing_else() {
    let imports = imports("guard/src", "crate::");
    for forbidden in ["audit", "enforce", "ledger", "permit"] {
        assert!(imports.contains_key(forbidden), "there is a module `{forbidden}`");
        for gates in ["gates", "isolation"] {
            assert!(
                !imports[gates].contains(forbidden),
                "`{gates}` names `{forbidden}`"
            );
        }
    }
    let folders = ["isolation", "gates/production", "gates/rehearsal", "gates/dot"];
    for file in folders
        .iter()
        .flat_map(|gate| sources(&workspace(&format!("guard/src/{gate}"))))
    {
        let text = fs::read_to_string(&file).unwrap();
        for forbidden in [
            "std::env",
            "std::net",
            "std::fs",
            "SystemTime",
            "Instant",
            "async ",
        ] {
            assert!(
                !text.contains(forbidden),
                "{} names `{forbidden}`",
                file.display()
            );
        }
    }
}

#[test]
fn what_is_always_compiled_does_not_name_the_other_gates() {
    for (module, names) in imports("guard/src", "crate::") {
        assert!(
            module == "permit" || !names.contains("gates"),
            "`{module}` names the other gates, which are a feature"
        );
    }
}

#[test]
fn only_signals_the_policy_and_the_ledger_read_the_environment() {
    let folders = ["guard/process/src", "guard/src"];
    let files = folders.iter().flat_map(|folder| sources(&workspace(folder)));
    for file in files.filter(|file| !file.ends_with("tests.rs")) {
        let text = fs::read_to_string(&file).unwrap();
        let may = file.components().any(|part| part.as_os_str() == "signal")
            || file.ends_with("policy/environment.rs")
            || file.ends_with("ledger/environment.rs");
        for reader in ["env::", "current_exe", "/proc"] {
            let code = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .any(|line| line.contains(reader));
            assert!(may || !code, "{} reads `{reader}`", file.display());
        }
    }
}
