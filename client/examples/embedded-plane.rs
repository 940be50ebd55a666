//! A Plane on loopback, for clients in any language: the embedded server as a program.
//!
//! `cargo run -p plane-client --example embedded-plane` prints one JSON line, the base URL, the key, the workspace and the
//! projects, and serves until its standard input ends. `-- --work-items 10000` fills the project SAND, `-- --rate-limit 60`
//! allows so many requests a minute.

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use plane_client::embedded::Plane;
use serde_json::json;

/// What the command line asks for.
#[derive(Debug, Default)]
struct Options {
    work_items: usize,
    rate_limit: Option<usize>,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let Some(options) = Options::parse(std::env::args().skip(1)) else {
        writeln!(
            io::stderr(),
            "usage: embedded-plane [--work-items NUMBER] [--rate-limit NUMBER]"
        )?;
        return Ok(ExitCode::from(2));
    };
    let plane = Plane::start()?;
    let projects = [
        plane.add_project("Orchestra", "ORCH"),
        plane.add_project("Orchestra Sandbox", "SAND"),
    ];
    let [production, sandbox] = &projects;
    plane.add_work_item_numbered(production.id(), 114, "Deploy the orchestra");
    for number in 1..=options.work_items {
        plane.add_work_item(sandbox.id(), &format!("Work item {number}"));
    }
    plane.set_rate_limit(options.rate_limit);
    let projects = projects
        .each_ref()
        .map(|project| json!({"id": project.id(), "identifier": project.identifier, "name": project.name}));
    let description = json!({
        "base_url": plane.base_url(),
        "api_key": plane.api_key(),
        "workspace": plane.workspace(),
        "projects": projects,
    });
    let mut out = io::stdout();
    writeln!(out, "{description}")?;
    out.flush()?;
    io::copy(&mut io::stdin().lock(), &mut io::sink())?;
    Ok(ExitCode::SUCCESS)
}

impl Options {
    fn parse(mut words: impl Iterator<Item = String>) -> Option<Self> {
        let mut options = Self::default();
        while let Some(word) = words.next() {
            let number = words.next()?.parse().ok()?;
            match word.as_str() {
                "--work-items" => options.work_items = number,
                "--rate-limit" => options.rate_limit = Some(number),
                _ => return None,
            }
        }
        Some(options)
    }
}
