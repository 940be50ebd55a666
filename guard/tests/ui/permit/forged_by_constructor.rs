use write_guard::Permit;

fn main() {
    let _: Permit = Permit::new(None);
}
