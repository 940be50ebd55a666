//! What `init --agents` does to the settings of coding agents.

use std::fs;

use serde_json::Value;

use super::repository::Repository;

#[test]
fn what_else_an_agents_settings_hold_is_neither_changed_nor_shown() {
    let repository = Repository::new();
    let settings = "{\n  \"env\": {\n    \"API_KEY\": \"hush\"\n  },\n  \"model\": \"x\"\n}";
    repository.write(".claude/settings.json", settings);
    repository.write(
        ".codex/config.toml",
        "key = \"hush\"\n[shell_environment_policy]\nset = { KEY = \"hush\" }\n",
    );
    repository.write(".gemini/.env", "API_KEY=hush");
    let (_, said) = repository.init("", &["--yes", "--agents"]);
    assert!(!said.contains("hush"), "{said}");
    let marked = settings.replace(
        "\"env\": {\n",
        "\"env\": {\n    \"WRITE_GUARD_TEST_PROCESS\": \"1\",\n",
    );
    assert_eq!(repository.read(".claude/settings.json"), marked);
    assert_eq!(
        repository.read(".gemini/.env"),
        "WRITE_GUARD_TEST_PROCESS=1\nAPI_KEY=hush"
    );
    assert!(
        said.contains("`.codex/config.toml` is left as it is: a line of it would have to be changed"),
        "{said}"
    );

    repository.write(".claude/settings.json", "{\n  \"model\": \"hush\"\n}\n");
    repository.write(
        ".codex/config.toml",
        "[shell_environment_policy.set]\nKEY = \"hush\"\n",
    );
    let (_, said) = repository.init("", &["--yes", "--agents"]);
    assert!(!said.contains("hush"), "{said}");
    let settings: Value = serde_json::from_str(&repository.read(".claude/settings.json")).unwrap();
    assert_eq!(
        (&settings["env"]["WRITE_GUARD_TEST_PROCESS"], &settings["model"]),
        (&"1".into(), &"hush".into())
    );
    assert_eq!(
        repository.read(".codex/config.toml"),
        "[shell_environment_policy.set]\nKEY = \"hush\"\nWRITE_GUARD_TEST_PROCESS = \"1\"\n"
    );
    let (_, said) = repository.init("", &["--agents"]);
    assert_eq!(said.matches("+++").count(), 0, "{said}");

    repository.write(".claude/settings.json", "{}\n");
    repository.init("", &["--yes", "--agents"]);
    let settings: Value = serde_json::from_str(&repository.read(".claude/settings.json")).unwrap();
    assert_eq!(settings["env"]["WRITE_GUARD_TEST_PROCESS"], "1");
}

#[test]
#[cfg(unix)]
fn settings_that_lie_outside_of_the_repository_are_left_as_they_are() {
    let (repository, elsewhere) = (Repository::new(), tempfile::tempdir().unwrap());
    let own = elsewhere.path().join("settings.json");
    fs::write(&own, "{\n  \"model\": \"x\"\n}\n").unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), repository.0.path().join(".claude")).unwrap();
    let (_, said) = repository.init("", &["--yes", "--agents"]);
    assert!(
        said.contains("`.claude/settings.json` is left as it is: it is a link to a place outside"),
        "{said}"
    );
    assert_eq!(fs::read_to_string(own).unwrap(), "{\n  \"model\": \"x\"\n}\n");
    assert!(
        repository
            .read(".codex/config.toml")
            .contains("WRITE_GUARD_TEST_PROCESS")
    );
}
