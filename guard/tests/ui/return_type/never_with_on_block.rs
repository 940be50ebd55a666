use write_guard::{guarded_write};

#[guarded_write(op = "close", target = project, on_block = ())]
fn close(project: &str) -> ! {
    panic!("{project}")
}

fn main() {
    close("payroll");
}
