use write_guard::Permit;

fn redirect(permit: &mut Permit) {
    permit.bound = None;
}

fn main() {
    let _ = redirect;
}
