//! The replay: a server, three processes, every attempt.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use plane_client::embedded::{Group, Plane};
use plane_client::{ProjectId, StateId, WorkItemId};

use crate::Result;
use crate::attempt::{Aim, Attempt, Outcome, Process};
use crate::process::{AGAIN, Account, Order};

/// Tries everything and returns what came of it.
pub(crate) fn run() -> Result<Vec<Outcome>> {
    let world = World::start()?;
    let mut processes = [
        Again::start(Process::Live)?,
        Again::start(Process::Staging)?,
        Again::start(Process::Test)?,
    ];
    let mut outcomes = Vec::new();
    for attempt in Attempt::all() {
        let process = processes.iter_mut().find(|again| again.kind == attempt.process);
        let process = process.ok_or("every kind of process was started")?;
        world.plane.clear();
        let Account { decision, reason } = process.carry_out(&world.order(attempt))?;
        let writes = world.plane.writes();
        let there = world.place(attempt.project).project.to_string();
        let on_target = writes.iter().all(|write| write.path().contains(&there));
        outcomes.push(Outcome {
            attempt,
            decision,
            reason,
            requests: writes.len(),
            on_target,
        });
    }
    Ok(outcomes)
}

/// A Plane with a production project and a sandbox.
struct World {
    plane: Plane,
    production: Place,
    sandbox: Place,
}

/// A project with a work item in deployment.
struct Place {
    project: ProjectId,
    key: &'static str,
    item: WorkItemId,
    done: StateId,
}

impl World {
    fn start() -> Result<Self> {
        let plane = Plane::start()?;
        let production = Place::new(&plane, "Orchestra", "ORCH", 114)?;
        let sandbox = Place::new(&plane, "Orchestra sandbox", "SAND", 1)?;
        Ok(Self {
            plane,
            production,
            sandbox,
        })
    }

    fn place(&self, aim: Aim) -> &Place {
        if aim == Aim::Sandbox {
            &self.sandbox
        } else {
            &self.production
        }
    }

    fn order(&self, attempt: Attempt) -> Order {
        let place = self.place(attempt.project);
        Order {
            base_url: self.plane.base_url(),
            api_key: self.plane.api_key().to_owned(),
            workspace: self.plane.workspace().to_owned(),
            op: attempt.op,
            project: (attempt.project != Aim::None).then_some(place.project),
            sandbox: attempt.opt_in.then_some(self.sandbox.project),
            key: place.key.to_owned(),
            item: place.item,
            done: place.done,
        }
    }
}

impl Place {
    fn new(plane: &Plane, name: &str, identifier: &'static str, number: u64) -> Result<Self> {
        let project = plane.add_project(name, identifier);
        let deploy = plane.add_state(project.id(), "Deploy", Group::Started);
        let done = project
            .states
            .iter()
            .find(|state| state.name == "Done")
            .ok_or("a project has a state Done")?
            .id();
        let item = plane.add_work_item_numbered(project.id(), number, "Ship the release");
        plane.set_state(item.id(), deploy.id());
        let key = if identifier == "ORCH" {
            "ORCH-114"
        } else {
            "SAND-1"
        };
        Ok(Self {
            project: project.id().into(),
            key,
            item: item.id().into(),
            done: done.into(),
        })
    }
}

/// This program, started again.
struct Again {
    kind: Process,
    child: Child,
    orders: ChildStdin,
    accounts: BufReader<ChildStdout>,
}

impl Again {
    /// Starts it with just the environment that makes it what it is.
    fn start(kind: Process) -> Result<Self> {
        let environment: &[(&str, &str)] = match kind {
            Process::Live => &[("APP_ENV", "production")],
            Process::Staging => &[("APP_ENV", "staging")],
            Process::Test => &[("WRITE_GUARD_TEST_PROCESS", "1")],
        };
        let mut child = Command::new(std::env::current_exe()?)
            .arg(AGAIN)
            .env_clear()
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let orders = child.stdin.take().ok_or("standard input is piped")?;
        let accounts = BufReader::new(child.stdout.take().ok_or("standard output is piped")?);
        Ok(Self {
            kind,
            child,
            orders,
            accounts,
        })
    }

    fn carry_out(&mut self, order: &Order) -> Result<Account> {
        writeln!(self.orders, "{}", serde_json::to_string(order)?)?;
        let mut line = String::new();
        self.accounts.read_line(&mut line)?;
        Ok(serde_json::from_str(&line)?)
    }
}

impl Drop for Again {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
