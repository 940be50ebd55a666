//! What a request carries, and who can make it carry more.

use std::collections::BTreeSet;
use std::path::Path;

use plane_client::{Auth, ConfigError, PlaneClient};
use quote::ToTokens;
use syn::visit::Visit;
use syn::{Signature, Visibility};
use tests::{Answer, Recorder, World};

use crate::fixture::{Verb, item, line, opted_in, sandbox, write};
use tests::parsed;

/// The names of a request's headers, and how many there are.
fn headers(request: &[u8]) -> (BTreeSet<String>, usize) {
    let text = String::from_utf8_lossy(request);
    let head = text.split("\r\n\r\n").next().unwrap();
    let names: Vec<_> = head
        .lines()
        .skip(1)
        .map(|line| line.split(':').next().unwrap().to_lowercase())
        .collect();
    (names.iter().cloned().collect(), names.len())
}

#[tokio::test]
async fn a_request_carries_the_headers_that_are_listed_here_and_the_host_of_its_url() {
    const READ: [&str; 4] = ["accept", "host", "user-agent", "x-api-key"];
    const BODY: [&str; 2] = ["content-length", "content-type"];
    let server = Recorder::start(&Recorder::json("404 Not Found", "{}"));
    let client = opted_in(&server.origin()).attempts(1).build().unwrap();
    client
        .in_project(sandbox())
        .work_items()
        .get(item())
        .await
        .unwrap_err();
    for verb in [Verb::Post, Verb::Patch, Verb::Delete] {
        write(&client, sandbox(), verb).await.unwrap_err();
    }
    drop(client);

    let requests = server.take();
    assert_eq!(requests.len(), 4);
    for request in requests {
        let has_body = !line(&request).starts_with("GET") && !line(&request).starts_with("DELETE");
        let mut expected = BTreeSet::from(READ.map(str::to_owned));
        expected.extend(BODY.map(str::to_owned).into_iter().filter(|_| has_body));
        let (names, count) = headers(&request);
        assert_eq!((&names, count), (&expected, expected.len()), "{}", line(&request));
        let host = server.origin().replace("http://", "\r\nhost: ");
        assert!(String::from_utf8_lossy(&request).to_lowercase().contains(&host));
        let is_over = request.ends_with(b"\r\n\r\n");
        assert_eq!(is_over, !has_body, "what has no content type has no body");
    }
}

#[tokio::test]
async fn an_access_token_and_the_name_of_a_program_are_in_their_headers_and_no_other() {
    let server = Recorder::start(&Recorder::json("404 Not Found", "{}"));
    let client = PlaneClient::builder(&server.origin(), Auth::Bearer("token".into()))
        .workspace("lab")
        .user_agent("tracker-sync/2.1 (night)")
        .build()
        .unwrap();
    client.me().await.unwrap_err();
    drop(client);
    let [request] = server.take().try_into().unwrap();
    let (names, count) = headers(&request);
    assert_eq!(
        names,
        ["accept", "authorization", "host", "user-agent"]
            .map(str::to_owned)
            .into()
    );
    assert_eq!(count, 4);
    let text = String::from_utf8(request).unwrap().to_lowercase();
    assert!(text.contains("\r\nauthorization: bearer token\r\n"), "{text}");
    let version = env!("CARGO_PKG_VERSION");
    let agent = format!("\r\nuser-agent: plane-client/{version} tracker-sync/2.1 (night)\r\n");
    assert!(text.contains(&agent), "{text}");
}

#[test]
fn text_of_a_caller_adds_no_header() {
    for hostile in [
        "",
        " ",
        "x\r\nX-HTTP-Method-Override: DELETE",
        "x\n",
        "\t",
        "\0",
        "\u{7f}",
        "\u{e4}",
    ] {
        let server = "http://127.0.0.1:9";
        let named = PlaneClient::builder(server, "key")
            .workspace("lab")
            .user_agent(hostile)
            .build();
        assert!(
            matches!(named, Err(ConfigError::UserAgent)),
            "{hostile:?}: {named:?}"
        );
        for auth in [Auth::ApiKey(hostile.into()), Auth::Bearer(hostile.into())] {
            let known = PlaneClient::builder(server, auth).workspace("lab").build();
            assert!(
                matches!(known, Err(ConfigError::Credential)),
                "{hostile:?}: {known:?}"
            );
        }
    }
}

#[tokio::test]
async fn reads_are_untouched_and_carry_no_body() {
    let world = World::start();
    let client = world.closed().with_project(world.production.project);
    assert_eq!(client.projects().list().all().await.unwrap().len(), 2);
    let states = client
        .in_project(world.production.project)
        .states()
        .list()
        .all()
        .await
        .unwrap();
    assert!(states.iter().any(|state| state.name == "Deploy"));
    client.find_work_item(&world.production.key).await.unwrap();
    let requests = world.plane.requests();
    assert_eq!(requests.len(), 3);
    assert!(
        requests
            .iter()
            .all(|request| request.method == "GET" && request.body.is_empty())
    );
}

