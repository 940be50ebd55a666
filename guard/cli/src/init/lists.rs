//! The reviewed file.

use std::path::{Path, PathBuf};

use cargo_metadata::Metadata;
use cargo_metadata::camino::Utf8Path;
use toml_edit::{Array, DocumentMut, Item, value};

use super::draft::{Draft, edited};
use crate::ci;

/// Where it is, below the root of a workspace.
const PLACE: &str = ".config/write-guard.toml";

const ALLOWED: &str = r#"# What tests may write to, and what they never do: whoever changes this file has it reviewed.
#
# An entry is an id, as the client names it to the server. A number says of what it is one, and may say on which server:
#     sandbox = ["7 as project at https://tracker.example"]

# What a test may write to, if it opts in as well. While this is empty, every write of a test is blocked.
sandbox = []
"#;

const PROTECTED: &str = "# What no test writes to, whoever else allows it: the ids of production.\n";

pub(super) fn plan(draft: &mut Draft, workspace: &Metadata) {
    let root = workspace.workspace_root.as_std_path();
    let path = root.join(PLACE);
    if let Some(other) = beside(workspace) {
        let told = format!(
            "there is `{}` already, and what a second file does not allow is not allowed",
            draft_name(root, &other)
        );
        return draft.leave(&path, &told);
    }
    draft.plan(&path, |before| match before {
        None => Ok(Some(format!("{ALLOWED}\n{PROTECTED}protected = []\n"))),
        Some(before) => edited(Some(before), complete),
    });
}

/// A reviewed file elsewhere than at the root, that a test of this workspace finds.
fn beside(workspace: &Metadata) -> Option<PathBuf> {
    let root = workspace.workspace_root.as_std_path();
    let repository = ci::repository(root);
    let above = root
        .ancestors()
        .take_while(|folder| folder.starts_with(repository));
    let members = workspace.workspace_packages();
    let members = members
        .iter()
        .filter_map(|package| package.manifest_path.parent());
    let folders = above.chain(members.map(Utf8Path::as_std_path));
    folders
        .filter(|folder| *folder != root)
        .map(|folder| folder.join(PLACE))
        .find(|path| path.exists())
}

fn draft_name(root: &Path, path: &Path) -> String {
    path.strip_prefix(ci::repository(root))
        .unwrap_or(path)
        .display()
        .to_string()
}

/// Adds the list that only makes the guard stricter. A missing `sandbox` leaves it to variables: to add it would forbid them.
fn complete(document: &mut DocumentMut) -> Result<(), String> {
    let is_list = |item: &Item| {
        let array = item.as_array();
        array.is_some_and(|array| array.iter().all(toml_edit::Value::is_str))
    };
    for (key, item) in document.iter() {
        let is_known = match key {
            "sandbox" | "protected" => is_list(item),
            _ => item.is_table() || item.is_array_of_tables(),
        };
        if !is_known {
            return Err(format!("`{key}` in it is not understood"));
        }
    }
    if !document.contains_key("protected") {
        document.insert("protected", value(Array::new()));
        if let Some(mut key) = document.key_mut("protected") {
            key.leaf_decor_mut().set_prefix(format!("\n{PROTECTED}"));
        }
    }
    Ok(())
}
