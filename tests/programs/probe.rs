//! Tries a write for each item that it is told, in whatever process it is started as, and says what the guard said.
//!
//! `probe ORIGIN KEY WORKSPACE (PROJECT ITEM STATE)… [SANDBOX]` prints a line for each: `live` or `test`, then `allow` or the
//! reason of the block.

use std::error::Error;
use std::io::{self, Write};

use plane_client::{Error as PlaneError, PlaneClient, ProjectId, Sandbox};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let [origin, key, workspace, rest @ ..] = words.as_slice() else {
        return Err("usage: probe ORIGIN KEY WORKSPACE (PROJECT ITEM STATE)… [SANDBOX]".into());
    };
    let places = rest.chunks_exact(3);
    let sandbox = places.remainder();
    for place in places {
        let [project, item, state] = place else { continue };
        let mut builder = PlaneClient::builder(origin, *key)
            .workspace(workspace)
            .project(project.parse::<ProjectId>()?);
        if let [sandbox] = sandbox {
            builder = builder.sandbox(Sandbox::new([sandbox])?);
        }
        let client = builder.build()?;
        let decision = match client
            .set_issue_state_direct(item.parse()?, state.parse::<plane_client::StateId>()?)
            .await
        {
            Ok(_) => "allow",
            Err(PlaneError::Blocked(blocked)) => blocked.code(),
            Err(other) => return Err(other.into()),
        };
        let subject = if write_guard::subject().is_live() {
            "live"
        } else {
            "test"
        };
        writeln!(io::stdout(), "{subject} {decision}")?;
    }
    Ok(())
}
