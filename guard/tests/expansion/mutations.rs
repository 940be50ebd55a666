//! Mistakes that the macro could make.
//!
//! Mutation tools do not look inside quoted code, so these are written by hand, as changes to the text of an
//! expansion. Each is tried on one function at a time.

/// A mistake.
pub(crate) struct Mutation {
    pub(crate) name: &'static str,
    /// What is replaced by what, one after the other; all of it must be there. `rt` is the hidden half of the
    /// runtime, `{name}` the function.
    changes: &'static [(&'static str, &'static str)],
    /// The functions whose types alone show the mistake: with it they do not compile.
    pub(crate) refused: &'static [&'static str],
}

impl Mutation {
    /// The function with this mistake, if it has a place for it.
    pub(crate) fn apply(&self, name: &str, function: &str) -> Option<String> {
        self.changes
            .iter()
            .try_fold(function.to_owned(), |text, (from, to)| {
                let changed = text.replace(&from.replace("{name}", name), to);
                (changed != text).then_some(changed)
            })
    }
}

const fn runs(name: &'static str, changes: &'static [(&'static str, &'static str)]) -> Mutation {
    Mutation {
        name,
        changes,
        refused: &[],
    }
}

const fn refused(
    name: &'static str,
    changes: &'static [(&'static str, &'static str)],
    refused: &'static [&'static str],
) -> Mutation {
    Mutation {
        name,
        changes,
        refused,
    }
}

