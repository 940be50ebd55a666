//! A crate that forbids what it can gets no complaint about what the attribute wrote.
#![forbid(unsafe_code, unused, future_incompatible, missing_docs, unreachable_pub)]
#![deny(nonstandard_style, let_underscore, rust_2024_compatibility, keyword_idents, macro_use_extern_crate)]
#![deny(meta_variable_misuse, missing_abi, single_use_lifetimes, trivial_casts, trivial_numeric_casts)]
#![deny(unit_bindings, unused_lifetimes, unused_qualifications, unused_results, variant_size_differences)]
#![deny(explicit_outlives_requirements, redundant_lifetimes, elided_lifetimes_in_paths, unused_extern_crates)]

use write_guard::{Blocked, Target, IsolationGate, guarded_write, mark_test_process};

struct Client {
    gate: IsolationGate,
}

impl Client {
    #[guarded_write(op = "close", target = project, gate = self.gate, permit = permit)]
    fn close(&self, project: &str) -> Result<(), Blocked> {
        permit.spend(|| Target::new(Some(project)))
    }

    #[guarded_write(op = "close", target = project, on_block = ())]
    fn notify(&self, project: &str) {
        assert_eq!(project, "never called");
    }

    #[guarded_write(op = "close", target = project, on_block = false,)]
    fn later(&self, project: &str) -> impl Future<Output = bool> + use<> {
        assert_eq!(project, "never called");
        async { true }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    mark_test_process();
    let client = Client { gate: IsolationGate::new() };
    assert!(client.close("payroll").is_err());
    client.notify("payroll");
    assert!(!client.later("payroll").await);
}
