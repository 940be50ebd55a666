use super::*;

const NOTHING: &[(&str, &str)] = &[];
const MARKED: &[(&str, &str)] = &[("WRITE_GUARD_TEST_PROCESS", "")];
/// Half of what nextest sets.
const HALF: &[(&str, &str)] = &[("NEXTEST", "1")];
const WHOLE: &[(&str, &str)] = &[("NEXTEST", "1"), ("NEXTEST_RUN_ID", "1")];

fn with(environment: &'static [(&'static str, &'static str)]) -> impl Fn() -> Process {
    move || Process::with_environment(environment)
}

fn nobody_asks() -> Process {
    panic!("what is known is not looked for again")
}

#[test]
fn a_live_process_is_found_once_and_then_known() {
    let latch = Latch::new();
    assert!(!latch.is_known_to_be_live(), "nobody has asked");
    assert!(latch.is_found_live(with(NOTHING)));
    assert!(latch.is_known_to_be_live());
    assert!(latch.is_found_live(nobody_asks));
    assert!(latch.subject(nobody_asks).is_live());
}

#[test]
fn a_test_process_stays_one_whatever_its_environment_says_later() {
    let latch = Latch::new();
    assert!(!latch.is_found_live(with(MARKED)));
    assert!(!latch.is_found_live(nobody_asks) && !latch.is_known_to_be_live());
    let subject = latch.subject(nobody_asks);
    assert_eq!(subject.deciding().map(Signal::kind), Some(SignalKind::Marker));
}

#[test]
fn proof_makes_a_test_of_what_was_found_live_or_not_at_all() {
    for found in [NOTHING, HALF, MARKED] {
        let latch = Latch::new();
        let before = latch.subject(with(found)).clone();
        latch.prove(signal::call_site());
        assert!(!latch.is_known_to_be_live() && !latch.is_found_live(nobody_asks));
        let after = latch.subject(nobody_asks);
        assert!(after.deciding().is_some());
        if before.is_live() {
            assert_eq!(after.signals()[0], signal::call_site());
            assert_eq!(after.signals()[1..], *before.signals());
        } else {
            assert_eq!(*after, before);
        }
    }
    let fresh = Latch::new();
    assert_eq!(fresh.prove(signal::marked_by_call()).signals().len(), 1);
    assert!(!fresh.is_found_live(nobody_asks));
}

#[test]
fn with_half_of_a_runner_nothing_is_known_and_what_arrives_counts() {
    let latch = Latch::new();
    for _ in 0..2 {
        let subject = latch.subject(with(HALF));
        assert!(subject.is_live() && !latch.is_known_to_be_live());
        assert_eq!(subject.signals()[0].kind(), SignalKind::Runner);
        assert_eq!(subject.deciding(), None);
    }
    let subject = latch.subject(with(WHOLE));
    assert_eq!(subject.deciding().map(Signal::kind), Some(SignalKind::Runner));
    assert_eq!(
        subject.signals()[1].kind(),
        SignalKind::Runner,
        "what was seen before"
    );
    assert!(!latch.is_found_live(with(NOTHING)));
}

#[test]
fn this_process_is_a_test_and_says_why() {
    assert!(!is_live() && !is_known_to_be_live());
    let error = require_live().unwrap_err();
    assert_eq!(error.subject(), subject());
    let why = subject().deciding().unwrap();
    let told = error.to_string();
    for part in [
        "must be live",
        why.detail(),
        "if that is wrong",
        why.kind().remedy(),
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn a_subject_is_shown_with_its_signals_in_order() {
    let signals = vec![
        Signal::strong(SignalKind::Marker, "one"),
        Signal::weak(SignalKind::Path, "two"),
    ];
    assert_eq!(
        Subject::Test {
            signals: signals.clone()
        }
        .to_string(),
        "test: one; two"
    );
    assert_eq!(Subject::Live { signals: vec![] }.to_string(), "live");
    let weak_first = signals.into_iter().rev().collect();
    let subject = Subject::Live { signals: weak_first };
    assert_eq!(
        (subject.to_string().as_str(), subject.deciding()),
        ("live: two; one", None)
    );
}
