use write_guard::{Blocked, guarded_write};

#[guarded_write(op = "close", target = project)]
#[track_caller]
fn close(project: &str) -> impl Future<Output = Result<(), Blocked>> {
    let length = project.len();
    async move { drop(length); Ok(()) }
}

fn main() {}
