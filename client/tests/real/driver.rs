//! Every operation and every read of the client, done on a server of your own, beside the embedded Plane.
//!
//! It makes a project, works in it, and deletes it; and it makes and takes back an invitation, a sticky and two files of the
//! workspace and of the key's user. So it has to be told which workspace may be changed:
//!
//! ```sh
//! PLANE_BASE_URL=https://plane.internal PLANE_API_KEY=… PLANE_WORKSPACE=lab PLANE_MAY_CHANGE_WORKSPACE=lab \
//!     cargo run -p plane-client --example real
//! ```
//!
//! It prints a table, a row a step: whether it works there, and where what came back is something else than the embedded
//! Plane says. `-- --embedded` takes a second embedded Plane for the server, which shows that the driver itself works. Whoever
//! wants members to be tried has a second user in the workspace.
//!
//! It is a program and no test, because a test may write to no project that it was not given.

mod ground;
mod steps;
mod table;
mod trace;

use std::error::Error;
use std::io::{self, Write as _};
use std::process::ExitCode;

use ground::Ground;
use plane_client::embedded::Plane;
use table::Table;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<ExitCode> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let model = embedded()?;
    let there = match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => match Ground::told() {
            Ok(ground) => ground,
            Err(refusal) => {
                writeln!(io::stderr(), "{refusal}")?;
                return Ok(ExitCode::from(2));
            }
        },
        ["--embedded"] => {
            let plane = embedded()?;
            let ground = Ground::embedded(&plane)?;
            return report(
                &steps::take(&ground).await,
                &steps::take(&Ground::embedded(&model)?).await,
            );
        }
        _ => {
            writeln!(
                io::stderr(),
                "usage: cargo run -p plane-client --example real [-- --embedded]"
            )?;
            return Ok(ExitCode::from(2));
        }
    };
    report(
        &steps::take(&there).await,
        &steps::take(&Ground::embedded(&model)?).await,
    )
}

/// A Plane on loopback in which there is a second user, as in an office.
fn embedded() -> Result<Plane> {
    let plane = Plane::start()?;
    let elsewhere = plane.add_project("Elsewhere", "ELSE");
    plane.add_member(elsewhere.id(), "Bob");
    Ok(plane)
}

fn report(there: &trace::Trace, here: &trace::Trace) -> Result<ExitCode> {
    let table = Table::of(there, here);
    table.print(&mut io::stdout().lock())?;
    Ok(if table.is_all_the_same() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
