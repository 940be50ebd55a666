use write_guard::{guarded_write};

#[guarded_write(op = "close", target = project)]
fn close(project: &str) -> impl Iterator<Item = char> {
    project.chars()
}

fn main() {
    for _ in close("payroll") {}
}
