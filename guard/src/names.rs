//! Names for programs, and what those mean that are codes.

/// Why a code exists, for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    pub(crate) source: &'static str,
    pub(crate) code: &'static str,
    pub(crate) meaning: &'static str,
    pub(crate) why: &'static str,
    pub(crate) help: &'static str,
}

impl Explanation {
    /// Who gives the code: the gate's name, `request` for the codes that all gates give, or `contract`.
    #[must_use]
    pub fn source(&self) -> &'static str {
        self.source
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// What it means.
    #[must_use]
    pub fn meaning(&self) -> &'static str {
        self.meaning
    }

    /// Why the rule exists.
    #[must_use]
    pub fn why(&self) -> &'static str {
        self.why
    }

    /// How to satisfy the rule properly.
    #[must_use]
    pub fn help(&self) -> &'static str {
        self.help
    }
}

/// Declares an enum of names: the type, `ALL`, `as_str`, `named` and `Display`. With `of`, the names are codes of that source,
/// and each has an explanation.
macro_rules! names {
    (
        $(#[$of_all:meta])*
        pub enum $Name:ident {
            $($(#[$of_item:meta])* $Item:ident = $name:literal,)*
        }
    ) => {
        $(#[$of_all])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Name {
            $($(#[$of_item])* $Item,)*
        }

        impl $Name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$Item),*];

            /// The name, for programs.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$Item => $name,)*
                }
            }

            /// The one with exactly this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$Item),)*
                    _ => None,
                }
            }
        }

        impl std::fmt::Display for $Name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
    (
        $(#[$of_all:meta])*
        pub enum $Name:ident of $source:literal {
            $($Code:ident = $code:literal {
                means: $means:literal,
                why: $why:literal,
                help: $help:literal $(,)?
            })*
        }
    ) => {
        $crate::names::names! {
            $(#[$of_all])*
            #[non_exhaustive]
            pub enum $Name {
                $(#[doc = concat!("`", $code, "`: ", $means, ".")] $Code = $code,)*
            }
        }

        impl $Name {
            /// What it means, why it exists, and how to satisfy it.
            #[must_use]
            pub const fn explanation(self) -> &'static $crate::names::Explanation {
                match self {
                    $(Self::$Code => &$crate::names::Explanation {
                        source: $source,
                        code: $code,
                        meaning: $means,
                        why: $why,
                        help: $help,
                    },)*
                }
            }
        }

        impl From<$Name> for $crate::decision::Reason {
            fn from(code: $Name) -> Self {
                let explanation = code.explanation();
                Self::new(explanation.code, explanation.meaning, explanation.help)
            }
        }
    };
}
pub(crate) use names;
