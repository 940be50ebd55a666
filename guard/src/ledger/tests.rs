use super::*;
use crate::{Gate, IsolationGate, Target};

fn blocked(target: &str) -> Blocked {
    let matter = crate::gate::sealed::Matter {
        op: "close",
        target: Some(target),
        item: None,
    };
    let reason = crate::decision::Reason::from(crate::IsolationCode::ProdProjectInTest).into();
    Blocked::new(IsolationGate::ID, matter, reason, write_guard_process::subject())
}

/// Has a write to `target` blocked here.
fn refuse(target: &str) -> Blocked {
    crate::Permit::live().refuse(&Target::new(Some(target)), "it may not be", "send nothing")
}

/// What `work` does in a thread that is called `name`, as a runner calls one after a test; also where the runner of these
/// tests gives each a process and says its name.
fn in_test<R: Send + 'static>(name: &str, work: impl FnOnce() -> R + Send + 'static) -> R {
    let owner = Owner(Whose::of(owner::named_after(name)));
    std::thread::spawn(move || owner.run(work)).join().unwrap()
}

fn targets(entries: &[Blocked]) -> Vec<&str> {
    entries.iter().filter_map(Blocked::target).collect()
}

/// What an insistence says that fails.
fn said(insist: impl FnOnce() + std::panic::UnwindSafe) -> String {
    let panic = std::panic::catch_unwind(insist).unwrap_err();
    panic.downcast_ref::<String>().unwrap().clone()
}

#[test]
fn everything_is_counted_and_the_first_ten_thousand_are_kept() {
    let mut ledger = Ledger::new();
    let owner = Whose::current();
    assert_eq!(ledger.told(&owner), None);
    ledger.enter(&blocked("first"), &owner);
    for _ in 0..KEPT {
        ledger.enter(&blocked("next"), &owner);
    }
    let place = ledger.enter(&blocked("last"), &owner);
    assert_eq!(
        place,
        Place {
            owner: 0,
            number: 10_002
        }
    );
    assert_eq!(ledger.entries.len(), 10_000);
    assert_eq!(ledger.entries[0].blocked, blocked("first"));
    let told = ledger.told(&owner).unwrap();
    assert!(
        told.starts_with("10002 blocked writes in the test `ledger::tests::"),
        "{told}"
    );
    assert!(told.contains("\n  write `close` to `first` blocked"), "{told}");
    assert_eq!(told.lines().count(), 11);
}

#[test]
fn a_block_is_entered_and_stays_until_it_is_taken() {
    let blocked = refuse("entered");
    assert_eq!(
        blocked.test(),
        Some("ledger::tests::a_block_is_entered_and_stays_until_it_is_taken")
    );
    assert!(entries().contains(&blocked));
    assert!(said(assert_empty).contains("blocked writes in the test `ledger::tests::a_block_is_entered"));
    let second = refuse("entered as well");
    assert!(count() >= 2);
    assert_eq!(take(), [blocked.clone(), second]);
    assert!(!entries().contains(&blocked));
    assert_empty();
}

#[test]
fn what_one_test_ignores_is_not_held_against_another_and_not_taken_by_it() {
    let _ignored = in_test("of_a::test", || refuse("a's"));
    in_test("of_another::test", || {
        assert_empty();
        assert!(take().is_empty());
    });
    in_test("of_a::test", || {
        assert!(said(assert_empty).contains("1 blocked writes in the test `of_a::test`"));
        assert_eq!(targets(&take()), ["a's"]);
    });
}

// With a ledger of its own: in that of the process it would be held against the tests beside this one.
#[test]
fn what_is_of_no_test_that_is_known_is_held_against_each_and_not_against_a_watch() {
    let mut ledger = Ledger::new();
    for worker in ["some-worker-1", "main", "a thread"] {
        let owner = in_test(worker, Whose::current);
        assert!(owner.is_nobodys(), "{worker}");
        ledger.enter(&blocked(worker), &owner);
    }
    let test = in_test("who::asks", Whose::current);
    let said = ledger.told(&test).unwrap();
    assert!(said.contains("3 blocked writes"), "{said}");
    assert!(said.contains("no test is known of the thread"), "{said}");
    let watch = in_test("main", || watch().owner().0);
    assert_eq!(ledger.told(&watch), None);
    assert_eq!(ledger.places_of(&test), [Place { owner: 0, number: 3 }]);
    assert_eq!(ledger.take(&test).len(), 3);
    assert_eq!(ledger.told(&test), None);

    ledger.enter(&blocked("watched"), &watch);
    assert_eq!(ledger.told(&test), None, "what a watch answers for is its own");
    ledger.enter(&blocked("a test's"), &test);
    let anybody = in_test("main", Whose::current);
    let said = ledger.told(&anybody).unwrap();
    assert!(said.contains("2 blocked writes in this process"), "{said}");
}

