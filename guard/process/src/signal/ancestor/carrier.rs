//! Tools that run a program without executing it: the dynamic loader, qemu's emulation of a processor, and valgrind.
//!
//! What the system executed is then the tool. Its arguments say what it runs, but only among options of its own; that one of them names
//! a file which the process has mapped makes it certain.

use std::path::{Path, PathBuf};

use crate::signal::process::is_loader;

/// How much is read of what a process has mapped, in bytes.
pub(super) const MOST_MAPS: usize = 1 << 20;

/// The program that a tool runs.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Carried {
    /// Which argument names it.
    pub(super) argument: usize,
    pub(super) path: PathBuf,
}

/// Whether the program at `path` runs others without executing them.
pub(super) fn is_carrier(path: &Path) -> bool {
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let is_emulator = name.starts_with("qemu-") && !name.starts_with("qemu-system");
    // `valgrind` becomes one of its tools, in a folder of theirs, and is called `valgrind.bin` by some systems before.
    let is_valgrind =
        name.starts_with("valgrind") || path.parent().is_some_and(|folder| folder.ends_with("valgrind"));
    is_loader(path) || is_emulator || is_valgrind
}

/// The first argument that names a file among `maps`, as the kernel shows them.
pub(super) fn carried(arguments: &[String], maps: &str) -> Option<Carried> {
    let mapped = || {
        maps.lines()
            .filter_map(|line| line.find('/').and_then(|at| line.get(at..)))
    };
    let named = |given: &String| {
        let name = Path::new(given).file_name()?;
        let path = mapped().map(|path| path.strip_suffix(" (deleted)").unwrap_or(path));
        path.map(Path::new)
            .find(|path| path.file_name() == Some(name))
            .map(Into::into)
    };
    let mut arguments = arguments.iter().enumerate().skip(1);
    arguments.find_map(|(argument, given)| {
        Some(Carried {
            argument,
            path: named(given)?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAPS: &str = "\
00108000-0011b000 r--p 00000000 fe:00 10010911                           /p/target/debug/deps/it-0123456789abcdef
0011b000-00159000 r-xp 00012000 fe:00 10010911                           /p/target/debug/deps/it-0123456789abcdef
55d0c2a1b000-55d0c2a3c000 rw-p 00000000 00:00 0                          [heap]
7fb4ece8a000-7fb4ece8d000 r--p 00000000 fe:00 7                          /usr/lib/x86_64-linux-gnu/libc.so.6
7fb4ece9a000-7fb4ece9d000 r--p 00000000 fe:00 8                          /tmp/a b (deleted)
";

    fn of(line: &str) -> Option<(usize, String)> {
        let arguments: Vec<String> = line.split(',').map(Into::into).collect();
        carried(&arguments, MAPS).map(|carried| (carried.argument, carried.path.display().to_string()))
    }

    #[test]
    fn a_program_is_the_first_argument_that_names_a_mapped_file() {
        let it = "/p/target/debug/deps/it-0123456789abcdef";
        for (line, argument) in [
            (
                "/lib64/ld-linux-x86-64.so.2,target/debug/deps/it-0123456789abcdef,--exact",
                1,
            ),
            (
                "ld.so,--library-path,/usr/lib,/p/target/debug/deps/it-0123456789abcdef",
                3,
            ),
            ("/usr/bin/valgrind.bin,-q,./it-0123456789abcdef", 2),
            (
                "qemu-aarch64,-L,/usr/aarch64-linux-gnu,../deps/it-0123456789abcdef",
                3,
            ),
        ] {
            assert_eq!(of(line), Some((argument, it.into())), "{line}");
        }
        assert_eq!(of("ld.so,/tmp/a b"), Some((1, "/tmp/a b".into())));
    }

    #[test]
    fn what_is_only_mentioned_is_not_what_runs() {
        for line in [
            "",
            "it-0123456789abcdef",
            "ld.so,/opt/server,--serve",
            "ld.so,..",
            "ld.so,",
        ] {
            assert_eq!(of(line), None, "{line}");
        }
    }

    #[test]
    fn a_tool_that_runs_programs_is_known_by_its_name_or_its_folder() {
        for path in [
            "/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2",
            "/usr/bin/qemu-aarch64-static",
            "/usr/libexec/valgrind/memcheck-amd64-linux",
            "/usr/bin/valgrind.bin",
        ] {
            assert!(is_carrier(Path::new(path)), "{path}");
        }
        for path in [
            "/usr/bin/qemu-system-x86_64",
            "/usr/bin/strace",
            "/opt/server",
            "/",
        ] {
            assert!(!is_carrier(Path::new(path)), "{path}");
        }
    }
}
