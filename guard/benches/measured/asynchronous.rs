//! A function that writes and waits twice: three polls.

use std::future::Future;
use std::hint::black_box;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use write_guard::guarded_write;

use crate::failure::Failure;

pub(crate) fn unguarded(times: u64) {
    for n in 0..times {
        let _ = black_box(drive(pin!(write(black_box("project"), black_box(n)))));
    }
}

pub(crate) fn guarded(times: u64) {
    for n in 0..times {
        let _ = black_box(drive(pin!(guarded_write_(black_box("project"), black_box(n)))));
    }
}

pub(crate) fn traced(times: u64) {
    for n in 0..times {
        let _ = black_box(drive(pin!(traced_write(black_box("project"), black_box(n)))));
    }
}

/// How large the futures are.
pub(crate) fn sizes() {
    println!("future/unguarded {} bytes", size_of_val(&write("project", 1)));
    println!(
        "future/guarded {} bytes",
        size_of_val(&guarded_write_("project", 1))
    );
    println!(
        "future/guarded-permit {} bytes",
        size_of_val(&permitted_write("project", 1))
    );
}

async fn write(project: &str, n: u64) -> Result<u64, Failure> {
    Wait(false).await;
    Wait(false).await;
    finish(project, n)
}

#[guarded_write(op = "leaf", target = project)]
async fn guarded_write_(project: &str, n: u64) -> Result<u64, Failure> {
    Wait(false).await;
    Wait(false).await;
    finish(project, n)
}

async fn traced_write(project: &str, n: u64) -> Result<u64, Failure> {
    tracing::info!(project, "leaf");
    Wait(false).await;
    Wait(false).await;
    finish(project, n)
}

#[guarded_write(op = "leaf", target = project, permit = permit)]
async fn permitted_write(project: &str, n: u64) -> Result<u64, Failure> {
    Wait(false).await;
    Wait(false).await;
    permit.spend(|| write_guard::Target::new(Some(project)))?;
    finish(project, n)
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "the body is part of each twin")]
fn finish(project: &str, n: u64) -> Result<u64, Failure> {
    if project.is_empty() {
        Err(Failure::Empty)
    } else {
        Ok(n ^ project.len() as u64)
    }
}

/// Not ready the first time.
struct Wait(bool);

impl Future for Wait {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }
}

/// Polls as executors do: through a pointer, so that the future is not compiled into the loop.
#[inline(never)]
fn drive(mut future: Pin<&mut dyn Future<Output = Result<u64, Failure>>>) -> Result<u64, Failure> {
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}
