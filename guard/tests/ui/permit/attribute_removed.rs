use write_guard::{Blocked, Target, Permit};

fn close(project: &str) -> Result<(), Blocked> {
    send(permit, project)
}

fn send(permit: Permit, project: &str) -> Result<(), Blocked> {
    permit.spend(|| Target::new(Some(project)))
}

fn main() {
    let _ = close("payroll");
}
