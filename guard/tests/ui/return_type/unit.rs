use write_guard::{guarded_write};

#[guarded_write(op = "close", target = project)]
async fn close(project: &str) -> () {
    let _ = project;
}

fn main() {
    let _ = close("payroll");
}
