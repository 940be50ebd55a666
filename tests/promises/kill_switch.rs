//! TC-14: there is no kill switch, neither in the public API nor in the sources.

use std::fs;

use syn::visit::Visit;
use write_guard::{Context, Gate, IsolationCode, IsolationGate, Policy, Subject, WriteRequest};

use tests::{sources, workspace};

/// Words that a name of the public API may not be made of.
const WORDS: [&str; 22] = [
    "disable",
    "disabled",
    "disarm",
    "bypass",
    "skip",
    "force",
    "override",
    "unguarded",
    "unchecked",
    "unprotected",
    "insecure",
    "dangerous",
    "off",
    "pause",
    "suspend",
    "ignore",
    "suppress",
    "reset",
    "unmark",
    "unlatch",
    "permissive",
    "noop",
];

/// The public names of a file.
#[derive(Default)]
struct Names(Vec<String>);

impl Names {
    fn add(&mut self, visibility: &syn::Visibility, name: &syn::Ident) {
        if matches!(visibility, syn::Visibility::Public(_)) {
            self.0.push(name.to_string());
        }
    }
}

impl Visit<'_> for Names {
    fn visit_item(&mut self, item: &syn::Item) {
        match item {
            syn::Item::Const(item) => self.add(&item.vis, &item.ident),
            syn::Item::Enum(item) => {
                self.add(&item.vis, &item.ident);
                item.variants
                    .iter()
                    .for_each(|variant| self.add(&item.vis, &variant.ident));
            }
            syn::Item::Fn(item) => self.add(&item.vis, &item.sig.ident),
            syn::Item::Mod(item) => self.add(&item.vis, &item.ident),
            syn::Item::Static(item) => self.add(&item.vis, &item.ident),
            syn::Item::Struct(item) => self.add(&item.vis, &item.ident),
            syn::Item::Trait(item) => self.add(&item.vis, &item.ident),
            syn::Item::Type(item) => self.add(&item.vis, &item.ident),
            _ => {}
        }
        syn::visit::visit_item(self, item);
    }

    fn visit_impl_item_fn(&mut self, function: &syn::ImplItemFn) {
        self.add(&function.vis, &function.sig.ident);
    }
}

/// The words of a name in either case.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for character in name.chars() {
        if character == '_' || character.is_uppercase() {
            words.push(String::new());
        }
        words
            .last_mut()
            .unwrap()
            .extend(character.to_lowercase().filter(|c| *c != '_'));
    }
    words
}

/// All that a feature of the layer may condition: whether it is there. What it decides is the same for whoever has it.
const OF_LAYER: [&str; 3] = [
    "#[cfg(feature = \"reqwest-middleware\")]",
    "#[cfg(feature = \"tower\")]",
    "#[cfg_attr( not(feature = \"reqwest-middleware\"), expect(dead_code, reason = \"reqwest-middleware refuses a redirect with it\") )]",
];

