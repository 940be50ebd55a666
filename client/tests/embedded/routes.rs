//! The server knows every path that the client writes to.

use plane_client::embedded::Plane;
use plane_client::operations;
use serde_json::json;

use crate::wire::call;

#[test]
fn every_operation_of_the_client_has_a_route() {
    let plane = Plane::start().unwrap();
    let project = plane.add_project("Orchestra Sandbox", "SAND").id().to_string();
    let nobody = "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e01";
    let rows = operations().iter().filter(|row| row.path.ends_with('/'));
    for row in rows {
        let path = row.path.split('/').map(|part| match part {
            "{workspace}" => plane.workspace(),
            "{project}" => &project,
            id if id.starts_with('{') => nobody,
            part => part,
        });
        let path = format!("/api/v1/{}", path.collect::<Vec<_>>().join("/"));
        let method = format!("{:?}", row.method).to_uppercase();
        let answer = call(&plane, &method, &path, Some(&json!({})));
        let has_route = answer.status != 405 && answer.at("/error") != json!("Page not found.");
        assert!(
            has_route,
            "{}: {method} {path} is answered with {}",
            row.name, answer.status
        );
        if row.name == "project.delete" {
            plane.add_project_with_id(
                project.parse::<uuid::Uuid>().unwrap(),
                "Orchestra Sandbox",
                "SAND",
            );
        }
    }
}