#[test]
fn a_watch_has_what_happened_on_its_thread_and_in_what_it_was_handed_to() {
    let _before = refuse("before");
    let watch = watch();
    assert_empty();
    let _here = refuse("here");
    let owner = watch.owner();
    in_test("worker-2", move || {
        let _there = owner.run(|| refuse("in a thread"));
    });
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .build()
        .unwrap();
    let task = runtime.spawn(watch.owner().attach(async {
        tokio::task::yield_now().await;
        refuse("in a task").test().map(str::to_owned)
    }));
    let test = runtime.block_on(task).unwrap();
    assert_eq!(
        test.as_deref(),
        Some("ledger::tests::a_watch_has_what_happened_on_its_thread_and_in_what_it_was_handed_to")
    );
    let told = said(std::panic::AssertUnwindSafe(|| watch.assert_empty()));
    assert!(told.contains("3 blocked writes in this watch"), "{told}");
    assert_eq!(targets(&watch.take()), ["here", "in a thread", "in a task"]);
    watch.assert_empty();
    drop(watch);
    let _after = refuse("after");
    assert_eq!(targets(&take()), ["before", "after"]);
}

#[test]
fn a_watch_within_another_judges_its_own_and_the_other_both() {
    let outer = watch();
    let _outside = refuse("outside");
    let inner = watch();
    inner.assert_empty();
    assert_empty();
    let _inside = refuse("inside");
    assert_eq!(targets(&inner.take()), ["inside"]);
    let _inside = refuse("inside again");
    assert_eq!(targets(&outer.take()), ["outside", "inside again"]);
}

#[test]
fn a_thread_is_called_after_a_test_if_its_name_is_a_path() {
    for path in ["closes", "sync::tests::closes", "_m::r#try::_1", "größe::prüft"] {
        assert_eq!(owner::named_after(path).as_deref(), Some(path));
    }
    for name in [
        "",
        "main",
        "tokio-rt-worker",
        "1",
        "a::",
        "::a",
        "a:b",
        "a b",
        "r#",
    ] {
        assert_eq!(owner::named_after(name), None, "{name}");
    }
}

#[test]
fn what_was_expected_is_minded_by_nobody_and_what_was_not_is() {
    let expected = expect("this test provokes one");
    let _meant = refuse("meant");
    assert_empty();
    let owner = expected.owner();
    in_test("worker-3", move || {
        let _meant = owner.run(|| refuse("meant in a thread"));
    });
    drop(expected);
    assert_empty();
    let _not = refuse("not meant");
    assert!(said(assert_empty).contains("1 blocked writes"));
    assert_eq!(targets(&take()), ["meant", "meant in a thread", "not meant"]);
}

#[test]
fn what_was_blocked_before_an_announcement_is_judged_within_it_too() {
    let _before = refuse("before");
    let expected = expect("what comes");
    let _meant = refuse("meant");
    assert!(said(assert_empty).contains("1 blocked writes in the test"));
    let watch = watch();
    let _watched = refuse("watched");
    assert_eq!(targets(&take()), ["watched"], "a watch within it is asked first");
    drop(watch);
    assert_eq!(targets(&take()), ["before", "meant"]);
    drop(expected);
}

#[test]
fn a_watch_that_is_dropped_in_handed_work_has_ended_outside_of_it_too() {
    let expected = expect("until it is dropped");
    let owner = expected.owner();
    owner.run(|| {
        let _meant = refuse("meant");
        drop(expected);
        let _not = refuse("not meant within");
    });
    let _not = refuse("not meant");
    assert!(said(assert_empty).contains("2 blocked writes"));
    assert_eq!(targets(&take()), ["meant", "not meant within", "not meant"]);
}

#[test]
fn what_a_task_announces_or_watches_holds_across_its_awaits_and_nowhere_else() {
    let watch = watch();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let task = watch.owner().attach(async {
        let expected = expect("until it is dropped");
        tokio::task::yield_now().await;
        let _meant = refuse("meant");
        drop(expected);
        tokio::task::yield_now().await;
        let _not = refuse("not meant in the task");
    });
    let beside = async {
        for _ in 0..3 {
            tokio::task::yield_now().await;
            let _not = refuse("beside");
        }
    };
    runtime.block_on(async { tokio::join!(task, beside) });
    let told = said(std::panic::AssertUnwindSafe(|| watch.assert_empty()));
    assert!(told.contains("4 blocked writes"), "{told}");
    assert_eq!(watch.take().len(), 5);
}
