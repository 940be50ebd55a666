//! The Static Analysis Results Interchange Format, 2.1.0.

use serde_json::{Value, json};

use super::blind::{self, Blind};
use super::class::Class;
use super::report::{Finding, Report};

/// The findings as SARIF, for what shows them beside the code.
pub(super) fn log(report: &Report) -> Value {
    let reported = |class: &Class| class.next_step().is_some();
    let rules: Vec<_> = Class::ALL
        .into_iter()
        .filter(reported)
        .map(|class| {
            json!({
                "id": rule_id(class),
                "name": class.as_str(),
                "shortDescription": { "text": class.meaning() },
                "fullDescription": { "text": class.meaning() },
                "help": { "text": class.next_step().unwrap_or_default() },
                "defaultConfiguration": { "level": level(class) },
            })
        })
        .chain([json!({
            "id": "write-guard/dead-rule",
            "name": "dead-rule",
            "shortDescription": { "text": "a rule of the audit that never fires" },
            "fullDescription": { "text": "the rule was used once and said nothing: the audit is blind there" },
            "help": { "text": "mend its path, or update write-guard" },
            "defaultConfiguration": { "level": "error" },
        })])
        .collect();
    let results: Vec<_> = report
        .findings
        .iter()
        .filter(|finding| reported(&finding.class))
        .map(result)
        .chain(report.tried.dead.iter().map(|dead| {
            json!({
                "ruleId": "write-guard/dead-rule",
                "level": "error",
                "message": { "text": format!("`{}` ({}): {}", dead.path, dead.library, dead.why) },
            })
        }))
        .collect();
    let notifications: Vec<_> = report.blind.iter().map(notification).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "cargo write-guard audit",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": true,
                "toolExecutionNotifications": notifications,
            }],
            "results": results,
        }],
    })
}

/// What the tool has to say of itself: where it does not look.
fn notification(blind: &Blind) -> Value {
    json!({
        "descriptor": { "id": "write-guard/without-rules" },
        "level": "warning",
        "message": { "text": format!("{blind}: no rule is about what is called of it; next: {}", blind::NEXT) },
    })
}

fn rule_id(class: Class) -> String {
    format!("write-guard/{}", class.as_str())
}

fn level(class: Class) -> &'static str {
    match class {
        Class::Unguarded => "error",
        Class::Unknown | Class::CallOnly => "warning",
        _ => "note",
    }
}

fn result(finding: &Finding) -> Value {
    let place = match &finding.function {
        Some(function) => format!(" in `{function}`"),
        None => String::new(),
    };
    let level = if finding.fails {
        "error"
    } else {
        level(finding.class)
    };
    let mut result = json!({
        "ruleId": rule_id(finding.class),
        "level": level,
        "message": { "text": format!("`{}`{place}: {}", finding.call, finding.class.meaning()) },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri(&finding.file) },
            "region": {
                "startLine": finding.line,
                "startColumn": finding.column,
                "snippet": { "text": finding.source },
            },
        } }],
    });
    let suppressed = result.as_object_mut().filter(|_| finding.is_accepted());
    if let Some(object) = suppressed {
        let kind = if finding.excused.is_some() {
            "inSource"
        } else {
            "external"
        };
        let reason = finding.excused.as_deref().unwrap_or("in the baseline");
        let suppressions = json!([{ "kind": kind, "justification": reason }]);
        object.insert("suppressions".to_owned(), suppressions);
    }
    result
}

/// A path as a URI reference: what is no plain character is escaped.
fn uri(path: &str) -> String {
    let escaped = path.bytes().map(|byte| match byte {
        plain if plain.is_ascii_alphanumeric() || b"/-_.~".contains(&plain) => char::from(plain).to_string(),
        other => format!("%{other:02X}"),
    });
    let scheme = if path.starts_with('/') { "file://" } else { "" };
    std::iter::once(scheme.to_owned()).chain(escaped).collect()
}
