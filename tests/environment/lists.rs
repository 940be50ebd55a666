//! Lists in variables, as teams and their slips write them, on the wire.

use std::process::Command;

use tests::Recorder;

const P: &str = "7a79f0a9-5278-49cd-9007-9a338f238f9c";
const S: &str = "8c5a3025-4f9d-4190-b79f-fa06276bb27e";

/// A test process that opted in, and nothing else.
const OPTED_IN: [(&str, &str); 2] = [
    ("WRITE_GUARD_TEST_PROCESS", "1"),
    ("WRITE_GUARD_SANDBOX_WRITES", "1"),
];
const ALLOWED: &str = "WRITE_GUARD_SANDBOX_PROJECTS";
const PROTECTED: &str = "WRITE_GUARD_PROTECTED_PROJECTS";

/// Runs `entry` with these words and variables, and returns what it said.
pub(crate) fn entry(words: &[&str], variables: &[(&str, &str)]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_entry"))
        .args(words)
        .env_clear()
        .envs(OPTED_IN)
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn server() -> Recorder {
    Recorder::start("HTTP/1.1 204 x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
}

#[test]
fn a_malformed_protected_list_lets_nothing_through() {
    let server = server();
    for (production, other) in [(P, S), ("acme/prod", "acme/sand")] {
        let said = entry(&[&server.origin(), production], &[(ALLOWED, production)]);
        assert_eq!(said, "allow", "without a protected list");
        assert_eq!(server.take().len(), 1);
        for list in [
            format!("{production};{other}"),
            format!("{production}:{other}"),
            format!("{production} {other}"),
            format!("{other}|{production}"),
            format!("${{{production}}}"),
            "${PROD}".to_owned(),
            "%PROD%".to_owned(),
            format!("<{production}>"),
            format!("[{production}]"),
            format!("{production}#x"),
            format!("{production} # production"),
            format!("prod={production}"),
            format!("PROD: {production}"),
            format!("https://tracker.example/projects/{production}"),
            format!("{production}/"),
            format!("!{production}"),
            format!("{production} as"),
            format!("{production} at tracker"),
            format!("{production} as project at"),
        ] {
            let said = entry(
                &[&server.origin(), production],
                &[(ALLOWED, production), (PROTECTED, &list)],
            );
            assert!(said.starts_with("unusable-allowlist "), "{list}: {said}");
            assert!(
                said.contains("entry 1 of `WRITE_GUARD_PROTECTED_PROJECTS`"),
                "{list}: {said}"
            );
        }
    }
    for list in [
        format!("{P}0"),
        format!("{P}/{S}"),
        format!("tracker.example/{P}"),
    ] {
        let said = entry(&[&server.origin(), P], &[(ALLOWED, P), (PROTECTED, &list)]);
        assert!(said.starts_with("unusable-allowlist "), "{list}: {said}");
    }
    assert_eq!(server.connections(), 2, "the two without a list");
}

#[test]
fn a_protected_entry_protects_in_every_spelling() {
    let server = server();
    for (list, target) in [
        ("Acme/Prod", "acme/prod"),
        ("acme/prod", "ACME/prod"),
        ("acme%2Fprod", "acme/prod"),
        ("acme/prod", "acme%2Fprod"),
        ("acme/prod", "acme%252fprod"),
        ("acme/prod", "%61cme/prod"),
        ("acme/prod as repository", "acme/prod"),
        ("acme/7", "acme/07"),
        ("acme/007", "acme/+7"),
        ("acme/prod at http://h.example", "acme/prod"),
    ] {
        // Bound to another server, it protects nothing here.
        let is_protected = !list.contains(" at ");
        let said = entry(
            &[&server.origin(), target],
            &[(ALLOWED, target), (PROTECTED, list)],
        );
        assert_eq!(
            said.starts_with("prod-project-in-test "),
            is_protected,
            "{list} {target}: {said}"
        );
        assert_eq!(server.take().len(), usize::from(!is_protected), "{list} {target}");
        if is_protected {
            assert!(
                said.contains("`WRITE_GUARD_PROTECTED_PROJECTS` protects it"),
                "{said}"
            );
        }
    }
}

#[test]
fn a_number_is_written_only_as_what_and_where_the_list_says() {
    let tracker = server();
    let other = server();
    let (here, there) = (tracker.origin(), other.origin());
    let at = format!("7 at {here}");
    let both = format!("7 as project at {}/", here.replace("http", "HTTP"));
    for (list, words, expected) in [
        ("7", vec![&*here, "7"], "unusable-allowlist"),
        ("acme,7", vec![&*here, "acme"], "unusable-allowlist"),
        ("7 as project", vec![&*here, "7", "project"], "allow"),
        ("7 as project", vec![&*here, "7", "group"], "prod-project-in-test"),
        ("7 as project", vec![&*here, "7"], "prod-project-in-test"),
        (&*at, vec![&*here, "7"], "allow"),
        (&*at, vec![&*there, "7"], "prod-project-in-test"),
        (&*at, vec![&*here, "7", "project"], "prod-project-in-test"),
        (&*both, vec![&*here, "7", "project"], "allow"),
        (&*both, vec![&*there, "7", "project"], "prod-project-in-test"),
        (&*both, vec![&*here, "7", "group"], "prod-project-in-test"),
    ] {
        let said = entry(&words, &[(ALLOWED, list)]);
        assert_eq!(said.split(' ').next(), Some(expected), "{list} {words:?}: {said}");
        assert_eq!(
            tracker.take().len(),
            usize::from(expected == "allow"),
            "{list} {words:?}"
        );
        assert_eq!(other.connections(), 0, "{list} {words:?}");
    }
}

#[test]
fn an_opt_in_that_is_almost_one_is_told_and_opens_nothing() {
    let server = server();
    for value in ["true", "1 ", " 1", "01", "yes", ""] {
        let said = entry(
            &[&server.origin(), S],
            &[("WRITE_GUARD_SANDBOX_WRITES", value), (ALLOWED, S)],
        );
        assert!(said.starts_with("opt-in-disabled "), "{value:?}: {said}");
        assert!(said.contains("but not to exactly `1`"), "{value:?}: {said}");
    }
    assert_eq!(server.connections(), 0);
}

#[test]
fn a_block_says_which_list_refused() {
    let server = server();
    let origin = server.origin();
    for (variables, words) in [
        (vec![], "no list names any sandbox"),
        (
            vec![(ALLOWED, S)],
            "`WRITE_GUARD_SANDBOX_PROJECTS` does not name it",
        ),
        (
            vec![(ALLOWED, P), (PROTECTED, P)],
            "`WRITE_GUARD_PROTECTED_PROJECTS` protects it",
        ),
        (
            vec![(
                ALLOWED,
                "7a79f0a9-5278-49cd-9007-9a338f238f9c at http://h.example",
            )],
            "`WRITE_GUARD_SANDBOX_PROJECTS` names it on another server than `http://127.0.0.1:",
        ),
    ] {
        let said = entry(&[&origin, P], &variables);
        assert!(
            said.starts_with("prod-project-in-test ") && said.contains(words),
            "{said}"
        );
    }
    assert_eq!(server.connections(), 0);
}