/// A server that takes the method from the query, as some do, must not find one there.
#[tokio::test]
async fn text_in_a_query_stays_the_value_of_its_parameter() {
    let server = Recorder::conversing(
        "127.0.0.1",
        &[Answer::Bytes(Recorder::json("404 Not Found", "{}"))],
    );
    let client = opted_in(&server.origin()).attempts(1).build().unwrap();
    let hostile = "x&_method=DELETE#f\r\nX-HTTP-Method-Override: DELETE\r\n\r\n?/../";
    let items = client.in_project(sandbox()).work_items();
    items.list().order_by(hostile).all().await.unwrap_err();
    items.list().expand([hostile]).all().await.unwrap_err();
    items.get_expanded(item(), [hostile]).await.unwrap_err();
    items.get_by_external_id(hostile, hostile).await.unwrap_err();
    client.search_work_items(hostile, 1).await.unwrap_err();
    drop((client, items));

    let requests = server.take();
    assert_eq!(requests.len(), 5);
    for request in requests {
        let line = line(&request);
        assert!(line.starts_with("GET /api/v1/workspaces/lab/"), "{line}");
        assert!(!line.contains("_method=") && !line.contains('#'), "{line}");
        let (names, _) = headers(&request);
        assert!(!names.contains("x-http-method-override"), "{line}");
    }
}

/// The public signatures of a file that hold a name of the HTTP library.
struct Signatures<'f> {
    file: &'f Path,
    theirs: BTreeSet<String>,
    seen: usize,
    found: Vec<String>,
}

impl Signatures<'_> {
    fn look(&mut self, visibility: &Visibility, signature: &impl ToTokens) {
        if !matches!(visibility, Visibility::Public(_)) {
            return;
        }
        self.seen += 1;
        self.look_at(signature);
    }

    fn look_at(&mut self, signature: &impl ToTokens) {
        let text = signature.to_token_stream().to_string();
        let names = text.split(|c: char| !c.is_alphanumeric() && c != '_');
        for name in names {
            if self.theirs.contains(name) {
                self.found
                    .push(format!("`{name}` in {}: {text}", self.file.display()));
            }
        }
    }
}

impl Visit<'_> for Signatures<'_> {
    fn visit_item_use(&mut self, item: &syn::ItemUse) {
        if matches!(item.vis, Visibility::Public(_)) {
            self.look(&item.vis, &item.tree);
        }
    }

    fn visit_item_fn(&mut self, item: &syn::ItemFn) {
        self.look(&item.vis, &item.sig);
    }

    fn visit_item_struct(&mut self, item: &syn::ItemStruct) {
        for field in &item.fields {
            self.look(&field.vis, &field.ty);
        }
    }

    fn visit_item_type(&mut self, item: &syn::ItemType) {
        self.look(&item.vis, &item.ty);
    }

    fn visit_item_impl(&mut self, item: &syn::ItemImpl) {
        // What implements a trait is as public as the trait; what is private in this crate is let pass by name below.
        if let Some((of, _)) = &item.trait_ {
            let is_private = ["Transport"].contains(&&*item.self_ty.to_token_stream().to_string());
            if !is_private {
                self.look_at(of);
            }
        }
        syn::visit::visit_item_impl(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &syn::ImplItemFn) {
        self.look(&item.vis, &item.sig);
    }

    fn visit_trait_item_fn(&mut self, item: &syn::TraitItemFn) {
        let sig: &Signature = &item.sig;
        self.look_at(sig);
    }
}

/// The names that a file takes from the HTTP library.
fn of_the_library(file: &syn::File) -> BTreeSet<String> {
    let mut names = BTreeSet::from(["reqwest".to_owned(), "hyper".to_owned()]);
    for item in &file.items {
        let syn::Item::Use(item) = item else { continue };
        let text = item.tree.to_token_stream().to_string();
        if text.starts_with("reqwest") || text.starts_with("hyper") {
            let taken = text.split(|c: char| !c.is_alphanumeric() && c != '_');
            names.extend(
                taken
                    .filter(|name| name.starts_with(char::is_uppercase))
                    .map(str::to_owned),
            );
        }
    }
    names
}

#[test]
fn no_caller_can_name_a_header_a_method_a_url_or_a_client_of_the_library() {
    let mut seen = 0;
    for (path, file) in parsed("client/src") {
        // The embedded server is a server, and for tests.
        if path.to_string_lossy().contains("client/src/embedded/") {
            continue;
        }
        let mut signatures = Signatures {
            file: &path,
            theirs: of_the_library(&file),
            seen: 0,
            found: Vec::new(),
        };
        signatures.visit_file(&file);
        assert!(signatures.found.is_empty(), "{:#?}", signatures.found);
        seen += signatures.seen;
    }
    assert!(seen > 100, "only {seen} public signatures were found");
}
