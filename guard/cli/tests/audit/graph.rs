//! What is in the dependency graph, and what of it this run compiles.

use serde_json::Value;

use crate::package::Package;
use crate::{audit, lines, text};

/// As much of `tokio` as has rules.
const TOKIO: &str = r#"
#[cfg(feature = "net")]
pub mod net {
    pub struct TcpStream;
    impl TcpStream {
        pub fn connect<A>(_: A) {}
    }
    pub struct UdpSocket;
    impl UdpSocket {
        pub fn connect<A>(&self, _: A) {}
        pub fn send_to<A>(&self, _: A) {}
    }
}
#[cfg(feature = "process")]
pub mod process {
    pub struct Command;
    impl Command {
        pub fn new<S>(_: S) {}
    }
}
"#;

/// As much of `hyper` 0.14 as has rules with its features `client` and `http1`.
const HYPER: &str = r#"
pub struct Body;
#[cfg(feature = "client")]
pub mod client {
    pub mod conn {
        pub struct SendRequest<B>(pub B);
        impl<B> SendRequest<B> {
            pub fn send_request(&mut self, _: B) {}
        }
    }
}
"#;

/// What is called of it reads, and connects by tokio.
const CODE: &str = "pub fn reach() { tokio::net::TcpStream::connect(\"localhost:1\"); }\n";

fn manifest(name: &str, version: &str, rest: &str) -> String {
    format!("[package]\nname = \"{name}\"\nversion = \"{version}\"\nedition = \"2021\"\n{rest}\n")
}

fn with_tokio(dependencies: &str) -> Package {
    let package = Package::new();
    package.write(".config/write-guard.toml", "");
    package.write("src/lib.rs", CODE);
    for (folder, version) in [("tokio", "1.40.0"), ("later", "1.41.0")] {
        let features = "[features]\nnet = []\nprocess = []";
        package.write(
            &format!("{folder}/Cargo.toml"),
            &manifest("tokio", version, features),
        );
        package.write(&format!("{folder}/src/lib.rs"), TOKIO);
    }
    package.write(
        "Cargo.toml",
        &manifest(
            "little",
            "0.1.0",
            &format!("[workspace]\nexclude = [\"tokio\", \"later\"]\n{dependencies}"),
        ),
    );
    package
}

/// The exit code, the dead rules, and the summary.
fn tried(package: &Package, args: &[&str]) -> (i32, Vec<String>, Value) {
    let output = audit(package.path(), &[&["--format", "json"], args].concat())
        .output()
        .unwrap();
    let dead = lines(&output, "dead-rule");
    let dead = dead.iter().map(|dead| text(dead, "path").to_owned()).collect();
    let said = String::from_utf8_lossy(&output.stderr);
    let summary = lines(&output, "summary").pop();
    assert!(summary.is_some(), "{said}");
    let summary = summary.unwrap_or_default();
    (output.status.code().unwrap(), dead, summary)
}

#[test]
fn a_version_that_is_not_built_is_not_dead() {
    for other in [
        "[target.'cfg(target_os = \"none\")'.dependencies]\nlater = { package = \"tokio\", path = \"later\", features = [\"net\"] }",
        "later = { package = \"tokio\", path = \"later\", features = [\"net\"], optional = true }\n[features]\non = [\"later\"]",
    ] {
        let package = with_tokio(&format!(
            "[dependencies]\ntokio = {{ path = \"tokio\", features = [\"net\"] }}\n{other}"
        ));
        let (code, dead, summary) = tried(&package, &[]);
        assert_eq!((code, dead), (0, Vec::new()), "{other}");
        let libraries = summary["libraries"].as_array().unwrap();
        assert!(libraries.contains(&"tokio 1.40.0".into()), "{libraries:?}");
        assert!(
            !libraries.contains(&"tokio 1.41.0".into()),
            "not tried: {libraries:?}"
        );
    }
}

