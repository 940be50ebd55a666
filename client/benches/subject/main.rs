//! This client's part of `sdk`: prints the wall time and the CPU time of one task, in seconds.

use std::error::Error;
use std::io::{self, Write};
use std::time::Instant;

use plane_client::{NewWorkItem, PlaneClient, ProjectId, WorkItem};
use rustix::time::{ClockId, clock_gettime};
use serde::Deserialize;

const CREATED: u64 = 1000;
const LISTED: u64 = 10000;

/// What the server says of itself.
#[derive(Deserialize)]
struct Plane {
    base_url: String,
    api_key: String,
    workspace: String,
    projects: Vec<Project>,
}

#[derive(Deserialize)]
struct Project {
    id: ProjectId,
    identifier: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let task = std::env::args().nth(1).unwrap_or_default();
    let plane: Plane = serde_json::from_reader(io::stdin().lock())?;
    let project = plane
        .projects
        .iter()
        .find(|project| project.identifier == "SAND")
        .ok_or("no project SAND")?
        .id;

    let (wall, cpu) = (Instant::now(), cpu_seconds());
    let client = PlaneClient::builder(&plane.base_url, &plane.api_key)
        .workspace(&plane.workspace)
        .build()?;
    let expected = match task.as_str() {
        "create" => {
            create(&client, project).await?;
            CREATED
        }
        "list" => {
            list(&client, project).await?;
            LISTED
        }
        _ => return Err("the task is `create` or `list`".into()),
    };
    let (wall, cpu) = (wall.elapsed().as_secs_f64(), cpu_seconds() - cpu);

    let items = list(&client, project).await?;
    if !items.iter().map(|item| item.sequence_id).eq(1..=expected) {
        return Err(format!("{} work items instead of {expected}", items.len()).into());
    }
    writeln!(io::stdout(), "{wall:.6} {cpu:.6}")?;
    Ok(())
}

async fn create(client: &PlaneClient, project: ProjectId) -> Result<(), plane_client::Error> {
    let items = client.in_project(project).work_items();
    for number in 1..=CREATED {
        items
            .create(&NewWorkItem::new(format!("Work item {number}")))
            .await?;
    }
    Ok(())
}

async fn list(client: &PlaneClient, project: ProjectId) -> Result<Vec<WorkItem>, plane_client::Error> {
    let items = client.in_project(project).work_items().list();
    items.order_by("sequence_id").all().await
}

/// User and system time of this process: the clock that the other client's part reads, too.
fn cpu_seconds() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    #[expect(
        clippy::cast_precision_loss,
        reason = "seconds of a process are far from the limit"
    )]
    let seconds = time.tv_sec as f64 + time.tv_nsec as f64 / 1e9;
    seconds
}
