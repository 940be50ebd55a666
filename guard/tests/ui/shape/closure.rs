use write_guard::guarded_write;

fn main() {
    let close = #[guarded_write(op = "close", target = project)]
    |project: &str| -> Result<(), ()> { Ok(()) };
    let _ = close("payroll");
}
