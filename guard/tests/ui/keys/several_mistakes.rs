use write_guard::{Blocked, guarded_write};

#[guarded_write(op = "", op = "close", targets = project, item = work_item(), permit)]
const fn close(project: &str) {
    send(project)
}

fn send(_: &str) -> Result<(), Blocked> {
    Ok(())
}

fn main() {
    close("payroll");
}
