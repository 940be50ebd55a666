//! A guard that says yes to the sandbox, and a body that writes to production.
//!
//! What a permit cannot be made, copied or changed into is in `guard/tests/ui/permit`: it does not compile.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{Read, Write};
use std::net::TcpStream;

use plane_client::{Error, Stage};
use tests::{Recorder, World};
use write_guard::{Blocked, Identity, IsolationGate, Permit, Sandbox, Target, guarded_write};

use crate::fixture::{PRODUCTION, SANDBOX};

/// Who makes the mistakes.
struct Writer {
    gate: IsolationGate,
    server: Recorder,
    project: Fickle,
}

/// A place that a function may change.
struct Place {
    project: String,
}

/// An id that is another one each time it is asked for.
struct Fickle(Cell<&'static str>);

impl Fickle {
    fn turn(&self) -> &'static str {
        self.0.replace(PRODUCTION)
    }
}

impl Identity for Fickle {
    fn identity(&self) -> Option<Cow<'_, str>> {
        Some(self.turn().into())
    }
}

/// What calls itself the sandbox, in text and not in truth.
struct Liar;

impl Identity for Liar {
    fn identity(&self) -> Option<Cow<'_, str>> {
        Some(SANDBOX.into())
    }
}

impl Liar {
    fn in_the_path() -> &'static str {
        PRODUCTION
    }
}

type Later<'w> = Box<dyn FnOnce(&str) -> Result<(), Blocked> + 'w>;

impl Writer {
    fn new() -> Self {
        Self {
            gate: IsolationGate::new().sandbox(Sandbox::new([SANDBOX]).unwrap()),
            server: Recorder::start("HTTP/1.1 204 x\r\n\r\n"),
            project: Fickle(Cell::new(SANDBOX)),
        }
    }

    /// The one function that sends, as the README shows it: the target is read from the finished request.
    fn send(&self, permit: Permit, project: &str) -> Result<(), Blocked> {
        let path = format!("/projects/{project}/");
        permit.spend(|| Target::new(path.split('/').nth(2)))?;
        let address = self.server.origin().replace("http://", "");
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "DELETE {path} HTTP/1.1\r\n\r\n").unwrap();
        stream.read_to_end(&mut Vec::new()).unwrap();
        Ok(())
    }

    #[guarded_write(op = "honest", target = project, gate = self.gate, permit = permit)]
    fn honest(&self, project: &str) -> Result<(), Blocked> {
        self.send(permit, project)
    }

    #[guarded_write(op = "shadowed", target = project, gate = self.gate, permit = permit)]
    fn shadowed(&self, project: &str) -> Result<(), Blocked> {
        let project = project.replace(SANDBOX, PRODUCTION);
        self.send(permit, &project)
    }

    // `project: &mut String` does not compile; what is behind a `&mut` cannot be told from `&mut self`.
    #[guarded_write(op = "mutated", target = place.project, gate = self.gate, permit = permit)]
    fn mutated(&self, place: &mut Place) -> Result<(), Blocked> {
        PRODUCTION.clone_into(&mut place.project);
        self.send(permit, &place.project)
    }

    #[guarded_write(op = "field", target = self.project, gate = self.gate, permit = permit)]
    fn field(&self) -> Result<(), Blocked> {
        self.send(permit, self.project.turn())
    }

    #[guarded_write(op = "wrong", target = from, gate = self.gate, permit = permit)]
    fn wrong_parameter(&self, from: &str, to: &str) -> Result<(), Blocked> {
        assert_ne!(from, to);
        self.send(permit, to)
    }

    #[guarded_write(op = "liar", target = project, gate = self.gate, permit = permit)]
    fn liar(&self, project: &Liar) -> Result<(), Blocked> {
        self.send(permit, Liar::in_the_path())
    }

    #[guarded_write(op = "later", target = project, gate = self.gate, permit = permit)]
    fn later(&self, project: &str) -> Result<Later<'_>, Blocked> {
        Ok(Box::new(move |project| self.send(permit, project)))
    }

    #[guarded_write(op = "kept", target = project, gate = self.gate, permit = permit)]
    fn kept(&self, project: &str, kept: &mut Option<Permit>) -> Result<(), Blocked> {
        *kept = Some(permit);
        Ok(())
    }
}