fn code(file: &std::path::Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn tc_14_no_public_name_switches_the_guard_off() {
    let mut seen = 0;
    for folder in [
        "guard/process/src",
        "guard/src",
        "guard/layer/src",
        "guard-macros/src",
        "client/src",
    ] {
        for file in sources(&workspace(folder)) {
            let mut names = Names::default();
            names.visit_file(&syn::parse_file(&fs::read_to_string(&file).unwrap()).unwrap());
            for name in names.0 {
                seen += 1;
                // A reason of a block, named by the specification; what a faulty server does to a connection.
                let is_known = ["OptInDisabled", "Reset", "ResetAfterStoring"].contains(&name.as_str());
                let word = words(&name)
                    .into_iter()
                    .find(|word| WORDS.contains(&word.as_str()));
                assert!(word.is_none() || is_known, "`{name}` in {}", file.display());
            }
        }
    }
    assert!(seen > 100, "only {seen} public names were found");
}

/// What the guard has with a feature only: more questions, and traits of other packages.
const OF_GUARD: [&str; 7] = [
    "#[cfg(feature = \"gates\")] mod gates;",
    "#[cfg(feature = \"gates\")] pub use crate::gates::{",
    "#[cfg(feature = \"gates\")] mod dot;",
    "#[cfg(feature = \"gates\")] mod production;",
    "#[cfg(feature = \"gates\")] mod several;",
    "#[cfg(feature = \"serde\")] impl serde::Serialize for Reason {",
    "#[cfg(feature = \"uuid\")] impl Identity for uuid::Uuid {",
];

/// `env::var` takes what is not UTF-8 for absent: a protected list would protect nothing.
#[test]
fn no_variable_is_read_as_text_alone() {
    let mut read = 0;
    for folder in [
        "guard/src",
        "guard/process/src",
        "guard/layer/src",
        "guard/cli/src",
        "client/src",
    ] {
        for file in sources(&workspace(folder)) {
            let text = std::fs::read_to_string(&file).unwrap();
            read += usize::from(text.contains("env::var_os("));
            assert!(!text.contains("env::var("), "{}", file.display());
        }
    }
    assert!(read > 2, "the variables are read elsewhere now");
}

#[test]
fn tc_14_no_feature_weakens_a_decision() {
    for (package, known) in [
        ("guard", vec!["test-process", "gates", "serde", "uuid"]),
        ("guard/layer", vec!["tower", "reqwest-middleware"]),
        ("guard-macros", vec![]),
        (
            "client",
            vec![
                "default",
                "rustls",
                "rustls-no-provider",
                "native-tls",
                "__rustls",
                "__tls",
                "embedded",
                "webhooks",
                "blocking",
            ],
        ),
    ] {
        let manifest = fs::read_to_string(workspace(package).join("Cargo.toml")).unwrap();
        let section = manifest
            .split("[features]")
            .nth(1)
            .unwrap_or_default()
            .split("\n[")
            .next()
            .unwrap_or_default();
        let features: Vec<_> = section
            .lines()
            .filter_map(|line| {
                line.split_once(" = ")
                    .filter(|_| !line.starts_with('#'))
                    .map(|(name, _)| name)
            })
            .collect();
        assert_eq!(features, known, "{package}");
        if package == "guard" {
            // The decisions themselves, on the whole catalogue, with each of them and with all. It is one of `gates`.
            let check = fs::read_to_string(workspace(".ci/run")).unwrap();
            for feature in features.into_iter().filter(|feature| *feature != "gates") {
                assert!(
                    check.contains(&format!(" --features={feature}")),
                    "`.ci/run` does not ask for the decisions with `{feature}`"
                );
            }
        }
    }
}

#[test]
fn tc_14_nothing_conditional_lies_on_the_way_to_a_decision() {
    let folders = ["guard/process/src", "guard/src", "guard/layer/src"];
    let files = folders.iter().flat_map(|folder| sources(&workspace(folder)));
    for file in files.filter(|file| !file.ends_with("tests.rs")) {
        let code = code(&file);
        for forbidden in ["debug_assert!", "debug_assert_", "static mut", "unsafe"] {
            assert!(!code.contains(forbidden), "`{forbidden}` in {}", file.display());
        }
        // A signal may depend on how the program was built: that is evidence.
        let is_signal = file.components().any(|part| part.as_os_str() == "signal");
        // `cfg(test)` is true in this crate's own unit tests alone.
        let mut code = code
            .replace("#[cfg(test)]", "")
            .replace("#[cfg(all(test, feature = \"gates\"))]", "");
        code = code.split_whitespace().collect::<Vec<_>>().join(" ");
        // How the documentation looks, and what can be serialized, decides nothing.
        code = code.replace("#![cfg_attr(docsrs, feature(doc_cfg))]", "");
        for (attribute, derived) in [
            ("#[cfg_attr(", "derive(serde::Serialize)"),
            ("#[cfg_attr( ", "derive(serde::Serialize)"),
            ("#[cfg_attr(", "serde(flatten)"),
            ("#[cfg_attr(", "serde(skip_serializing_if = "),
        ] {
            code = code.replace(&format!("{attribute}feature = \"serde\", {derived}"), "");
        }
        if file.starts_with(workspace("guard/src")) {
            code = OF_GUARD.iter().fold(code, |code, known| code.replace(known, ""));
        }
        if file.starts_with(workspace("guard/layer")) {
            code = OF_LAYER.iter().fold(code, |code, known| code.replace(known, ""));
        }
        for conditional in ["#[cfg(", "cfg!(", "cfg_attr"] {
            assert!(
                is_signal || !code.contains(conditional),
                "`{conditional}` in {}",
                file.display()
            );
        }
    }
}

#[test]
fn tc_14_the_latch_is_set_to_live_from_nothing_only() {
    let code = code(&workspace("guard/process/src/subject.rs"));
    for (way, to_test) in [
        ("state.store(", "state.store(TEST, "),
        ("compare_exchange", "compare_exchange(0, verdict, "),
    ] {
        let ways = code.matches(way).count();
        assert!(ways > 0, "{way}");
        assert_eq!(code.matches(to_test).count(), ways, "{way}");
    }
    assert_eq!(
        code.matches("store(").count(),
        code.matches("state.store(").count()
    );
    assert!(code.contains("verdict = if has_runner { UNSETTLED } else { LIVE };"));
    for state in ["LIVE", "UNSETTLED"] {
        // Its declaration and its import aside, it is named where a verdict is chosen and where one is compared.
        assert!(!code.contains(&format!("store({state}")), "{state}");
    }
    for other in ["swap(", "fetch_", ".get_mut("] {
        assert!(!code.contains(other), "{other}");
    }
}

#[test]
fn tc_14_with_the_opt_in_production_is_blocked_and_the_sandbox_allowed() {
    let test = Subject::simulated_test();
    let policy = Policy::new(true).allow("sandbox");
    let decide = |target| {
        let request = WriteRequest::new("state", Some(target));
        IsolationGate::new()
            .decide(&Context::simulated(&test, &policy), &request)
            .codes()
    };
    assert_eq!(decide("sandbox"), [IsolationCode::SandboxAllowed.as_str()]);
    assert_eq!(decide("production"), [IsolationCode::ProdProjectInTest.as_str()]);
}