#[test]
fn what_is_built_of_two_versions_is_tried_in_both() {
    let package = with_tokio(
        "[dependencies]\ntokio = { path = \"tokio\", features = [\"net\"] }\nlater = { package = \"tokio\", path = \"later\", features = [\"net\"] }",
    );
    assert_eq!(tried(&package, &[]).0, 0);
    for folder in ["tokio", "later"] {
        let without = TOKIO.replace("pub fn send_to<A>(&self, _: A) {}", "");
        package.write(&format!("{folder}/src/lib.rs"), &without);
        let (code, dead, _) = tried(&package, &[]);
        assert_eq!(
            (code, dead),
            (4, vec!["tokio::net::UdpSocket::send_to".to_owned()])
        );
        package.write(&format!("{folder}/src/lib.rs"), TOKIO);
    }
}

#[test]
fn a_feature_that_this_run_leaves_off_kills_no_rule() {
    let package = with_tokio("[dependencies]\ntokio = { path = \"tokio\", features = [\"net\"] }");
    // Another package of the workspace wants more of it; only cargo knows that this one is built without.
    let other = "[dependencies]\ntokio = { path = \"../tokio\", features = [\"process\"] }";
    package.write("other/Cargo.toml", &manifest("other", "0.1.0", other));
    package.write("other/src/lib.rs", "");
    let root = "[workspace]\nexclude = [\"tokio\", \"later\"]\nmembers = [\"other\"]\n[dependencies]\ntokio = { path = \"tokio\", features = [\"net\"] }";
    package.write("Cargo.toml", &manifest("little", "0.1.0", root));
    assert_eq!(tried(&package, &["-p", "little"]).1, Vec::<String>::new());
    // Built twice, once with and once without: each for what it has.
    package.write(
        "build.rs",
        "fn main() { tokio::process::Command::new(\"true\"); }",
    );
    let build = "[build-dependencies]\ntokio = { path = \"tokio\", features = [\"process\"] }";
    package.write(
        "Cargo.toml",
        &manifest("little", "0.1.0", &format!("{root}\n{build}")),
    );
    let (code, dead, _) = tried(&package, &["-p", "little"]);
    assert_eq!((code, dead), (0, Vec::new()));
    let without = TOKIO.replace("pub fn new<S>(_: S) {}", "pub fn start<S>(_: S) {}");
    package.write("tokio/src/lib.rs", &without);
    package.write(
        "build.rs",
        "fn main() { tokio::process::Command::start(\"true\"); }",
    );
    let (code, dead, _) = tried(&package, &["-p", "little"]);
    assert_eq!((code, dead), (4, vec!["tokio::process::Command::new".to_owned()]));
}

#[test]
fn a_rule_of_ones_own_lives_if_one_version_has_it() {
    let package = with_tokio(
        "[dependencies]\ntokio = { path = \"tokio\" }\nlater = { package = \"tokio\", path = \"later\" }",
    );
    package.write("src/lib.rs", "");
    let rule = "[[audit.rule]]\npath = \"tokio::send\"\nkind = \"write\"\n";
    package.write(".config/write-guard.toml", rule);
    assert_eq!(tried(&package, &[]).0, 4);
    for folder in ["tokio", "later"] {
        package.write(&format!("{folder}/src/lib.rs"), "pub fn send() {}");
        assert_eq!(tried(&package, &[]).0, 0, "{folder}");
        package.write(&format!("{folder}/src/lib.rs"), TOKIO);
    }
}

fn with_courier(features: &str) -> Package {
    let package = Package::new();
    package.write(".config/write-guard.toml", "");
    package.write("src/lib.rs", "pub fn close() { courier::deliver(); }\n");
    package.write(
        "Cargo.toml",
        &manifest(
            "little",
            "0.1.0",
            "[workspace]\nexclude = [\"hyper\", \"courier\", \"wire\"]\n[dependencies]\ncourier = { path = \"courier\" }",
        ),
    );
    package.write(
        "courier/Cargo.toml",
        &manifest(
            "courier",
            "0.3.0",
            "[dependencies]\nwire = { path = \"../wire\" }",
        ),
    );
    package.write("courier/src/lib.rs", "pub fn deliver() {}\n");
    let hyper = format!("[dependencies]\nhyper = {{ path = \"../hyper\", features = [{features}] }}");
    package.write("wire/Cargo.toml", &manifest("wire", "0.1.0", &hyper));
    package.write("wire/src/lib.rs", "");
    let features = "[features]\nclient = []\nhttp1 = []\ntcp = []\nserver = []";
    package.write("hyper/Cargo.toml", &manifest("hyper", "0.14.30", features));
    package.write("hyper/src/lib.rs", HYPER);
    package
}

