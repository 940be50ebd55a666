//! The list of operations is what the sources of the client do.

use std::collections::BTreeMap;
use std::fs;

use plane_client::{Method, TargetIn, operations};
use quote::ToTokens as _;
use syn::visit::Visit;

use tests::{sources, workspace};

/// How many writes the client has.
const COUNT: usize = 66;

/// The guarded functions: the operation that the attribute names, and the body.
#[derive(Default)]
struct Guarded(BTreeMap<String, String>);

impl Guarded {
    fn add(&mut self, attributes: &[syn::Attribute], body: &syn::Block) {
        for attribute in attributes
            .iter()
            .filter(|attribute| attribute.path().is_ident("guarded_write"))
        {
            let arguments = attribute.meta.require_list().unwrap().tokens.to_string();
            let op = arguments.split('"').nth(1).unwrap().to_owned();
            let twice = self.0.insert(op, body.to_token_stream().to_string());
            assert!(twice.is_none(), "two functions do the same: {arguments}");
        }
    }
}

impl Visit<'_> for Guarded {
    fn visit_impl_item_fn(&mut self, function: &syn::ImplItemFn) {
        self.add(&function.attrs, &function.block);
    }

    fn visit_item_fn(&mut self, function: &syn::ItemFn) {
        self.add(&function.attrs, &function.block);
    }
}

fn guarded() -> BTreeMap<String, String> {
    let mut guarded = Guarded::default();
    for file in sources(&workspace("client/src")) {
        guarded.visit_file(&syn::parse_file(&fs::read_to_string(file).unwrap()).unwrap());
    }
    guarded.0
}

#[test]
fn every_operation_is_a_guarded_function_that_sends_this_operation_and_no_other() {
    let guarded = guarded();
    let names: Vec<_> = operations().iter().map(|row| row.name).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    assert_eq!(guarded.keys().map(String::as_str).collect::<Vec<_>>(), sorted);
    assert_eq!(names.len(), COUNT);

    for (name, body) in &guarded {
        let constant = name.to_uppercase().replace(['-', '.'], "_");
        let sent: Vec<_> = body
            .split("operation :: ")
            .skip(1)
            .map(|rest| {
                rest.split_whitespace()
                    .next()
                    .unwrap()
                    .trim_end_matches([',', ')'])
            })
            .collect();
        assert_eq!(sent, [constant], "{name}");
        assert!(body.contains("permit"), "{name}");
    }
}

#[test]
fn an_operation_says_where_its_target_is() {
    for row in operations() {
        let has_project = row.path.contains("/projects/{project}/");
        assert_eq!(row.target == TargetIn::Path, has_project, "{}", row.name);
        if row.path == "(storage)" {
            // The writes that do not go to the server.
            assert!(row.name.ends_with(".upload"), "{}", row.name);
            continue;
        }
        if row.target == TargetIn::Caller {
            assert_eq!((row.name.split('.').next(), row.path), (Some("raw"), "(raw)"));
            continue;
        }
        assert!(row.path.ends_with('/'), "{}", row.name);
        let on_one = row.path.ends_with("}/");
        let changes_one = matches!(row.method, Method::Patch | Method::Put);
        assert!(!changes_one || on_one, "{}", row.name);
    }
}

#[test]
fn nothing_but_the_transport_can_send() {
    for file in sources(&workspace("client/src")) {
        let is_embedded = file.to_string_lossy().contains("client/src/embedded/");
        if file.ends_with("transport.rs") || is_embedded {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        for sender in [
            "reqwest::Client",
            "http.request(",
            ".execute(",
            "TcpStream",
            "Command::new",
        ] {
            assert!(!text.contains(sender), "{} names `{sender}`", file.display());
        }
    }
}
