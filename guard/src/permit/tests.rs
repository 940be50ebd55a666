use super::*;
use crate::isolation::Bound;
use crate::request::WriteRequest;

fn permit(target: &'static str) -> Permit {
    Permit::new(Some(Box::new(Bound::new(
        &WriteRequest::new("close", Some(target)),
        None,
    ))))
}

#[test]
fn a_permit_is_spent_on_what_it_is_for_and_on_nothing_else() {
    permit("spent-sand")
        .spend(|| Target::new(Some("spent-sand")))
        .unwrap();
    for elsewhere in [Target::new(Some("spent-prod")), Target::unknown()] {
        let blocked = permit("spent-sand").spend(|| elsewhere.clone()).unwrap_err();
        assert_eq!((blocked.code(), blocked.op()), ("ambiguous-target", "close"));
        assert_eq!(blocked.target(), elsewhere.id());
    }
}

#[test]
fn a_permit_of_a_live_process_is_worth_nothing_once_it_is_a_test() {
    let blocked = Permit::live()
        .spend(|| Target::new(Some("outlived")))
        .unwrap_err();
    assert_eq!(
        (blocked.code(), blocked.target()),
        ("ambiguous-target", Some("outlived"))
    );
}

#[test]
fn a_permit_that_is_refused_says_of_what() {
    let target = Target::new(Some("refused"));
    let blocked = permit("refused").refuse(&target, "it belongs to another project", "name another");
    assert_eq!(
        (blocked.op(), blocked.target(), blocked.code()),
        ("close", Some("refused"), "ambiguous-target")
    );
    assert!(
        blocked.to_string().contains("it belongs to another project"),
        "{blocked}"
    );
}

#[test]
fn a_permit_shows_its_gate_and_not_what_it_is_for() {
    let shown = format!("{:?}", permit("shown"));
    assert!(shown.contains("Isolation") && !shown.contains("shown"), "{shown}");
}
