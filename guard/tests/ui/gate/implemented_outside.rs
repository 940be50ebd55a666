use write_guard::{Context, Decision, Gate, GateId};

struct OpenGate;

impl Gate for OpenGate {
    const ID: GateId = GateId::Isolation;

    type Request<'r> = ();

    fn decide(&self, _: &Context<'_>, _: &()) -> Decision {
        loop {}
    }
}

fn main() {}
