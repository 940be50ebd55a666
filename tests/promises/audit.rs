//! TC-12: what the audit says.

use plane_client::Stage;
use tests::issues::Issues;
use tests::{World, logged};
use write_guard::{Blocked, Sandbox, guarded_write};

#[test]
fn tc_12_a_block_is_an_error_with_project_work_item_operation_and_reason() {
    let world = World::start();
    let client = world.opted_in().with_project(world.production.project);
    let (result, log) = logged(client.update_issue_state(&world.production.key, Stage::Done));
    result.unwrap_err();

    let events = log.events();
    assert_eq!(events.len(), 1);
    let event = &events[0];
    assert_eq!(event["level"], "ERROR");
    let fields = &event["fields"];
    assert_eq!(fields["project_id"], world.production.project.to_string());
    assert_eq!(fields["work_item"], "ORCH-114");
    assert_eq!(fields["op"], "state");
    assert_eq!(fields["reason"], "prod-project-in-test");
    assert!(
        fields["signal"].as_str().is_some_and(|signal| !signal.is_empty()),
        "it says why this is a test"
    );
}

#[test]
fn tc_12_a_sandbox_allow_is_an_info_that_says_allowed() {
    let world = World::start();
    let client = world.opted_in().with_project(world.sandbox.project);
    let (result, log) = logged(client.add_comment(world.sandbox.item, "<p>Done.</p>"));
    result.unwrap();

    let events = log.events();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["level"], "INFO");
    assert!(
        events[0]["fields"]["message"]
            .as_str()
            .is_some_and(|message| message.contains("ALLOWED"))
    );
    assert_eq!(events[0]["fields"]["reason"], "sandbox-allowed");
}

#[guarded_write(op = "issues.patch", target = project, gate = gate)]
fn by_attribute(project: &str, gate: &write_guard::IsolationGate) -> Result<(), Blocked> {
    Ok(())
}

#[test]
fn tc_12_a_layer_leaves_the_records_of_the_attribute() {
    let server = tests::Recorder::start(&tests::Recorder::json("200 OK", "{}"));
    let sandbox = Some(Sandbox::new(["sand"]).unwrap());
    let gate = write_guard::IsolationGate::new().sandbox(sandbox.clone().unwrap());
    let client = Issues::new(&server.origin(), sandbox, |stack| stack).unwrap();
    for project in ["sand", "production"] {
        let (by_layer, layer) = logged(client.close(project, 7));
        let (by_attribute, attribute) = logged(async { by_attribute(project, &gate) });
        assert_eq!(by_layer.is_ok(), by_attribute.is_ok(), "{project}");
        if let (Err(tests::issues::Error::Blocked(by_layer)), Err(by_attribute)) = (by_layer, by_attribute) {
            assert_eq!(by_layer, by_attribute);
        }
        let [layer, attribute] = [layer.events(), attribute.events()];
        assert_eq!(layer.len(), 1, "{project}");
        for field in ["level", "target", "fields"] {
            assert_eq!(layer[0][field], attribute[0][field], "{project}");
        }
    }
    assert_eq!(server.connections(), 1);
}

#[test]
fn tc_12_without_a_target_all_four_fields_are_still_there() {
    let world = World::start();
    let client = world.client().build().unwrap();
    let (result, log) = logged(client.set_issue_done(world.sandbox.item));
    result.unwrap_err();
    for field in ["project_id", "work_item", "op", "reason"] {
        assert!(log.events()[0]["fields"][field].is_string(), "{field}");
    }
}
