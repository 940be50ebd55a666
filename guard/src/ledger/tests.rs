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

#[test]
fn everything_is_counted_and_the_first_ten_thousand_are_kept() {
    let mut ledger = Ledger::new();
    assert_eq!(ledger.told(), None);
    ledger.enter(&blocked("first"));
    for _ in 0..KEPT {
        ledger.enter(&blocked("next"));
    }
    assert_eq!((ledger.count, ledger.entries.len()), (10_001, 10_000));
    assert_eq!(ledger.entries.first(), Some(&blocked("first")));
    let told = ledger.told().unwrap();
    assert!(
        told.starts_with("10001 blocked writes in this process:\n  write `close` to `first` blocked"),
        "{told}"
    );
    assert_eq!(told.lines().count(), 11);
}

// The one test of this package that looks at the ledger of the process; others may enter theirs meanwhile, and none takes any.
#[test]
fn a_block_is_entered_and_stays_until_it_is_taken() {
    let target = Target::new(Some("entered"));
    let permit = crate::Permit::live();
    let blocked = permit.refuse(&target, "it may not be", "send nothing");
    assert!(count() > 0);
    assert!(entries().contains(&blocked));
    let panic = std::panic::catch_unwind(assert_empty).unwrap_err();
    assert!(
        panic
            .downcast_ref::<String>()
            .unwrap()
            .contains("blocked writes in this process")
    );
    assert!(take().contains(&blocked));
    assert!(!entries().contains(&blocked));
}
