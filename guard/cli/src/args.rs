//! The command line, as written.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use write_guard::Grant;

const ENDINGS: &str = "\
Ends with 0 when it was done and the answer is good, 1 when the answer is bad, 2 for wrong usage, 3 when it could not be done,
4 when a rule of the audit is dead.";

/// What a line holds, gate by gate; a key may be left out, but for `request`, `exit_code`, `events` and `artifacts`.
const LINES: &str = r#"One request a line:
  production  {"action":"cutover","target":"…","production_gate_present":false}
  rehearsal   {"target":"local_clone","action":"rehearsal_apply","isolated_clone_proven":true,
               "claims_rollback_proven":true,"rollback_evidence_present":true,"before_hash":"…",
               "after_apply_hash":"…","emit_pass":false,"required_grants":["…"]}
  dot         {"request":{"dot_code":"…","mode":"real_run","channel":"…","actor":"…","run_id":"…",
               "owner_authorization_ref":"…","target_schema":"…","use_directus_generic_create":false,
               "copy_production_data":false,"production_untouched_evidence":{"before":{…},"after":{…},
               "append_tables_write_set":{…}}},"owner_real_run_gate_open":false}
  contract    {"exit_code":3,"events":[{"event_type":"REJECTION","authority_effect":"NONE"}],
               "artifacts":[{"path":"…","kind":"log"}],"stdout":["…"],"stderr":["…"]}
  isolation   {"project_id":"…","kind":"project","op":"state","work_item":"…"}"#;

/// The gates of write-guard from the command line.
#[derive(Debug, Parser)]
#[command(name = "cargo write-guard", bin_name = "cargo write-guard", version, about, after_help = ENDINGS)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Decide(Decide),
    Probe(Probe),
    Conform(Conform),
    Explain(Explain),
    Init(Init),
    Doctor(Doctor),
    Audit(Audit),
    Test(Test),
}

/// Decide requests: JSON Lines in, one decision a line out.
///
/// Ends with 0 when every line got a decision; denied is not failed. A decision printed here carries no authority.
#[derive(Debug, clap::Args)]
#[command(after_long_help = LINES)]
pub(crate) struct Decide {
    /// The gate to ask
    pub(crate) gate: Gate,
    /// A grant that the production or rehearsal gate holds; the first one replaces the default of the lane
    #[arg(long = "grant", value_name = "NAME", value_parser = grant)]
    pub(crate) grants: Vec<Grant>,
    /// isolation: the kind of process that is simulated [default: test]
    #[arg(long = "as", value_name = "KIND")]
    pub(crate) process: Option<Process>,
    /// isolation: opt in to writes to the sandbox
    #[arg(long)]
    pub(crate) opt_in: bool,
    /// isolation: a project that may be written; commas separate several; a number says its kind, `7 as project`, as in every list
    #[arg(long, value_name = "ID")]
    pub(crate) sandbox: Vec<String>,
    /// isolation: a project that must never be written; commas separate several
    #[arg(long, value_name = "ID")]
    pub(crate) protected: Vec<String>,
}

/// Run the catalogue of probes against the gates.
///
/// Ends with 0 only if every probe is fail-closed, no token leaks and every control is allowed.
#[derive(Debug, clap::Args)]
pub(crate) struct Probe {
    /// The gate to probe; all of them without it
    pub(crate) gate: Option<Gate>,
    /// Print one JSON object a line
    #[arg(long)]
    pub(crate) json: bool,
}

/// Run a foreign checker on an invalid input and judge what it does.
///
/// The checker runs in a fresh directory. It finds the input on its standard input and in the file that `{}` in its
/// arguments, and the variable `WRITE_GUARD_INPUT`, name. Arguments that name a file here are made absolute; a command
/// without a slash is searched for as a shell does. Ends with 0 only for a safe reject.
#[derive(Debug, clap::Args)]
pub(crate) struct Conform {
    /// How long the checker may run, in seconds
    #[arg(long, value_name = "S", default_value = "10", allow_negative_numbers = true, value_parser = seconds)]
    pub(crate) timeout: std::time::Duration,
    /// The input is valid: end with 0 only if the checker accepts it
    #[arg(long)]
    pub(crate) expect_valid: bool,
    /// The input; without it, one that no checker should accept
    #[arg(long, value_name = "FILE")]
    pub(crate) input: Option<PathBuf>,
    /// Print the judgement as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// The checker and its arguments
    #[arg(last = true, required = true, value_name = "CMD")]
    pub(crate) command: Vec<OsString>,
}

/// Say what a code means, why the rule exists and how to satisfy it.
///
/// Without a code, list every code, by gate, one line each.
#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// The code, such as `MISSING_GRANT`
    pub(crate) code: Option<String>,
}

