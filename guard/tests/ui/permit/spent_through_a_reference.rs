use write_guard::{Target, Permit};

fn send(permit: &Permit) {
    let _ = permit.spend(|| Target::new(Some("payroll")));
}

fn main() {
    let _ = send;
}
