//! How a blocking handler is made of an asynchronous one.

use super::runtime::Runtime;

/// What stands for a result of the asynchronous client.
pub(super) trait Face {
    /// The result.
    type Async;

    fn of(runtime: &Runtime, inner: Self::Async) -> Self;
}

impl<T> Face for Option<T> {
    type Async = Self;

    fn of(_: &Runtime, inner: Self) -> Self {
        inner
    }
}

/// Makes blocking handlers: a type each, and a method for each signature, which is the asynchronous one word for word.
macro_rules! handlers {
    ($($(#[$doc:meta])* impl $handler:ident { $($signatures:tt)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug)]
            pub struct $handler {
                inner: crate::$handler,
                runtime: Runtime,
            }

            impl Face for $handler {
                type Async = crate::$handler;

                fn of(runtime: &Runtime, inner: crate::$handler) -> Self {
                    let runtime = runtime.clone();
                    Self { inner, runtime }
                }
            }

            impl $handler {
                methods! { $handler $($signatures)* }
            }
        )*
    };
}
pub(super) use handlers;

/// What awaits is waited for; what does not is wrapped.
macro_rules! methods {
    ($handler:ident) => {};
    (
        $handler:ident
        pub async fn $name:ident $(<$lifetime:lifetime>)? (&self $(, $argument:ident: $type:ty)* $(,)?) -> $result:ty;
        $($rest:tt)*
    ) => {
        #[doc = concat!(
            "See [`", stringify!($handler), "::", stringify!($name), "`]",
            "(crate::", stringify!($handler), "::", stringify!($name), ").\n\n# Errors\n\n",
            "The same, and [`Error::InRuntime`]."
        )]
        pub fn $name $(<$lifetime>)? (&self $(, $argument: $type)*) -> $result {
            self.runtime.wait(self.inner.$name($($argument),*))
        }
        methods! { $handler $($rest)* }
    };
    (
        $handler:ident
        $(#[$attribute:meta])*
        pub fn $name:ident (&self $(, $argument:ident: $type:ty)* $(,)?) -> $result:ty;
        $($rest:tt)*
    ) => {
        #[doc = concat!(
            "See [`", stringify!($handler), "::", stringify!($name), "`]",
            "(crate::", stringify!($handler), "::", stringify!($name), ")."
        )]
        $(#[$attribute])*
        pub fn $name(&self $(, $argument: $type)*) -> $result {
            <$result as Face>::of(&self.runtime, self.inner.$name($($argument),*))
        }
        methods! { $handler $($rest)* }
    };
}
pub(super) use methods;
