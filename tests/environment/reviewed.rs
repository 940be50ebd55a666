//! The reviewed file, found from where a test was started and from where its executable lies.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::fs::inotify;
use tests::{Recorder, detached};

const P: &str = "7a79f0a9-5278-49cd-9007-9a338f238f9c";

const ALLOWED: &str = "WRITE_GUARD_SANDBOX_PROJECTS";
const PROTECTED: &str = "WRITE_GUARD_PROTECTED_PROJECTS";
const PACKAGE: &str = "CARGO_MANIFEST_DIR";

/// A workspace: a package's folder, and an executable in the target folder.
struct Workspace(tempfile::TempDir);

impl Workspace {
    fn new() -> Self {
        let workspace = Self(tempfile::tempdir().unwrap());
        for folder in ["packages/one/.config", "target/debug", ".config"] {
            fs::create_dir_all(workspace.0.path().join(folder)).unwrap();
        }
        fs::write(workspace.0.path().join("Cargo.toml"), "[workspace]").unwrap();
        fs::copy(env!("CARGO_BIN_EXE_entry"), workspace.executable()).unwrap();
        workspace
    }

    fn package(&self) -> PathBuf {
        self.0.path().join("packages/one")
    }

    fn executable(&self) -> PathBuf {
        self.0.path().join("target/debug/entry")
    }

    fn file(&self) -> PathBuf {
        self.0.path().join(".config/write-guard.toml")
    }

    fn review(&self, text: &str) {
        fs::write(self.file(), text).unwrap();
    }
}

