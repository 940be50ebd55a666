//! The marker where coding agents keep the variables of the commands that they run.
//!
//! The agents' own variables mark nothing: a server that an agent started writes legitimately. Whoever asks for this says
//! that it has none.

use std::path::Path;

use jsonc_parser::ParseOptions;
use jsonc_parser::cst::{CstInputValue, CstRootNode};
use toml_edit::{DocumentMut, InlineTable, Item, Table, value};

use super::MARKER;
use super::draft::{Draft, Planned, edited};

pub(super) fn plan(draft: &mut Draft, root: &Path) {
    draft.plan_private(&root.join(".claude/settings.json"), claude);
    draft.plan_private(&root.join(".codex/config.toml"), |before| edited(before, codex));
    draft.plan_private(&root.join(".gemini/.env"), |before| Ok(gemini(before)));
}

/// `env`: variables of every session.
fn claude(before: Option<&str>) -> Planned {
    let Some(before) = before.filter(|text| !matches!(text.trim(), "" | "{}")) else {
        return Ok(Some(format!(
            "{{\n  \"env\": {{\n    \"{MARKER}\": \"1\"\n  }}\n}}\n"
        )));
    };
    let strict = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
    };
    let root = CstRootNode::parse(before, &strict).map_err(|_| "it is no JSON".to_owned())?;
    let object = root.object_value().ok_or("it is no JSON object")?;
    let marker = || CstInputValue::from("1");
    match object.get("env") {
        None => {
            let env = CstInputValue::Object(vec![(MARKER.to_owned(), marker())]);
            object.insert(0, "env", env);
        }
        Some(env) => {
            let env = env.object_value().ok_or("`env` in it is no object")?;
            if env.get(MARKER).is_some() {
                return Ok(None);
            }
            env.insert(0, MARKER, marker());
        }
    }
    Ok(Some(root.to_string()))
}

/// `shell_environment_policy.set`: variables of every command, of which `include_only` lets some through.
fn codex(config: &mut DocumentMut) -> Result<(), String> {
    let policy = config
        .entry("shell_environment_policy")
        .or_insert_with(|| Item::Table(Table::new()));
    let policy = policy
        .as_table_like_mut()
        .ok_or("`shell_environment_policy` in it is no table")?;
    if policy.contains_key("include_only") {
        return Err(format!(
            "`include_only` in it says which variables a command sees; add `{MARKER}` to it, and set it to `1` in `set`"
        ));
    }
    let set = policy.entry("set").or_insert_with(|| value(InlineTable::new()));
    let set = set.as_table_like_mut().ok_or("`set` in it is no table")?;
    if !set.contains_key(MARKER) {
        set.insert(MARKER, value("1"));
    }
    Ok(())
}

/// The first file of this kind is the only one that is loaded, so a new one would hide that of the user's home.
fn gemini(before: Option<&str>) -> Option<String> {
    let before = before?;
    let assigns = |line: &str| {
        let line = line.trim_start();
        let line = line.strip_prefix("export ").unwrap_or(line);
        line.split('=').next().is_some_and(|name| name.trim() == MARKER)
    };
    let is_marked = before.lines().any(assigns);
    (!is_marked).then(|| format!("{MARKER}=1\n{before}"))
}
