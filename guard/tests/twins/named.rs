// One function of each form of expansion. Where the modules that hold it differ, is what its names mean.

use std::future::{Future, ready};

#[allow(unused_imports, clippy::wildcard_imports, reason = "the names are what matters")]
use super::*;
use write_guard::{Blocked, IsolationGate};

#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project, gate = gate))]
fn function(project: &str, gate: &IsolationGate) -> Result<usize, Blocked> {
    Ok(project.len() + format!("{gate:?}").len())
}

#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project, on_block = 7))]
fn told(project: &str) -> usize {
    project.len()
}

#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project, item = item))]
async fn waits(project: String, item: String, more: String) -> Result<usize, Blocked> {
    ready(()).await;
    Ok(project.len() + item.len() + more.len())
}

#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project, on_block = 7))]
async fn waits_and_is_told(project: String) -> usize {
    ready(()).await;
    project.len()
}

#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project))]
fn later(project: &str) -> impl Future<Output = Result<usize, Blocked>> + use<> {
    let length = project.len();
    '_body: {
        if length == 0 {
            break '_body;
        }
    }
    async move { Ok(length) }
}

#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project, on_block = 7))]
fn told_later(project: &str) -> impl Future<Output = usize> + use<> {
    let length = project.len();
    async move { length }
}