pub(crate) const MUTATIONS: &[Mutation] = &[
    // Whether it asks.
    runs(
        "the check is skipped",
        &[(
            "= rt::check_without_permit(",
            "= (|_: bool, _| rt::Ok::<(), Blocked>(()))(",
        )],
    ),
    refused(
        "the check leaves no permit",
        &[("let permit = match", "let _ = match")],
        &["close", "update", "later"],
    ),
    runs(
        "the check is in a closure that nobody calls",
        &[
            ("let rt::Ok(()) =", "let _ = || { let rt::Ok(()) ="),
            ("world.on_block() }); };", "world.on_block() }); }; true };"),
        ],
    ),
    runs(
        "the check is left to debug builds",
        &[("let rt::Ok(())", "#[cfg(debug_assertions)] let rt::Ok(())")],
    ),
    runs(
        "the check is left to unit tests",
        &[("let rt::Ok(())", "#[cfg(test)] let rt::Ok(())")],
    ),
    refused(
        "the permit is left to debug builds",
        &[("let permit", "#[cfg(debug_assertions)] let permit")],
        &["close", "update", "later"],
    ),
    runs(
        "the call site is never a test",
        &[("#[cfg(test)] () => true", "#[cfg(test)] () => false")],
    ),
    runs(
        "the call site is always a test",
        &[("#[cfg(not(test))] () => false", "#[cfg(not(test))] () => true")],
    ),
    runs(
        "the question does not hear of the call site",
        &[("( call_site_is_test, ", "( false, ")],
    ),
    runs(
        "a live process asks",
        &[
            (
                "match () { #[cfg(test)] () => true, #[cfg(not(test))] () => false, }",
                "true",
            ),
            ("( call_site_is_test, ", "( false, "),
        ],
    ),
    runs(
        "the question comes before the verdict",
        &[
            (
                "|call_site_is_test| rt::ask_for_permit( call_site_is_test",
                "{ let asked = rt::ask_for_permit( false",
            ),
            (
                "rt::identity(&*ticket), ), )",
                "rt::identity(&*ticket), ); |_| asked }, )",
            ),
        ],
    ),
    // When it asks.
    runs(
        "the check comes after the body",
        &[
            (
                "let rt::Ok(())",
                "let told = world.tell(project, ticket); let rt::Ok(())",
            ),
            ("}; world.tell(project, ticket) }", "}; told }"),
        ],
    ),
    runs(
        "the body begins before the check",
        &[("let future", "world.begin(); let future")],
    ),
    refused(
        "an `async fn` asks at its second poll",
        &[("let permit = match", "world.pause().await; let permit = match")],
        &["close", "later"],
    ),
    runs(
        "an `async fn` asks when it is called",
        &[
            (
                "pub async fn update(world: &World, project: &Id, ticket: &Id) -> Result<(), Blocked> { let permit = match",
                "pub fn update(world: &World, project: &Id, ticket: &Id) -> impl Future<Output = Result<(), Blocked>> { let asked =",
            ),
            (
                "rt::identity(&*ticket), ), ) {",
                "rt::identity(&*ticket), ), ); async move { let permit = match asked {",
            ),
            ("Ok(()) }", "Ok(()) } }"),
        ],
    ),
    runs(
        "a future asks when it is awaited",
        &[
            ("let future", "async move { let future"),
            ("( future, blocked, );", "( future, blocked, ).await;"),
            ("ticket) } }, ); }", "ticket) } }, ).await; } }"),
        ],
    ),
    // What it asks.
    runs("the item is the target", &[("&*project)", "&*ticket)")]),
    runs("the target is the item", &[("&*ticket)", "&*project)")]),
    runs(
        "target and item change places",
        &[(
            "rt::identity(&*project), rt::None, rt::identity(&*ticket)",
            "rt::identity(&*ticket), rt::None, rt::identity(&*project)",
        )],
    ),
    runs(
        "the target is left out",
        &[("rt::identity(&*project)", "rt::None")],
    ),
    runs("the item is left out", &[("rt::identity(&*ticket)", "rt::None")]),
    runs("the target is made up", &[("&*project)", "\"sandbox\")")]),
    runs(
        "the target is read twice",
        &[(
            "rt::identity(&*project)",
            "rt::identity(&*project).and(rt::identity(&*project))",
        )],
    ),
    runs(
        "the gate is left out",
        &[("rt::Some( rt::gate(&(world.gate())), )", "rt::None")],
    ),
    runs(
        "the gate is another one",
        &[("world.gate()", "::write_guard::IsolationGate::new()")],
    ),
    runs(
        "a live process reads the gate",
        &[("match () {", "match { world.gate(); } {")],
    ),
    runs("the operation has no name", &[("\"{name}\"", "\"\"")]),
    runs("the operation has another name", &[("\"{name}\"", "\"state\"")]),
    // What becomes of the answer.
    refused(
        "a block does not return",
        &[("return ", "")],
        &["close", "notify", "update", "later"],
    ),
    runs(
        "allow and block change places",
        &[("let rt::Ok(())", "let rt::Err(_)")],
    ),
    refused(
        "an allow returns",
        &[("rt::Ok(permit) => permit,", "rt::Ok(_) => return rt::Ok(()),")],
        &["later"],
    ),
    refused(
        "an expression of the caller's answers",
        &[(
            "world.gate()",
            "match world.writes.get() { 0 => return rt::Ok(()), _ => world.gate() }",
        )],
        &["close", "notify", "update", "later"],
    ),
    runs("a block is a success", &[("rt::blocked(blocked)", "rt::Ok(())")]),
    runs(
        "a block gets a permit for something else",
        &[(
            "return rt::blocked(blocked);",
            "match rt::check_for_permit(true, |_| rt::ask_for_permit(false, \"any\", rt::None, \
             rt::identity(\"sandbox\"), rt::None, rt::None)) { \
             rt::Ok(permit) => permit, rt::Err(_) => return rt::blocked(blocked) }",
        )],
    ),
    runs(
        "`on_block` is read on an allow",
        &[
            ("let rt::Ok(())", "let value = world.on_block(); let rt::Ok(())"),
            ("world.on_block() }); };", "value }); };"),
        ],
    ),
    runs(
        "`on_block` is left out",
        &[("world.on_block() }); };", "false }); };")],
    ),
    runs(
        "the body of a future begins when it is awaited",
        &[(
            "world.begin(); async move { world.write",
            "async move { world.begin(); world.write",
        )],
    ),
    runs(
        "the future of the body is dropped",
        &[(
            "async move { world.write(permit, project, ticket) }",
            "drop(async move { world.write(permit, project, ticket) }); async { rt::Ok(()) }",
        )],
    ),
    runs(
        "a block of a future is a success",
        &[(
            "rt::blocked_future( future, blocked, )",
            "rt::on_block_future(future, || rt::Ok::<(), Blocked>(()))",
        )],
    ),
];
