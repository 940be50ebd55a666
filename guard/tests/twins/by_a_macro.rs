//! Functions that a macro wrote.

use std::future::Future;
use std::pin::Pin;

use write_guard::Blocked;

macro_rules! written {
    ($(#[$meta:meta])* $vis:vis $name:ident($project:ident) -> $out:ty $body:block) => {
        $(#[$meta])*
        #[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = $project))]
        $vis fn $name($project: &str) -> $out $body
    };
}

written! {
    /// By a macro. An attribute macro that hands a function on makes rustc forget that another macro wrote it, and then clippy
    /// says this too.
    ///
    /// # Errors
    ///
    /// A block.
    #[allow(clippy::implicit_return, reason = "see above")]
    pub by_a_macro(project) -> Result<usize, Blocked> { Ok(project.len()) }
}

written! {
    /// A future, by a macro.
    pub future_by_a_macro(project) -> impl Future<Output = Result<usize, Blocked>> + use<> {
        let length = project.len();
        async move { Ok(length) }
    }
}

written! {
    /// A future in a box, by a macro, likewise.
    #[allow(clippy::implicit_return, clippy::must_use_candidate, reason = "see above")]
    pub boxed_by_a_macro(project) -> Pin<Box<dyn Future<Output = Result<usize, Blocked>>>> {
        let length = project.len();
        Box::pin(async move { Ok(length) })
    }
}
