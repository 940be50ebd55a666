fn open<G: write_guard::gate::sealed::Sealed>(_: G) {}

fn main() {
    open(());
}
