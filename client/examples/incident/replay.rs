//! The replay: a server, three processes, every attempt.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use servers::{Place, World};

use crate::Result;
use crate::attempt::{Aim, Attempt, Outcome, Process};
use crate::process::{AGAIN, Account, Order};

/// Tries everything and returns what came of it.
pub(crate) fn run() -> Result<Vec<Outcome>> {
    let world = World::start();
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
        let Account { decision, reason } = process.carry_out(&order(&world, attempt))?;
        let writes = world.plane.writes();
        let there = place(&world, attempt.project).project.to_string();
        let on_target = writes.iter().all(|write| write.path.contains(&there));
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

fn place(world: &World, aim: Aim) -> &Place {
    if aim == Aim::Sandbox {
        &world.sandbox
    } else {
        &world.production
    }
}

fn order(world: &World, attempt: Attempt) -> Order {
    let place = place(world, attempt.project);
    Order {
        base_url: world.plane.base_url(),
        api_key: world.plane.api_key().to_owned(),
        workspace: world.plane.workspace().to_owned(),
        op: attempt.op,
        project: (attempt.project != Aim::None).then_some(place.project),
        sandbox: attempt.opt_in.then_some(world.sandbox.project),
        key: place.key.to_string(),
        item: place.item,
        done: place.done,
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
