//! What octocrab's sources send, against the rules that are about it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use syn::visit::{self, Visit};
use syn::{ExprMethodCall, ImplItem, ItemImpl, ItemMod, Type, Visibility};

use crate::{host, text};

const RULES: &str = include_str!("../../src/audit/octocrab.toml");

/// What sends `POST` and changes nothing that a repository has: what it signs in with, and what it asks for in a body.
const NO_WRITES: [&str; 6] = [
    "DeviceCodes::poll_once",
    "ExchangeWebFlowCodeBuilder::send",
    "Octocrab::authenticate_as_device",
    "Octocrab::installation_and_token",
    "Octocrab::installation_token_with_buffer",
    "OrgAttestationsHandler::bulk_list",
];

/// A public function, by its type and name, or a private one that it may call.
struct Function {
    owner: String,
    name: String,
    is_public: bool,
    calls: BTreeSet<String>,
    writes: bool,
}

#[derive(Default)]
struct Reader(Vec<Function>);

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !item
            .attrs
            .iter()
            .any(|attribute| attribute.path().is_ident("cfg"))
        {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        let Type::Path(owner) = &*item.self_ty else { return };
        if item.trait_.is_some() {
            return;
        }
        for function in &item.items {
            let ImplItem::Fn(function) = function else {
                continue;
            };
            let mut body = Body::default();
            body.visit_block(&function.block);
            self.0.push(Function {
                owner: owner.path.segments.last().unwrap().ident.to_string(),
                name: function.sig.ident.to_string(),
                is_public: matches!(function.vis, Visibility::Public(_)),
                calls: body.calls,
                writes: body.writes,
            });
        }
    }
}

#[derive(Default)]
struct Body {
    calls: BTreeSet<String>,
    writes: bool,
}

impl<'ast> Visit<'ast> for Body {
    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let name = call.method.to_string();
        let verb = name.trim_start_matches('_').split('_').next().unwrap();
        self.writes |= ["post", "put", "patch", "delete"].contains(&verb);
        self.calls.insert(name);
        visit::visit_expr_method_call(self, call);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let last = path.segments.last().unwrap().ident.to_string();
        self.writes |= path.segments.len() > 1 && ["POST", "PUT", "PATCH", "DELETE"].contains(&last.as_str());
        visit::visit_path(self, path);
    }
}

/// The version that this workspace can compile, and where its sources are.
fn sources() -> (String, PathBuf) {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--offline",
            "--all-features",
            "--filter-platform",
            &host(),
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut packages = metadata.get("packages").unwrap().as_array().unwrap().iter();
    let package = packages
        .find(|package| text(package, "name") == "octocrab")
        .unwrap();
    let manifest = Path::new(text(package, "manifest_path"));
    let version = text(package, "version").to_owned();
    (version, manifest.parent().unwrap().join("src"))
}

fn read(path: &Path, reader: &mut Reader) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            read(&entry.unwrap().path(), reader);
        }
    } else if path.extension().is_some_and(|extension| extension == "rs") {
        reader.visit_file(&syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap());
    }
}

#[test]
fn all_that_octocrab_writes_has_a_rule() {
    let (version, folder) = sources();
    assert!(
        RULES.contains(&format!("complete = \"{version}\"")),
        "its rules are those of another version than {version}: read what is new in it"
    );
    let mut reader = Reader::default();
    read(&folder, &mut reader);
    let mut functions = reader.0;
    // What calls a private function of its type that writes, writes.
    loop {
        let private: BTreeSet<(String, String)> = functions
            .iter()
            .filter(|function| function.writes && !function.is_public)
            .map(|function| (function.owner.clone(), function.name.clone()))
            .collect();
        let calls = |function: &Function| {
            let mut private = private.iter().filter(|(owner, _)| *owner == function.owner);
            private.any(|(_, name)| function.calls.contains(name))
        };
        let mut more = functions
            .iter_mut()
            .filter(|function| !function.writes && calls(function))
            .peekable();
        if more.peek().is_none() {
            break;
        }
        more.for_each(|function| function.writes = true);
    }
    let table: toml::Table = RULES.parse().unwrap();
    let rules = table["library"][0]["rules"].as_array().unwrap();
    let known: BTreeSet<String> = rules
        .iter()
        .map(|rule| {
            rule["path"]
                .as_str()
                .unwrap()
                .rsplit("::")
                .take(2)
                .collect::<Vec<_>>()
        })
        .map(|last| format!("{}::{}", last[1], last[0]))
        .collect();
    let writes = functions
        .iter()
        .filter(|function| function.is_public && function.writes);
    let without: BTreeSet<String> = writes
        .map(|function| format!("{}::{}", function.owner, function.name))
        .filter(|name| !known.contains(name))
        .collect();
    assert_eq!(without, NO_WRITES.map(str::to_owned).into());
    assert!(known.len() > 600, "{}", known.len());
}
