use write_guard::{guarded_write};

#[guarded_write(op = "close", target = project)]
fn close(project: &str) -> ! {
    panic!("{project}")
}

fn main() {
    close("payroll");
}
