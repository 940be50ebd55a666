use write_guard::{guarded_write};

#[guarded_write(op = "close", target = project)]
fn close(project: &str) -> bool {
    project.is_empty()
}

fn main() {
    close("payroll");
}