/// Set this workspace up: the reviewed lists, what stands in the manifests, CI.
///
/// Shows what it would write, and asks. What is there is kept as it is; what it does not understand is left alone and told.
/// Ends with 0 if everything is there or was written, 1 if something was not.
#[derive(Debug, clap::Args)]
pub(crate) struct Init {
    /// Write without asking
    #[arg(long)]
    pub(crate) yes: bool,
    /// Write a workflow for GitHub, even if there is none yet
    #[arg(long)]
    pub(crate) github: bool,
    /// Mark all that coding agents run here as a test, servers included
    #[arg(long)]
    pub(crate) agents: bool,
    /// The `Cargo.toml` of the workspace, or of a package of it
    #[arg(long, value_name = "FILE")]
    pub(crate) manifest_path: Option<PathBuf>,
}

/// Say whether a guarded program started here is a test process, and why, and whether this repository is set up.
///
/// With a command, run it and say so of every program that it starts. Looked at from outside, every millisecond: shorter
/// programs are missed, and what is compiled in or told at run time is not seen.
#[derive(Debug, clap::Args)]
pub(crate) struct Doctor {
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// The command to run and watch
    #[arg(last = true, value_name = "CMD")]
    pub(crate) command: Vec<OsString>,
}

/// Find the calls that send a write past the guard, in this workspace and below it.
///
/// Ends with 0 if nothing is unguarded, 1 if something is, 3 if it could not be done, 4 if a rule of its own is dead. It
/// compiles in a folder of its own, and leaves nothing behind.
#[derive(Debug, clap::Args)]
pub(crate) struct Audit {
    #[command(flatten)]
    pub(crate) scope: Scope,
    /// How to say what was found
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: AuditFormat,
    /// Findings that are accepted: lines as `--format json` prints them
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Fail on what is unknown, and on functions that take no permit to what they send
    #[arg(long)]
    pub(crate) strict: bool,
    /// Fail on connections and commands that are no HTTP library's
    #[arg(long)]
    pub(crate) deny_not_http: bool,
    #[command(flatten)]
    pub(crate) features: Features,
    /// The `Cargo.toml` to audit
    #[arg(long, value_name = "FILE")]
    pub(crate) manifest_path: Option<PathBuf>,
    /// Say what the audit sees, what it cannot, and what the classes mean
    #[arg(long)]
    pub(crate) explain: bool,
}

/// What to audit.
#[derive(Debug, clap::Args)]
pub(crate) struct Scope {
    /// A package to audit; without one, what cargo would check here
    #[arg(short, long = "package", value_name = "PACKAGE")]
    pub(crate) packages: Vec<String>,
    /// Audit every package of the workspace
    #[arg(long)]
    pub(crate) workspace: bool,
    /// Audit the dependencies too
    #[arg(long)]
    pub(crate) dependencies: bool,
}

/// The features to compile with.
#[derive(Debug, clap::Args)]
pub(crate) struct Features {
    /// Compile with all features
    #[arg(long = "all-features")]
    pub(crate) all: bool,
    /// Compile without default features
    #[arg(long = "no-default-features")]
    pub(crate) without_default: bool,
    /// Compile with these features
    #[arg(short = 'F', long = "features", value_name = "FEATURES")]
    pub(crate) named: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AuditFormat {
    Human,
    Json,
    Sarif,
}

/// Run tests, and be red if a write was blocked and nobody looked.
///
/// The command, `cargo test` without one, and all that it starts is marked as a test. Ends as the command does; if that is
/// good and a block was neither looked at (`write_guard::ledger::take`, `assert_empty`) nor announced (`expect`), with 81.
#[derive(Debug, clap::Args)]
pub(crate) struct Test {
    /// Linux: run it where nothing but loopback can be reached; ends with 3 where that is impossible
    #[arg(long)]
    pub(crate) fence: bool,
    /// Print JSON; what the command prints goes to standard error
    #[arg(long)]
    pub(crate) json: bool,
    /// Write a file in the form of `JUnit`, for CI
    #[arg(long, value_name = "FILE")]
    pub(crate) junit: Option<PathBuf>,
    /// The command to run
    #[arg(last = true, value_name = "CMD")]
    pub(crate) command: Vec<OsString>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Gate {
    Production,
    Rehearsal,
    Dot,
    Contract,
    Isolation,
}

impl Gate {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Rehearsal => "rehearsal",
            Self::Dot => "dot",
            Self::Contract => "contract",
            Self::Isolation => "isolation",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Process {
    Test,
    Live,
}

fn grant(name: &str) -> Result<Grant, String> {
    Grant::named(name).ok_or_else(|| {
        let known: Vec<&str> = Grant::ALL.iter().copied().map(Grant::as_str).collect();
        format!("there is no such grant; there are {}", known.join(", "))
    })
}

fn seconds(text: &str) -> Result<std::time::Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number of seconds".to_owned())?;
    match std::time::Duration::try_from_secs_f64(seconds) {
        Ok(duration) if !duration.is_zero() && duration.as_secs() <= 86_400 => Ok(duration),
        _ => Err("a time limit is more than 0 and at most 86400 seconds".to_owned()),
    }
}
