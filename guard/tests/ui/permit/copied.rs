use write_guard::Permit;

fn copy<T: Copy>() {}

fn main() {
    copy::<Permit>();
}
