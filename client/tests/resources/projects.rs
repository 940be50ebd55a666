use plane_client::{Change, Error, Network, NewProject, Project, ProjectPatch, ProjectSummary, Role};
use serde_json::{Value, json};

use servers::{Recorder, World, assert_blocked, one};

#[tokio::test]
async fn the_sandbox_itself_is_written_as_said() {
    let world = World::start();
    let projects = world.opted_in().projects();
    let project = world.sandbox.project;

    let patch = ProjectPatch::new()
        .description("changed")
        .intake_view(true)
        .project_lead(Change::Clear);
    let saved = projects.update(project, &patch).await.unwrap();
    assert_eq!((saved.id, saved.description.as_str()), (project, "changed"));
    let body = json!({"description": "changed", "intake_view": true, "project_lead": null});
    assert_eq!(world.arrived(), one("PATCH", format!("{project}/"), body));

    projects.archive(project).await.unwrap();
    assert_eq!(
        world.arrived(),
        one("POST", format!("{project}/archive/"), Value::Null)
    );
    assert!(projects.get(project).await.unwrap().archived_at.is_some());
    projects.unarchive(project).await.unwrap();
    assert_eq!(
        world.arrived(),
        one("DELETE", format!("{project}/archive/"), Value::Null)
    );

    let summary = projects.summary(project).await.unwrap();
    assert_eq!((summary.id, summary.counts.states), (project, Some(6)));
    assert_eq!(summary.counts.work_items, Some(1));

    // It was there before: what of other projects refers to it nobody knows.
    assert_blocked(projects.delete(project).await, "ambiguous-target");
    assert_eq!(world.arrived(), []);
    assert_eq!(world.plane.projects().len(), 2);
}

#[tokio::test]
async fn neither_production_nor_a_new_project_is_the_sandbox() {
    let world = World::start();
    let projects = world.opted_in().projects();
    let project = world.production.project;
    let patch = ProjectPatch::new().identifier("SAND");
    assert_blocked(
        projects.create(&NewProject::new("New", "NEW")).await,
        "ambiguous-target",
    );
    assert_blocked(projects.update(project, &patch).await, "prod-project-in-test");
    assert_blocked(projects.archive(project).await, "prod-project-in-test");
    assert_blocked(projects.unarchive(project).await, "prod-project-in-test");
    assert_blocked(projects.delete(project).await, "prod-project-in-test");
    world.assert_unreached();
}

/// Version 1.3.1 takes it from nobody.
#[tokio::test]
async fn a_default_state_is_sent_as_said_and_refused_aloud() {
    let world = World::start();
    let (projects, project) = (world.opted_in().projects(), world.sandbox.project);
    let patch = ProjectPatch::new().default_state(world.sandbox.done);
    let refused = projects.update(project, &patch).await.unwrap_err();
    let expected = "Please provide valid detail";
    assert!(
        matches!(&refused, Error::Rejected { .. }) && refused.to_string().contains(expected),
        "{refused:?}"
    );
    let body = json!({"default_state": world.sandbox.done});
    assert_eq!(world.arrived(), one("PATCH", format!("{project}/"), body));
    let cleared = serde_json::to_value(ProjectPatch::new().default_state(Change::Clear)).unwrap();
    assert_eq!(cleared, json!({"default_state": null}));
}

#[tokio::test]
async fn an_answer_about_another_project_is_an_error() {
    let world = World::start();
    // The one answer that names its project as `id`.
    let answer =
        json!({"id": world.production.project, "name": "Orchestra", "identifier": "ORCH"}).to_string();
    let server = Recorder::saying(move |_| (200, answer.clone()));
    let client = world.opting_in_at(&server).build().unwrap();
    let patch = ProjectPatch::new().description("changed");
    let result = client.projects().update(world.sandbox.project, &patch).await;
    assert!(matches!(result, Err(Error::OtherAnswer)), "{result:?}");
}

#[test]
fn a_new_project_is_sent_as_said() {
    let project = NewProject::new("Tuning", "TUNE").module_view(true);
    let body = serde_json::to_value(project).unwrap();
    let expected = json!({"name": "Tuning", "identifier": "TUNE", "module_view": true});
    assert_eq!(body, expected);
}

#[test]
fn a_project_is_read_whatever_else_it_holds() {
    let project = json!({
        "id": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e02",
        "name": "Tuning",
        "identifier": "TUNE",
        "network": 2,
        "member_role": 20,
        "is_member": true,
        "created_at": "2026-03-01T10:00:00+05:30",
        "archived_at": null,
        "project_lead": {},
        "workspace": {"id": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e03", "name": "Lab", "slug": "lab"},
        "logo_props": {"in_use": "icon"},
        "new_in_version_2": null,
    });
    let project: Project = serde_json::from_value(project).unwrap();
    assert_eq!(
        (project.network, project.member_role),
        (Some(Network::Public), Some(Role::Admin))
    );
    assert_eq!(project.project_lead.id(), None);

    let summary = json!({
        "id": "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e02",
        "name": "Tuning",
        "identifier": "TUNE",
        "counts": {"issues": 3, "intakes": 1, "epics": 9},
    });
    let summary: ProjectSummary = serde_json::from_value(summary).unwrap();
    let counts = (
        summary.counts.work_items,
        summary.counts.intake,
        summary.counts.pages,
    );
    assert_eq!(counts, (Some(3), Some(1), None));
}