/// Runs `program` as a test that opted in, from a folder that has nothing to do with it.
fn entry(program: &Path, words: &[&str], variables: &[(&str, &OsStr)]) -> String {
    let output = Command::new(program)
        .args(words)
        .env_clear()
        .env("WRITE_GUARD_TEST_PROCESS", "1")
        .env("WRITE_GUARD_SANDBOX_WRITES", "1")
        .envs(variables.iter().copied())
        .current_dir("/")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn server() -> Recorder {
    Recorder::start("HTTP/1.1 204 x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
}

fn elsewhere() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_entry"))
}

#[test]
fn a_reviewed_file_counts_wherever_a_test_is_started_and_whatever_starts_it() {
    let (server, workspace) = (server(), Workspace::new());
    let origin = server.origin();
    let package = workspace.package();
    let by_package = [(PACKAGE, package.as_os_str()), (ALLOWED, OsStr::new(P))];
    let by_place = [(ALLOWED, OsStr::new(P))];
    let ways: [(&Path, &[_]); 2] = [(elsewhere(), &by_package), (&workspace.executable(), &by_place)];
    for (program, variables) in ways {
        assert_eq!(
            entry(program, &[&origin, P], variables),
            "allow",
            "without a file"
        );
    }
    assert_eq!(server.take().len(), 2);
    workspace.review(&format!("protected = [\"{P}\"]\n"));
    for (program, variables) in ways {
        let said = entry(program, &[&origin, P], variables);
        assert!(said.starts_with("prod-project-in-test "), "{said}");
        let file = workspace.file();
        assert!(
            said.contains(&format!("`protected` in `{}` protects it", file.display())),
            "{said}"
        );
    }
    assert_eq!(server.connections(), 2, "the two without a file");
}

#[test]
fn a_file_above_the_workspace_opens_nothing_and_spoils_nothing() {
    let (server, home) = (server(), tempfile::tempdir().unwrap());
    let package = home.path().join("checkout/package");
    fs::create_dir_all(&package).unwrap();
    fs::create_dir_all(home.path().join(".config")).unwrap();
    fs::write(home.path().join("checkout/Cargo.toml"), "[workspace]").unwrap();
    let by_package = [(PACKAGE, package.as_os_str())];
    for (text, variables, expected) in [
        ("sandbox = ['a']", vec![], "prod-project-in-test"),
        ("no list at all", vec![(ALLOWED, OsStr::new("a"))], "allow"),
    ] {
        fs::write(home.path().join(".config/write-guard.toml"), text).unwrap();
        let said = entry(
            elsewhere(),
            &[&server.origin(), "a"],
            &[&by_package[..], &variables].concat(),
        );
        assert_eq!(said.split(' ').next(), Some(expected), "{text}: {said}");
    }
    assert_eq!(server.take().len(), 1);
}

#[test]
fn file_variables_and_another_file_protect_together_and_allow_what_all_of_them_allow() {
    let (server, workspace) = (server(), Workspace::new());
    let origin = server.origin();
    let package = workspace.package();
    let inner = package.join(".config/write-guard.toml");
    for (outer_file, inner_file, variables, written) in [
        ("sandbox = ['a', 'b']", "", [("", ""); 2], vec!["a", "b"]),
        (
            "sandbox = ['a', 'b']",
            "sandbox = ['b', 'c']",
            [("", ""); 2],
            vec!["b"],
        ),
        (
            "sandbox = ['a', 'b']",
            "protected = ['a']",
            [("", ""); 2],
            vec!["b"],
        ),
        (
            "sandbox = ['a', 'b']",
            "",
            [(ALLOWED, "b,c"), ("", "")],
            vec!["b"],
        ),
        (
            "sandbox = ['a', 'b']",
            "",
            [("", ""), (PROTECTED, "B")],
            vec!["a"],
        ),
        ("protected = ['A']", "", [(ALLOWED, "a,b"), ("", "")], vec!["b"]),
        ("sandbox = []", "", [(ALLOWED, "a,b"), ("", "")], vec![]),
        (
            "[audit]\n",
            "# nothing",
            [(ALLOWED, "a,b"), ("", "")],
            vec!["a", "b"],
        ),
    ] {
        workspace.review(outer_file);
        fs::write(&inner, inner_file).unwrap();
        let mut environment = vec![(PACKAGE, package.as_os_str())];
        let given = variables.iter().filter(|(name, _)| !name.is_empty());
        environment.extend(given.map(|(name, value)| (*name, OsStr::new(*value))));
        let let_through: Vec<_> = ["a", "b", "c"]
            .into_iter()
            .filter(|id| entry(elsewhere(), &[&origin, id], &environment) == "allow")
            .collect();
        assert_eq!(let_through, written, "{outer_file} {inner_file} {variables:?}");
        assert_eq!(
            server.take().len(),
            written.len(),
            "{outer_file} {inner_file} {variables:?}"
        );
    }
}

#[test]
fn a_file_that_cannot_be_used_lets_nothing_through() {
    let (server, workspace) = (server(), Workspace::new());
    let origin = server.origin();
    for text in [
        "sandbox = [\"a\"",
        "sandbox = [\"a;b\"]",
        "sandbox = [7]",
        "sandbox = [\"7\"]",
        "sandbox = \"a\"",
        "protect = [\"a\"]",
        "[sandbox]\n",
        "[audit]\nprotected = [\"a\"]",
        "protected = [\"https://h.example/a\"]",
        "protected = [\"a\"]\nprotected = [\"b\"]",
        "<<<<<<< HEAD\n",
    ] {
        workspace.review(text);
        let said = entry(
            &workspace.executable(),
            &[&origin, "a"],
            &[(ALLOWED, OsStr::new("a"))],
        );
        assert!(said.starts_with("unusable-allowlist "), "{text:?}: {said}");
        assert!(said.contains("write-guard.toml`"), "{text:?}: {said}");
    }
    let is_refused = |what: &str| {
        let variables = [(ALLOWED, OsStr::new("a"))];
        let said = entry(&workspace.executable(), &[&origin, "a"], &variables);
        assert!(said.starts_with("unusable-allowlist "), "{what}: {said}");
    };
    fs::remove_file(workspace.file()).unwrap();
    fs::create_dir(workspace.file()).unwrap();
    is_refused("a folder");
    fs::remove_dir(workspace.file()).unwrap();
    std::os::unix::fs::symlink("/no/such/file", workspace.file()).unwrap();
    is_refused("a link to nothing");
    assert_eq!(server.connections(), 0);
}

/// Whether a file was opened in the `.config` of a workspace meanwhile.
fn is_opened(workspace: &Workspace, meanwhile: impl FnOnce()) -> bool {
    let watch = inotify::init(inotify::CreateFlags::NONBLOCK).unwrap();
    let folder = workspace.0.path().join(".config");
    inotify::add_watch(
        &watch,
        folder,
        inotify::WatchFlags::OPEN | inotify::WatchFlags::ACCESS,
    )
    .unwrap();
    meanwhile();
    let mut events = [0; 4096];
    rustix::io::read(&watch, &mut events).is_ok_and(|length| length > 0)
}

#[test]
fn a_live_process_opens_no_reviewed_file() {
    let (server, workspace) = (server(), Workspace::new());
    workspace.review("this would block every write of a test");
    let (program, package) = (workspace.executable(), workspace.package());
    let words = [&*server.origin(), "7", "project"];
    let is_read = is_opened(&workspace, || {
        let environment = [(PACKAGE, package.to_str().unwrap()), (ALLOWED, "*")];
        let (code, said) = detached(&program, &words, &environment);
        assert_eq!((code, said.trim()), (0, "allow"));
    });
    assert!(!is_read);
    assert_eq!(server.take().len(), 1, "the live write arrived");
    let is_read = is_opened(&workspace, || {
        let said = entry(&program, &words, &[]);
        assert!(said.starts_with("unusable-allowlist "), "{said}");
    });
    assert!(is_read, "a test process opens it, so the watch can see it");
    assert_eq!(server.connections(), 1);
}
