//! `doctor`: why a process counts as a test or as live, and whether the repository is set up.
//!
//! Without a command it examines itself: that is what a guarded program would see if it were started here; and it looks
//! at what the workspace holds ([`setup`]). With a command
//! it runs the command and watches what it starts. For each program it tells what a guarded program would see in its
//! place, and what one would see that this program starts.
//!
//! It looks from outside, every millisecond. So it misses programs that end sooner, and it cannot see what is compiled in
//! or told at run time: `cfg(test)` of a call site, the feature `test-process`, and `mark_test_process`. Where these decide,
//! ask the program itself: log `write_guard::subject()` when it starts.

mod setup;
mod watch;

use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use serde::Serialize;
use write_guard::Diagnosis;

use self::setup::Setup;
use self::watch::{Seen, Watch};
use crate::args::Doctor;
use crate::exit::{Exit, Failure};

/// Answers on standard output.
pub(crate) fn doctor(args: &Doctor) -> Result<Exit, Failure> {
    run(args, &mut io::stdout().lock())?;
    Ok(Exit::DONE)
}

/// Writes the answer to `out`.
///
/// The command keeps its standard input and its errors; what it prints goes to standard error, so that `out` holds the
/// answer alone.
///
/// # Errors
///
/// When the command cannot be started, or `out` cannot be written.
fn run(arguments: &Doctor, out: &mut impl Write) -> Result<(), Failure> {
    let here = write_guard::doctor();
    let written = match arguments.command.split_first() {
        None => Here::new(here, &package()).write(out, arguments.json),
        Some(_) if !Path::new("/proc/self").exists() => {
            return Err(Failure::at("watch a command")(io::Error::new(
                io::ErrorKind::Unsupported,
                "this system has no `/proc` that shows processes; ask the program itself with `write_guard::subject()`",
            )));
        }
        Some((program, rest)) => {
            let report = observe(here, Command::new(program).args(rest))
                .map_err(Failure::running(program.as_ref()))?;
            if arguments.json {
                print(&report, out)
            } else {
                report.write(out)
            }
        }
    };
    written.map_err(Failure::at("write what was seen"))
}

/// The package that cargo names, else the current folder.
fn package() -> PathBuf {
    env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from)
}

/// What a guarded program would see here, and whether the repository is set up.
#[derive(Debug, Serialize)]
struct Here {
    #[serde(flatten)]
    diagnosis: Diagnosis,
    setup: Setup,
}

impl Here {
    fn new(diagnosis: Diagnosis, package: &Path) -> Self {
        let diagnosis = diagnosis.in_package(package);
        let setup = Setup::of(package, &diagnosis);
        Self { diagnosis, setup }
    }

    fn write(&self, out: &mut impl Write, as_json: bool) -> io::Result<()> {
        if as_json {
            return print(self, out);
        }
        write!(out, "{}", self.diagnosis)?;
        self.setup.write(out)
    }
}

/// What was seen while a command ran.
#[derive(Debug, Serialize)]
struct Report {
    here: Diagnosis,
    /// How the command ended: its code, if it was not killed.
    code: Option<i32>,
    programs: Vec<Seen>,
}

fn observe(here: Diagnosis, command: &mut Command) -> io::Result<Report> {
    let mut child = command.stdout(Stdio::from(io::stderr())).spawn()?;
    let mut watch = Watch::new(child.id());
    let status: ExitStatus = loop {
        watch.look();
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    Ok(Report {
        here,
        code: status.code(),
        programs: watch.seen(),
    })
}

impl Report {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let verdict = |diagnosis: &Diagnosis| {
            if diagnosis.subject().is_live() {
                "live"
            } else {
                "test"
            }
        };
        writeln!(
            out,
            "A guarded program started here is {}.\n",
            verdict(&self.here)
        )?;
        for seen in &self.programs {
            writeln!(out, "{} (process {})", seen.program, seen.pid)?;
            let sides = [("in its place", &seen.itself), ("started by it", &seen.starts)];
            for (place, diagnosis) in sides {
                writeln!(out, "  {place}: {}", verdict(diagnosis))?;
                for signal in diagnosis.subject().signals() {
                    writeln!(out, "    {signal}")?;
                    writeln!(out, "      if wrong, {}", signal.kind().remedy())?;
                }
            }
        }
        if self.programs.is_empty() {
            writeln!(out, "The command ended before it could be looked at.")?;
        }
        writeln!(
            out,
            "\nLooked at from outside, every millisecond: shorter programs, `cfg(test)` at call sites, the feature \
             `test-process` and `mark_test_process` are not seen."
        )
    }
}

fn print(answer: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, answer)?;
    writeln!(out)
}

#[cfg(test)]
mod tests;
