//! What the package that is compiled calls the runtime crate.

use std::env;
use std::fs;
use std::path::Path;

const PACKAGE: &str = "write-guard";

/// What is wrong with a path that nobody wrote, `::write_guard`: the package knows the runtime by another name, or by none.
///
/// Only for a better message: rustc would find the same, but could not name the key that helps. What cannot be read here is left to
/// rustc.
pub(crate) fn in_this_package() -> Option<String> {
    let folder = env::var_os("CARGO_MANIFEST_DIR")?;
    in_manifest(&fs::read_to_string(Path::new(&folder).join("Cargo.toml")).ok()?)
}

fn in_manifest(manifest: &str) -> Option<String> {
    // The runtime's own package, a dependency under its name, or a spelling of either that is not looked for here.
    let is_named = manifest.lines().any(|line| {
        let key = line.trim_start().trim_start_matches(['"', '\'']);
        has_key(key) || is_own_table(line) || is_own_name(line)
    });
    if is_named {
        return None;
    }
    if let Some(name) = renamed(manifest) {
        let path = name.replace('-', "_");
        return Some(format!(
            "in this package's `Cargo.toml` `write-guard` is called `{name}`, add `crate = {path}`"
        ));
    }
    let is_mentioned = manifest.contains(PACKAGE) || manifest.contains("write_guard");
    (!is_mentioned).then(|| {
        "this package's `Cargo.toml` names no `write-guard`: add the dependency, or say where it is, as in `crate = wall` or \
         `crate = wall::write_guard`"
            .to_owned()
    })
}

/// Whether a line's key is the runtime's name, and not the beginning of another.
fn has_key(line: &str) -> bool {
    ["write-guard", "write_guard"].iter().any(|name| {
        line.strip_prefix(name).is_some_and(|rest| {
            !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        })
    })
}

/// `[dependencies.write-guard]`
fn is_own_table(line: &str) -> bool {
    let name = line
        .trim_start()
        .strip_prefix('[')
        .and_then(|header| header.rsplit_once("dependencies."));
    name.is_some_and(|(_, name)| has_key(name.trim_start().trim_start_matches(['"', '\''])))
}

fn is_own_name(line: &str) -> bool {
    let line: String = line.split_whitespace().collect();
    line.starts_with("name=\"write-guard\"")
}

/// The key of the dependency whose package is the runtime.
fn renamed(manifest: &str) -> Option<&str> {
    let mut section = "";
    manifest.lines().find_map(|line| {
        let line = line.trim();
        if let Some(header) = line.strip_prefix('[') {
            section = header.split(']').next().unwrap_or_default();
            return None;
        }
        let (key, value) = line.split_once('=')?;
        let inline: String = value.replace('\'', "\"").split_whitespace().collect();
        let name = match key.trim().strip_suffix("package") {
            // `[dependencies.wall]`, `package = …`
            Some("") if is_runtime(value) => section.rsplit_once("dependencies.")?.1,
            // `wall.package = …`
            Some(dotted) if is_runtime(value) => dotted.trim_end().strip_suffix('.')?,
            _ if inline.contains("package=\"write-guard\"") => key,
            _ => return None,
        };
        let name = name.trim().trim_matches(['"', '\'']);
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        (!name.is_empty() && name.chars().all(is_plain)).then_some(name)
    })
}

fn is_runtime(value: &str) -> bool {
    let value = value.split('#').next().unwrap_or_default();
    value.trim().trim_matches(['"', '\'']) == PACKAGE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_renamed_dependency_is_found_however_it_is_written() {
        for manifest in [
            "[dependencies]\nwall-of-ours = { package = \"write-guard\", version = \"1\" }\n",
            "[dependencies]\nwall-of-ours={version='1',package='write-guard'}\n",
            "[target.'cfg(unix)'.dependencies]\n\"wall-of-ours\" = { path = \"../guard\", package  =  \"write-guard\" } # the guard\n",
            "[dependencies.wall-of-ours]\nversion = \"1\"\npackage = \"write-guard\" # the guard\n",
            "[dev-dependencies]\nwall-of-ours.package = \"write-guard\"\nwall-of-ours.version = \"1\"\n",
        ] {
            let said = in_manifest(manifest).unwrap();
            assert!(
                said.contains("`wall-of-ours`, add `crate = wall_of_ours`"),
                "{manifest}{said}"
            );
        }
    }

    #[test]
    fn a_package_that_does_not_name_it_is_asked_where_it_is() {
        for manifest in [
            "[package]\nname = \"app\"\n[dependencies]\nserde = \"1\"\n",
            "[dependencies]\nwall.workspace = true\n",
        ] {
            assert!(
                in_manifest(manifest).unwrap().contains("`crate = wall`"),
                "{manifest}"
            );
        }
    }

    #[test]
    fn where_it_may_have_its_own_name_nothing_is_said() {
        for manifest in [
            "[package]\nname = \"write-guard\"\n",
            "[dependencies]\nwrite-guard = \"1\"\n",
            "[dependencies]\n  \"write-guard\" = { path = \"../guard\" }\n",
            "[dependencies]\nwrite_guard = { package = \"write-guard\", version = \"1\" }\n",
            "[dependencies]\nwrite-guard.workspace = true\n",
            "[dependencies.write-guard]\nversion = \"1\"\n",
            "[target.x.dependencies.'write-guard']\nversion = \"1\"\n",
            "[dependencies]\nold = { package = \"write-guard\", version = \"0.1\" }\nwrite-guard = \"1\"\n",
            "dependencies = { write-guard = \"1\" }\n",
            "[dependencies]\nlayer = { package = \"write-guard-layer\", version = \"1\" }\n",
        ] {
            assert_eq!(in_manifest(manifest), None, "{manifest}");
        }
    }
}
