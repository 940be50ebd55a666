use std::fs;
use std::process::Command;

use super::*;

fn known(values: [Option<&str>; 3]) -> Known {
    Known::read(values.map(|value| value.map(OsString::from)), &[])
}

#[test]
fn one_word_opts_in_and_another_is_a_slip() {
    for (value, opt_in) in [
        (None, OptIn::Off),
        (Some("1"), OptIn::On),
        (Some(""), OptIn::Misspelt),
        (Some("0"), OptIn::Misspelt),
        (Some("1 "), OptIn::Misspelt),
        (Some("true"), OptIn::Misspelt),
    ] {
        assert_eq!(known([value, None, None]).policy.opt_in, opt_in, "{value:?}");
    }
}

#[test]
fn a_list_is_what_its_variable_says_and_none_where_there_is_none() {
    let given = |known: Known| (known.policy.allowed.len(), known.policy.protected.len());
    assert_eq!(given(known([None, None, None])), (0, 0));
    assert_eq!(given(known([None, Some(""), None])), (1, 0));
    let both = known([None, Some("sand, box"), Some("prod")]);
    let expected = Policy::new(false).allow("sand,box").protect("prod");
    assert_eq!(both.policy.summary(), expected.summary());
}

#[cfg(unix)]
#[test]
fn a_list_that_is_no_text_is_there_and_cannot_be_used() {
    use std::os::unix::ffi::OsStringExt;
    for (place, name) in [(1, ALLOWED), (2, PROTECTED)] {
        let mut values = [None, None, None];
        values[place] = Some(OsString::from_vec(vec![b'a', 0xff]));
        let unusable = Known::read(values, &[]).policy.unusable().cloned().unwrap();
        assert_eq!(unusable.to_string(), format!("`{name}` is not UTF-8 text"));
        assert_eq!(unusable.position(), None);
    }
}

#[test]
fn the_lists_of_a_file_stand_beside_those_of_the_variables() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".config")).unwrap();
    fs::write(folder.path().join("Cargo.toml"), "").unwrap();
    let file = "sandbox = [\"sand\"]\nprotected = [\"prod\"]\n";
    fs::write(folder.path().join(".config/write-guard.toml"), file).unwrap();
    let values = [None, Some("sand,other".into()), Some("more".into())];
    let policy = Known::read(values, &[folder.path().to_path_buf()]).policy;
    let lists = (policy.allowed.len(), policy.protected.len(), policy.files.len());
    assert_eq!(lists, (2, 2, 1));
}

#[test]
fn what_was_changed_since_is_named() {
    let before = known([Some("1"), Some("sand"), None]);
    let now = |values: [Option<&str>; 3]| before.differs_from(&values.map(|value| value.map(OsString::from)));
    assert_eq!(now([Some("1"), Some("sand"), None]), None);
    assert_eq!(now([None, Some("sand"), None]), Some(OPT_IN));
    assert_eq!(now([Some("1"), Some("else"), None]), Some(ALLOWED));
    assert_eq!(now([Some("1"), Some("sand"), Some("prod")]), Some(PROTECTED));
    of_environment();
    assert_eq!(set_late(), None);
}

#[test]
fn the_file_is_looked_for_above_the_package_and_above_the_executable() {
    let executable = env::current_exe().unwrap();
    let package = env::current_dir().unwrap().join("package");
    assert_eq!(places(Some("package".into())), [package, executable.clone()]);
    assert_eq!(places(None), [executable]);
}

/// What a process finds that has these variables.
fn found_with(variables: [(&str, &str); 2]) -> String {
    let child = "policy::environment::tests::the_process_that_another_test_starts";
    let output = Command::new(env::current_exe().unwrap())
        .args(["--exact", child, "--ignored", "--nocapture"])
        .envs(variables)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
#[ignore = "says what it finds, to another test"]
#[expect(clippy::print_stdout, reason = "the other test reads it")]
fn the_process_that_another_test_starts() {
    println!("decides by {:?}", of_environment().summary());
    println!("expects {:?}", expected_here().summary());
}

#[test]
fn a_process_decides_by_its_variables() {
    let said = found_with([(OPT_IN, "1"), (ALLOWED, "sand-of-a-child")]);
    for beginning in ["decides by", "expects"] {
        let line = said
            .lines()
            .find_map(|line| line.split_once(beginning))
            .unwrap()
            .1;
        assert!(line.contains("opted_in: true"), "{said}");
        assert!(line.contains("sand-of-a-child"), "{said}");
    }
}
