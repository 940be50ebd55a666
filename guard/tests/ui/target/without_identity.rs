use write_guard::{Blocked, guarded_write};

#[guarded_write(op = "close", target = project)]
fn close(project: f64) -> Result<(), Blocked> {
    send(&project.to_string())
}

fn send(_: &str) -> Result<(), Blocked> {
    Ok(())
}

fn main() {
    let _ = close(1.5);
}
