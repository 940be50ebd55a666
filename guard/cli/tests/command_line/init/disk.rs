//! What `init` leaves on a full disk.

use std::process::Command;

#[test]
fn a_file_that_there_is_no_room_for_is_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    // The manifest has its page to itself, and what would be added needs another one.
    let line = "mount -t tmpfs -o size=32k tmpfs \"$0\" && cd \"$0\" && mkdir src .config && echo >src/lib.rs && \
                printf 'sandbox = []\\nprotected = []\\n' >.config/write-guard.toml && \
                { printf '[package]\\nname = \"a\"\\nedition = \"2024\"\\n[dependencies]\\nwrite-guard = \"0.1\"\\n#'; \
                  head -c 4000 /dev/zero | tr '\\0' x; echo; } >Cargo.toml; \
                cp Cargo.toml before; dd if=/dev/zero of=filler bs=4k 2>/dev/null; \
                \"$1\" init --yes; echo \"ended $?\"; cmp Cargo.toml before && echo same";
    let output = Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", line])
        .arg(folder.path())
        .arg(env!("CARGO_BIN_EXE_cargo-write-guard"))
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.ends_with("ended 3\nsame\n"), "{said}");
}
