//! This client's part of `sdk`: prints the wall time and the CPU time of one task, in seconds, and the most memory that the
//! process had, in KiB.

use std::error::Error;
use std::io::{self, Write};
use std::time::Instant;

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use plane_client::{NewWorkItem, PlaneClient, ProjectId, WorkItem};
use rustix::time::{ClockId, clock_gettime};
use serde::Deserialize;

const CREATED: u64 = 1000;
const IN_FLIGHT: usize = 64;

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
    let mut words = std::env::args().skip(1);
    let task = words.next().unwrap_or_default();
    // How many work items there are at first.
    let seeded: u64 = words.next().unwrap_or_default().parse()?;
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
    let count = match task.as_str() {
        "create" => create(&client, project, 1).await?,
        "together" => create(&client, project, IN_FLIGHT).await?,
        "list" => u64::try_from(list(&client, project).await?.len())?,
        "stream" => stream(&client, project).await?,
        _ => return Err("the task is `create`, `together`, `list` or `stream`".into()),
    };
    let (wall, cpu) = (wall.elapsed().as_secs_f64(), cpu_seconds() - cpu);
    let peak = peak_kib()?;

    let total = client
        .in_project(project)
        .work_items()
        .list()
        .total_count()
        .await?;
    let expected = if seeded == 0 { CREATED } else { seeded };
    if (count, total) != (expected, Some(expected)) {
        return Err(format!("{count} of {total:?} work items instead of {expected}").into());
    }
    writeln!(io::stdout(), "{wall:.6} {cpu:.6} {peak}")?;
    Ok(())
}

/// So many are under way at once.
async fn create(
    client: &PlaneClient,
    project: ProjectId,
    at_once: usize,
) -> Result<u64, plane_client::Error> {
    let items = &client.in_project(project).work_items();
    stream::iter(1..=CREATED)
        .map(|number| async move {
            let new = NewWorkItem::new(format!("Work item {number}"));
            items.create(&new).await
        })
        .buffer_unordered(at_once)
        .try_fold(0, |made, _| async move { Ok(made + 1) })
        .await
}

async fn list(client: &PlaneClient, project: ProjectId) -> Result<Vec<WorkItem>, plane_client::Error> {
    let items = client.in_project(project).work_items().list();
    items.order_by("sequence_id").all().await
}

/// Keeps none of them.
async fn stream(client: &PlaneClient, project: ProjectId) -> Result<u64, Box<dyn Error>> {
    let items = client.in_project(project).work_items().list();
    let mut items = items.order_by("sequence_id").stream();
    let mut last = 0;
    while let Some(item) = items.try_next().await? {
        if item.sequence_id != last + 1 {
            return Err(format!("work item {} follows {last}", item.sequence_id).into());
        }
        last = item.sequence_id;
    }
    Ok(last)
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

fn peak_kib() -> Result<u64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let digits = line.ok_or("no VmHWM")?.trim().trim_end_matches(" kB");
    Ok(digits.parse()?)
}
