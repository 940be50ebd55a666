//! What an attribute says of its target is what the lists are asked about.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::cell::Cell;
use std::num::NonZeroU8;

use write_guard::{Blocked, IsolationGate, Sandbox, guarded_write};

struct Client {
    gate: IsolationGate,
    writes: Cell<u32>,
}

impl Client {
    fn of(sandbox: &[&str]) -> Self {
        Self {
            gate: IsolationGate::new().sandbox(Sandbox::new(sandbox).unwrap()),
            writes: Cell::new(0),
        }
    }

    #[expect(clippy::unnecessary_wraps, reason = "it stands for what sends")]
    fn write(&self) -> Result<(), Blocked> {
        self.writes.set(self.writes.get() + 1);
        Ok(())
    }

    #[guarded_write(op = "delete", target = project as "project", gate = self.gate)]
    fn delete_project(&self, project: u64) -> Result<(), Blocked> {
        let _ = project;
        self.write()
    }

    #[guarded_write(op = "delete", target = group as "group", gate = self.gate)]
    fn delete_group(&self, group: u64) -> Result<(), Blocked> {
        let _ = group;
        self.write()
    }

    #[guarded_write(op = "delete", target = thing, gate = self.gate)]
    fn delete(&self, thing: u64) -> Result<(), Blocked> {
        let _ = thing;
        self.write()
    }

    #[guarded_write(op = "close", target = (owner, repo), item = number, gate = self.gate)]
    fn close(&self, owner: &str, repo: &str, number: u8) -> Result<(), Blocked> {
        let _ = (owner, repo, number);
        self.write()
    }

    #[guarded_write(op = "close", target = (owner, repo, number) as "issue", gate = self.gate)]
    fn close_issue(&self, owner: &str, repo: &str, number: NonZeroU8) -> Result<(), Blocked> {
        let _ = (owner, repo, number);
        self.write()
    }

    /// How many writes went out, and the codes of those that did not.
    fn sent(self) -> u32 {
        drop(write_guard::ledger::take());
        self.writes.get()
    }
}

fn code(answer: Result<(), Blocked>) -> &'static str {
    answer.map_or_else(|blocked| blocked.code(), |()| "allowed")
}

#[test]
fn a_number_is_written_as_the_kind_that_the_list_names_and_as_no_other() {
    let client = Client::of(&["7 as project"]);
    assert_eq!(code(client.delete_project(7)), "allowed");
    assert_eq!(code(client.delete_group(7)), "prod-project-in-test");
    assert_eq!(code(client.delete(7)), "prod-project-in-test");
    assert_eq!(code(client.delete_project(8)), "prod-project-in-test");
    assert_eq!(client.sent(), 1);
}

#[test]
fn a_number_with_a_kind_is_not_written_by_a_list_that_names_none() {
    let client = Client::of(&["7"]);
    assert_eq!(code(client.delete(7)), "allowed");
    assert_eq!(code(client.delete_project(7)), "prod-project-in-test");
    assert_eq!(client.sent(), 1);
}

#[test]
fn all_parts_are_one_identity() {
    let client = Client::of(&["acme/sandbox", "sandbox", "acme/sandbox/7 as issue"]);
    assert_eq!(code(client.close("acme", "sandbox", 7)), "allowed");
    for (owner, repo) in [("acme-prod", "sandbox"), ("acme", "prod"), ("Acme", "sandbox")] {
        assert_eq!(
            code(client.close(owner, repo, 7)),
            "prod-project-in-test",
            "{owner} {repo}"
        );
    }
    // A part that holds a separator, and one that is not there, could be read as another identity.
    for (owner, repo) in [
        ("acme/sandbox", ""),
        ("", "sandbox"),
        ("acme/", "sandbox"),
        ("", "acme/sandbox"),
        ("acme", " "),
    ] {
        assert_eq!(
            code(client.close(owner, repo, 7)),
            "ambiguous-target",
            "{owner} {repo}"
        );
    }
    assert_eq!(
        code(client.close_issue("acme", "sandbox", NonZeroU8::new(7).unwrap())),
        "allowed"
    );
    assert_eq!(
        code(client.close_issue("acme", "sandbox", NonZeroU8::MIN)),
        "prod-project-in-test"
    );
    assert_eq!(client.sent(), 2);
}
