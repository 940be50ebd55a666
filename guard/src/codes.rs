//! Codes, and what they mean.

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

/// Declares the codes of one source: the enum, `ALL`, `as_str`, and an explanation of each.
macro_rules! codes {
    (
        $(#[$doc:meta])*
        pub enum $Name:ident of $source:literal {
            $($Code:ident = $code:literal {
                means: $means:literal,
                why: $why:literal,
                help: $help:literal $(,)?
            })*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $Name {
            $(#[doc = concat!("`", $code, "`: ", $means, ".")] $Code,)*
        }

        impl $Name {
            /// Every code, in the order of the specification.
            pub const ALL: &'static [Self] = &[$(Self::$Code),*];

            /// The code, for programs.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                self.explanation().code
            }

            /// What it means, why it exists, and how to satisfy it.
            #[must_use]
            pub const fn explanation(self) -> &'static $crate::codes::Explanation {
                match self {
                    $(Self::$Code => &$crate::codes::Explanation {
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
pub(crate) use codes;
