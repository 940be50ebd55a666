//! Many tests at once, half of them opted in, each to a sandbox of its own.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;

use plane_client::embedded::Plane;
use plane_client::{NewState, PlaneClient, ProjectId, Sandbox};
use write_guard::{IsolationGate, WriteRequest, enforce};

const TESTS: usize = 64;
const ROUNDS: usize = 1_000;
/// Every how many rounds a decision is tried on the wire too.
const SAMPLE: usize = 100;

/// One of the tests: a project, and the opt-in to it if it is one that opts in.
struct Test {
    number: usize,
    gate: IsolationGate,
    client: PlaneClient,
    /// Its own project, then all others.
    projects: Vec<ProjectId>,
}

impl Test {
    fn new(plane: &Plane, number: usize, projects: &[ProjectId]) -> Self {
        let mut projects = projects.to_vec();
        projects.rotate_left(number);
        let builder = PlaneClient::builder(&plane.base_url(), plane.api_key()).workspace(plane.workspace());
        let (gate, builder) = if number % 2 == 0 {
            let sandbox = Sandbox::new([projects[0].to_string()]).unwrap();
            (
                IsolationGate::new().sandbox(sandbox.clone()),
                builder.sandbox(sandbox),
            )
        } else {
            (IsolationGate::new(), builder)
        };
        Self {
            number,
            gate,
            client: builder.build().unwrap(),
            projects,
        }
    }

    fn opts_in(&self) -> bool {
        self.number % 2 == 0
    }

    /// Whether the gate lets it write to a project.
    fn may(&self, project: ProjectId) -> bool {
        let request = WriteRequest::new("round", Some(project.to_string()));
        enforce(&self.gate, &request).is_ok()
    }

    /// One round: its own project, and another test's. Returns the decisions that were wrong.
    fn decide(&self, round: usize) -> usize {
        let other = self.projects[1 + round % (TESTS - 1)];
        usize::from(self.may(self.projects[0]) != self.opts_in()) + usize::from(self.may(other))
    }

    /// The same on the wire.
    async fn write(&self, round: usize) -> usize {
        let other = self.projects[1 + round % (TESTS - 1)];
        let state = NewState::new(format!("{}-{round}", self.number), "#000000");
        let own = self
            .client
            .in_project(self.projects[0])
            .states()
            .create(&state)
            .await;
        let others = self.client.in_project(other).states().create(&state).await;
        usize::from(own.is_ok() != self.opts_in()) + usize::from(others.is_ok())
    }
}

#[test]
fn sixty_four_tests_at_once_never_use_each_others_opt_in() {
    let plane = Plane::start().unwrap();
    // Who is told of fewer waits for the next minute.
    plane.set_rate_limit(Some(1_000_000));
    let projects: Vec<ProjectId> = (0..TESTS)
        .map(|number| {
            plane
                .add_project(&format!("Project {number}"), &format!("P{number}"))
                .id()
        })
        .collect();
    plane.clear();
    let tests = (0..TESTS).map(|number| Test::new(&plane, number, &projects));
    // Half of each kind on threads of their own, the others as tasks on the threads that they share.
    let (threads, tasks): (Vec<_>, Vec<_>) = tests.map(Arc::new).partition(|test| test.number % 4 < 2);

    let threads: Vec<_> = threads
        .into_iter()
        .map(|test| {
            thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build()
                    .unwrap();
                (0..ROUNDS)
                    .map(|round| {
                        let on_wire = round
                            .is_multiple_of(SAMPLE)
                            .then(|| runtime.block_on(test.write(round)));
                        test.decide(round) + on_wire.unwrap_or_default()
                    })
                    .sum::<usize>()
            })
        })
        .collect();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let tasks: Vec<_> = tasks
        .into_iter()
        .map(|test| {
            runtime.spawn(async move {
                let mut wrong = 0;
                for round in 0..ROUNDS {
                    wrong += test.decide(round);
                    if round.is_multiple_of(SAMPLE) {
                        wrong += test.write(round).await;
                    }
                    tokio::task::yield_now().await;
                }
                wrong
            })
        })
        .collect();
    let mut wrong: usize = threads.into_iter().map(|test| test.join().unwrap()).sum();
    for task in tasks {
        wrong += runtime.block_on(task).unwrap();
    }
    assert_eq!(wrong, 0, "wrong decisions");

    let mut arrived = BTreeMap::<String, usize>::new();
    for write in plane.writes() {
        let project = write.path.split('/').nth(6).unwrap().to_owned();
        *arrived.entry(project).or_default() += 1;
    }
    let expected: BTreeMap<_, _> = projects
        .iter()
        .step_by(2)
        .map(|project| (project.to_string(), ROUNDS / SAMPLE))
        .collect();
    assert_eq!(
        arrived, expected,
        "one write for each sample of a test that opted in"
    );
}
