use super::*;
use crate::isolation::IsolationCode;

fn blocked() -> Blocked {
    let matter = Matter {
        op: "close\n",
        target: Some("payroll"),
        item: Some("PAY-7"),
    };
    let reasons = Reason::from(IsolationCode::AmbiguousTarget).into();
    Blocked::new(GateId::Isolation, matter, reasons, write_guard_process::subject())
}

#[test]
fn a_block_says_what_was_asked_for_and_why_not() {
    let blocked = blocked();
    assert_eq!(
        (blocked.op(), blocked.target(), blocked.item()),
        ("close\n", Some("payroll"), Some("PAY-7"))
    );
    assert_eq!(blocked.code(), "ambiguous-target");
    assert_eq!(blocked.codes(), ["ambiguous-target"]);
}

#[test]
fn a_block_names_the_signal_that_decided() {
    let blocked = blocked();
    let deciding = write_guard_process::subject().deciding().unwrap().to_string();
    assert_eq!(blocked.evidence(), deciding);
    assert_eq!(blocked.signals(), write_guard_process::subject().signals());
    assert!(
        blocked
            .to_string()
            .contains(&format!("this is a test process: {deciding}")),
        "{blocked}"
    );
}

#[test]
fn a_block_reads_as_one_line() {
    let shown = blocked().to_string();
    assert!(
        shown.starts_with(
            "write `close\\n` to `payroll` blocked: it is not clear what the write would change (ambiguous-target); "
        ),
        "{shown}"
    );
    assert!(!shown.contains('\n'), "{shown}");
    assert!(!shown.contains("was changed after"), "{shown}");
    let late = blocked().late(Some("WRITE_GUARD_SANDBOX_WRITES")).to_string();
    assert!(
        late.contains("`WRITE_GUARD_SANDBOX_WRITES` was changed after the first decision"),
        "{late}"
    );
    let debugged = format!("{:?}", blocked());
    assert!(
        debugged.contains("payroll") && debugged.contains("ambiguous-target"),
        "{debugged}"
    );
}

#[test]
fn a_block_is_found_in_whatever_was_put_around_it() {
    #[derive(Debug)]
    struct Around(Box<dyn Error + Send + Sync>);
    impl fmt::Display for Around {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("around")
        }
    }
    impl Error for Around {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&*self.0)
        }
    }
    for error in [
        Around(Box::new(blocked())),
        Around(Box::new(Box::new(blocked()))),
        Around(Box::new(std::io::Error::other(blocked()))),
        Around(Box::new(Around(Box::new(std::io::Error::other(Around(
            Box::new(blocked()),
        )))))),
    ] {
        assert_eq!(Blocked::find_in(&error), Some(&blocked()), "{error:?}");
    }
    assert_eq!(Blocked::find_in(&blocked()), Some(&blocked()));
    assert_eq!(Blocked::find_in(&Around("text".into())), None);
}
