use super::*;
use crate::isolation::IsolationCode;
use crate::{Gate, Sandbox};

fn a_block() -> Blocked {
    let matter = crate::gate::sealed::Matter {
        op: "close",
        target: Some("asked"),
        item: None,
    };
    let reason = crate::decision::Reason::from(IsolationCode::ProdProjectInTest).into();
    Blocked::new(IsolationGate::ID, matter, reason, process::subject())
}

/// In a test process, wherever the call stands, what the gate is asked decides.
#[test]
fn in_a_test_process_the_question_is_asked_and_its_answer_holds() {
    for of_test in [false, true] {
        let mut heard = Vec::new();
        let refused = check_for_permit(of_test, |call_site_is_test| {
            heard.push(call_site_is_test);
            AnswerOfTheGuard(Err(a_block()))
        });
        assert_eq!(refused.unwrap_err(), a_block());
        let refused = check_without_permit(of_test, |call_site_is_test| {
            heard.push(call_site_is_test);
            AnswerOfTheGuard(Err(a_block()))
        });
        assert_eq!(refused.unwrap_err(), a_block());
        assert_eq!(heard, [of_test, of_test]);

        let permit = check_for_permit(of_test, |_| AnswerOfTheGuard(Ok(Permit::live())));
        assert!(permit.is_ok());
        check_without_permit(of_test, |_| AnswerOfTheGuard(Ok(()))).unwrap();
    }
}

#[test]
fn the_gate_that_is_named_is_the_one_that_is_asked() {
    struct Client(IsolationGate);
    impl AsRef<IsolationGate> for Client {
        fn as_ref(&self) -> &IsolationGate {
            &self.0
        }
    }
    let client = Client(IsolationGate::new().sandbox(Sandbox::new(["sand"]).unwrap()));
    assert!(std::ptr::eq(gate(&client), &raw const client.0));
    let ask = |gate, target: &'static str| {
        let answer = ask_for_permit(false, "close", gate, Some(target.into()), None, None);
        answer
            .0
            .map(drop)
            .map_err(|blocked| blocked.target().map(ToOwned::to_owned))
    };
    assert_eq!(ask(Some(gate(&client)), "sand"), Ok(()));
    assert_eq!(ask(Some(gate(&client)), "else"), Err(Some("else".to_owned())));
    assert_eq!(ask(None, "sand"), Err(Some("sand".to_owned())));
    crate::ledger::take();
}

#[test]
fn what_is_named_is_asked_by_its_identity() {
    assert_eq!(identity("payroll").as_deref(), Some("payroll"));
    assert_eq!(identity(&7_u8).as_deref(), Some("7"));
    assert_eq!(identity(&None::<String>), None);
}

#[test]
fn a_future_of_the_runtime_shows_what_it_is() {
    let body = GuardedFuture::<_, Blocked>::Body {
        future: std::future::ready(7),
    };
    assert_eq!(format!("{body:?}"), format!("{:?}", std::future::ready(7)));
    let block = blocked_future(
        future_of::<std::future::Ready<Result<(), Blocked>>, _>(),
        a_block(),
    );
    assert_eq!(format!("{block:?}"), "Blocked");
}
