//! Each way to leave an expression, in each expression that a caller writes.

use write_guard::{Blocked, IsolationGate, guarded_write};

#[guarded_write(op = "close", target = project, gate = gate?)]
fn question_mark(project: &str, gate: Result<IsolationGate, Blocked>) -> Result<(), Blocked> {
    Ok(())
}

#[guarded_write(op = "close", target = project, gate = { if gate.is_none() { break; } gate.as_ref() })]
fn breaks(project: &str, gate: Option<IsolationGate>) -> Result<(), Blocked> {
    Ok(())
}

#[guarded_write(op = "close", target = project, gate = { if gate.is_none() { continue } gate.as_ref() })]
fn continues(project: &str, gate: Option<IsolationGate>) -> Result<(), Blocked> {
    Ok(())
}

#[guarded_write(op = "close", target = project, gate = gate.await)]
async fn awaits(project: &str, gate: std::future::Ready<IsolationGate>) -> Result<(), Blocked> {
    Ok(())
}

#[guarded_write(op = "close", target = project, gate = yield)]
fn yields(project: &str) -> Result<(), Blocked> {
    Ok(())
}

#[guarded_write(op = "close", target = project, on_block = return true)]
fn returns_on_block(project: &str) -> bool {
    true
}

#[guarded_write(op = "close", target = project, on_block = Some(project.chars().next()?))]
fn question_mark_on_block(project: &str) -> Option<char> {
    None
}

#[guarded_write(op = "close", target = project, on_block = std::future::ready(false).await)]
async fn awaits_on_block(project: &str) -> bool {
    true
}

fn main() {}
