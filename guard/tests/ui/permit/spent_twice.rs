use write_guard::{Destination, Permit};

fn send(permit: Permit) {
    let _ = permit.spend(|| Destination::new(Some("sandbox")));
    let _ = permit.spend(|| Destination::new(Some("payroll")));
}

fn main() {
    let _ = send;
}
