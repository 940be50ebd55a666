use write_guard::Permit;

fn main() {
    let _: Permit = Permit { bound: None };
}
