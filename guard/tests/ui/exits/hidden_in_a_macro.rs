//! Where the macro sees nothing, the types do: what the question returns only the runtime makes.

use write_guard::{Blocked, IsolationGate, guarded_write};

macro_rules! or_allowed {
    ($gate:expr) => {
        match $gate {
            Some(gate) => gate,
            None => return Ok(()),
        }
    };
}

macro_rules! tried {
    ($gate:expr) => {
        $gate?
    };
}

macro_rules! waited {
    ($gate:expr) => {
        $gate.await
    };
}

macro_rules! broken {
    () => {
        break
    };
}

#[guarded_write(op = "close", target = project, gate = or_allowed!(gate))]
fn plain(project: &str, gate: Option<IsolationGate>) -> Result<(), Blocked> {
    Ok(())
}

#[guarded_write(op = "close", target = project, gate = tried!(gate), on_block = Ok(()))]
fn question_mark(project: &str, gate: Result<IsolationGate, ()>) -> Result<(), ()> {
    Ok(())
}

#[guarded_write(op = "close", target = project, gate = waited!(gate))]
async fn awaits(project: &str, gate: std::future::Ready<IsolationGate>) -> Result<(), Blocked> {
    Ok(())
}

#[guarded_write(op = "close", target = project, gate = broken!())]
fn breaks(project: &str) -> Result<(), Blocked> {
    Ok(())
}

#[guarded_write(op = "close", target = project, gate = or_allowed!(gate))]
fn future(project: &str, gate: Option<IsolationGate>) -> impl Future<Output = Result<(), Blocked>> {
    async { Ok(()) }
}

#[guarded_write(op = "close", target = project, gate = or_allowed!(gate), on_block = Err(()))]
async fn asynchronous(project: &str, gate: Option<IsolationGate>) -> Result<(), ()> {
    Ok(())
}

fn main() {}
