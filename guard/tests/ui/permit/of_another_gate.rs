use write_guard::Permit;

struct OpenGate;

fn send(_: &Permit<OpenGate>) {}

fn main() {}