#[test]
fn a_body_that_turns_to_production_is_refused_where_it_sends() {
    let writer = Writer::new();
    let mut kept = None;
    writer.kept(SANDBOX, &mut kept).unwrap();
    let later = writer.later(SANDBOX).unwrap();
    for (name, result) in [
        ("a shadowed parameter", writer.shadowed(SANDBOX)),
        (
            "a parameter that is changed",
            writer.mutated(&mut Place {
                project: SANDBOX.to_owned(),
            }),
        ),
        ("a field that changes", writer.field()),
        (
            "the wrong parameter named",
            writer.wrong_parameter(SANDBOX, PRODUCTION),
        ),
        ("an identity that lies", writer.liar(&Liar)),
        ("a closure that writes later", later(PRODUCTION)),
        ("a permit that was kept", writer.send(kept.unwrap(), PRODUCTION)),
    ] {
        let blocked = result.expect_err(name);
        assert_eq!(
            (blocked.code(), blocked.target()),
            ("ambiguous-target", Some(PRODUCTION)),
            "{name}"
        );
        assert_eq!(writer.server.connections(), 0, "{name}");
    }
}

#[test]
fn a_permit_is_one_write_to_its_own_target() {
    let writer = Writer::new();
    writer.honest(SANDBOX).unwrap();
    let later = writer.later(SANDBOX).unwrap();
    later(SANDBOX).unwrap();
    assert_eq!(writer.server.take().len(), 2);
    for elsewhere in [
        "",
        "/",
        &SANDBOX.to_uppercase(),
        &format!("{SANDBOX} "),
        "sandbox",
    ] {
        let later = writer.later(SANDBOX).unwrap();
        assert_eq!(
            later(elsewhere).unwrap_err().code(),
            "ambiguous-target",
            "{elsewhere:?}"
        );
    }
    assert_eq!(writer.server.connections(), 2);
}

#[test]
fn permits_of_two_sandboxes_cannot_be_swapped() {
    let sandboxes = [SANDBOX, "another-sandbox"];
    let writer = Writer {
        gate: IsolationGate::new().sandbox(Sandbox::new(sandboxes).unwrap()),
        ..Writer::new()
    };
    let [mut first, mut second] = sandboxes.map(|sandbox| {
        let mut kept = None;
        writer.kept(sandbox, &mut kept).unwrap();
        kept.unwrap()
    });
    std::mem::swap(&mut first, &mut second);
    assert!(writer.send(first, sandboxes[0]).is_err());
    assert!(writer.send(second, sandboxes[1]).is_err());
    assert_eq!(writer.server.connections(), 0);
}

#[tokio::test]
async fn a_work_item_of_another_project_is_not_written() {
    let world = World::start();
    let client = world.opted_in().with_project(world.sandbox.project);
    let result = client
        .update_issue_state(&world.production.key, Stage::Done)
        .await;
    assert!(matches!(result, Err(Error::OtherProject)), "{result:?}");
    assert_eq!(world.plane.writes().len(), 0);
}

#[tokio::test]
async fn a_comment_under_the_sandboxs_url_on_a_production_item_is_blocked() {
    let world = World::start();
    let client = world.opted_in().with_project(world.sandbox.project);
    let result = client.add_comment(world.production.item, "<p>Done.</p>").await;
    assert!(
        matches!(&result, Err(Error::Blocked(blocked)) if blocked.code() == "ambiguous-target"),
        "{result:?}"
    );
    assert_eq!(world.plane.writes().len(), 0);
    assert!(world.plane.comments(world.production.item).is_empty());
}