#[test]
fn a_library_without_rules_that_reaches_what_sends_is_told_and_what_to_do() {
    let package = with_courier("\"client\", \"http1\"");
    let (code, said) = package.told(&[]);
    assert_eq!(code, 0);
    let line = "not looked into: courier 0.3.0 (sends with hyper 0.14.30): no rule is about what is called of them; \
                give what sends a rule in `.config/write-guard.toml`, or audit them too with `--dependencies`\n";
    assert!(said.contains(line), "{said}");
    let output = audit(package.path(), &["--format", "json"]).output().unwrap();
    let told = lines(&output, "without-rules");
    assert_eq!(text(&told[0], "library"), "courier 0.3.0");
    assert_eq!(text(&told[0], "through"), "hyper 0.14.30");
    assert_eq!(lines(&output, "summary")[0]["without_rules"][0], "courier 0.3.0");
    let output = audit(package.path(), &["--format", "sarif"]).output().unwrap();
    let sarif: Value = serde_json::from_slice(&output.stdout).unwrap();
    let notification = &sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    assert!(
        text(&notification["message"], "text").contains("courier 0.3.0"),
        "{notification}"
    );
}

#[test]
fn it_is_not_told_of_what_is_looked_into_and_what_cannot_send() {
    let package = with_courier("\"client\", \"http1\"");
    let is_told = |package: &Package, args: &[&str]| package.told(args).1.contains("not looked into");
    assert!(is_told(&package, &[]));
    assert!(!is_told(&package, &["--dependencies"]));
    let rule = "[[audit.rule]]\npath = \"courier::deliver\"\nkind = \"write\"\n";
    package.write(".config/write-guard.toml", rule);
    let (code, said) = package.told(&[]);
    assert_eq!(code, 1, "its call is a write now: {said}");
    assert!(!said.contains("not looked into"), "{said}");
    let server = with_courier("\"server\"");
    server.write("hyper/src/lib.rs", "pub struct Body;");
    assert!(!is_told(&server, &[]), "without its client hyper sends nothing");
    let members = manifest(
        "little",
        "0.1.0",
        "[workspace]\nmembers = [\"courier\"]\nexclude = [\"hyper\", \"wire\"]\n[dependencies]\ncourier = { path = \"courier\" }",
    );
    package.write(".config/write-guard.toml", "");
    package.write("Cargo.toml", &members);
    assert!(
        is_told(&package, &["-p", "little"]),
        "a member that was not asked for"
    );
    let (_, said) = package.told(&["--workspace"]);
    assert!(said.contains("not looked into: wire 0.1.0"), "{said}");
}

#[test]
fn what_an_older_octocrab_does_not_have_yet_is_not_dead() {
    let package = Package::new();
    package.write(".config/write-guard.toml", "");
    package.write("src/lib.rs", "");
    let root = "[workspace]\nexclude = [\"octocrab\"]\n[dependencies]\noctocrab = { path = \"octocrab\" }";
    package.write("Cargo.toml", &manifest("little", "0.1.0", root));
    // One that is there is tried: what does not say anything of it is told.
    let own = "pub struct Octocrab; impl Octocrab { pub fn _post(&self) {} }";
    package.write("octocrab/src/lib.rs", own);
    let dead_in = |version| {
        package.write("octocrab/Cargo.toml", &manifest("octocrab", version, ""));
        let (code, dead, _) = tried(&package, &[]);
        assert_eq!(code, 4, "{version}");
        dead
    };
    assert_eq!(dead_in("0.54.8"), ["octocrab::Octocrab::_post"]);
    assert!(dead_in("0.54.9").len() > 600);
}
