//! The harness `cucumber`.

use cucumber::{World as _, given};

#[derive(Debug, Default, cucumber::World)]
struct World;

#[given("a step")]
fn step(_: &mut World) {
    probe::record(&crates::case());
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    World::run(concat!(env!("CARGO_MANIFEST_DIR"), "/features")).await;
}
