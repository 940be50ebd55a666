//! A function that writes and waits twice: three polls.

use std::future::Future;
use std::hint::black_box;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use write_guard::{Blocked, guarded_write};

pub(crate) fn unguarded(times: u64) {
    for n in 0..times {
        let _ = black_box(drive(write(black_box("project"), black_box(n))));
    }
}

pub(crate) fn guarded(times: u64) {
    for n in 0..times {
        let _ = black_box(drive(guarded_write_(black_box("project"), black_box(n))));
    }
}

pub(crate) fn traced(times: u64) {
    for n in 0..times {
        let _ = black_box(drive(traced_write(black_box("project"), black_box(n))));
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

async fn write(project: &str, n: u64) -> Result<u64, Blocked> {
    Wait(false).await;
    Wait(false).await;
    Ok(n ^ project.len() as u64)
}

#[guarded_write(op = "leaf", target = project)]
async fn guarded_write_(project: &str, n: u64) -> Result<u64, Blocked> {
    Wait(false).await;
    Wait(false).await;
    Ok(n ^ project.len() as u64)
}

async fn traced_write(project: &str, n: u64) -> Result<u64, Blocked> {
    tracing::info!(project, "leaf");
    Wait(false).await;
    Wait(false).await;
    Ok(n ^ project.len() as u64)
}

#[guarded_write(op = "leaf", target = project, permit = permit)]
async fn permitted_write(project: &str, n: u64) -> Result<u64, Blocked> {
    Wait(false).await;
    Wait(false).await;
    permit.spend(|| write_guard::Target::new(Some(project)))?;
    Ok(n ^ project.len() as u64)
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

#[inline(never)]
fn drive<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}
