//! A client that is not ours: blocking, over another HTTP library, with ids that are plain text.

use tests::World;
use tests::tracker::{Error, Tracker};
use write_guard::{Blocked, IsolationGate, Sandbox, Target, guarded_write};

fn blocked(result: Result<u16, Error>) -> Blocked {
    match result {
        Err(Error::Blocked(blocked)) => blocked,
        other => panic!("expected a block, got {other:?}"),
    }
}

fn opted_in(world: &World) -> Tracker {
    let sandbox = Sandbox::new([world.sandbox.project.to_string()]).unwrap();
    Tracker::new(world.root(), world.plane.api_key()).sandbox(sandbox)
}

#[test]
fn a_foreign_client_writes_to_its_sandbox_alone() {
    let world = World::start();
    let tracker = opted_in(&world);
    let [sandbox, production] = [&world.sandbox, &world.production].map(|place| place.project.to_string());

    assert_eq!(
        tracker
            .comment(Some(&sandbox), &world.sandbox.item.to_string(), "<p>Hi.</p>")
            .unwrap(),
        201
    );
    assert_eq!(world.plane.writes().len(), 1);
    world.plane.clear();

    let blocked = blocked(tracker.comment(
        Some(&production),
        &world.production.item.to_string(),
        "<p>Hi.</p>",
    ));
    assert_eq!(blocked.code(), "prod-project-in-test");
    assert_eq!(world.plane.connections(), 0);
}

#[test]
fn tc_08_none_empty_and_blank_targets_are_ambiguous() {
    let world = World::start();
    let tracker = opted_in(&world);
    for target in [
        None,
        Some(""),
        Some(" "),
        Some("\t\n"),
        Some("\u{a0}\u{2003}"),
        Some("\u{1c}\u{1f}"),
    ] {
        assert_eq!(
            blocked(tracker.comment(target, "1", "")).code(),
            "ambiguous-target",
            "{target:?}"
        );
    }
    assert_eq!(world.plane.connections(), 0);
}

#[test]
fn other_spellings_of_the_sandbox_are_not_the_sandbox() {
    let world = World::start();
    let tracker = opted_in(&world);
    let sandbox = world.sandbox.project.to_string();
    for target in [
        sandbox.to_uppercase(),
        sandbox.replace('-', ""),
        format!(" {sandbox}"),
        format!("{sandbox} "),
        format!("{sandbox}/"),
        format!("{sandbox}/../{}", world.production.project),
        format!("{{{sandbox}}}"),
        format!("{sandbox},"),
        sandbox.chars().take(35).collect(),
    ] {
        assert_eq!(
            blocked(tracker.comment(Some(&target), "1", "")).code(),
            "prod-project-in-test",
            "{target:?}"
        );
    }
    assert_eq!(world.plane.connections(), 0);
}

#[test]
fn a_permit_for_one_target_does_not_serve_another() {
    let gate = IsolationGate::new().sandbox(Sandbox::new(["sand"]).unwrap());
    let blocked = write_elsewhere(&gate, "sand", "production").unwrap_err();
    assert_eq!(
        (blocked.code(), blocked.target()),
        ("ambiguous-target", Some("production"))
    );
    assert!(write_elsewhere(&gate, "sand", "sand").is_ok());
}

/// Says that it writes to `named` and writes to `written`: what a shadowed variable does.
#[guarded_write(op = "probe", target = named, gate = gate, permit = permit)]
fn write_elsewhere(gate: &IsolationGate, named: &str, written: &str) -> Result<(), Blocked> {
    permit.spend(|| Target::new(Some(written)))
}

#[guarded_write(op = "probe", target = project, gate = gate, permit = permit)]
fn send_to(gate: &IsolationGate, project: &str, origin: &str) -> Result<(), Blocked> {
    permit.spend(|| Target::new(Some(project)).at(origin))
}

#[test]
fn a_permit_for_one_server_does_not_serve_another() {
    let gate = IsolationGate::new()
        .sandbox(Sandbox::new(["sand"]).unwrap())
        .origin("https://plane.example");
    assert!(send_to(&gate, "sand", "https://plane.example").is_ok());
    for origin in [
        "https://plane.example:8443",
        "http://plane.example",
        "https://plane.example.evil.example",
        "",
    ] {
        assert_eq!(
            send_to(&gate, "sand", origin).unwrap_err().code(),
            "ambiguous-target",
            "{origin}"
        );
    }
}
