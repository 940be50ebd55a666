//! The variables of a process.

use std::cell::OnceCell;
use std::env;
use std::ffi::{OsStr, OsString};

/// The variables of a process.
#[derive(Debug)]
pub(super) enum Environment {
    /// Those of this process, asked for one by one, and copied once somebody wants to go through them.
    Own(OnceCell<Vec<Variable>>),
    /// Those of another process.
    Listed(Vec<Variable>),
}

/// Name and value.
type Variable = (OsString, OsString);

impl Environment {
    /// Whether the variable is there, with whatever value.
    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The value of one variable.
    pub(super) fn get(&self, name: &str) -> Option<OsString> {
        match self {
            Self::Own(_) => env::var_os(name),
            Self::Listed(pairs) => pairs
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.clone()),
        }
    }

    /// Names and values of the variables whose name begins with `prefix`, the names without it.
    pub(super) fn beginning(&self, prefix: &str) -> impl Iterator<Item = (&str, &OsStr)> {
        let all = match self {
            Self::Own(copy) => copy.get_or_init(|| env::vars_os().collect()),
            Self::Listed(pairs) => pairs,
        };
        all.iter()
            .filter_map(move |(name, value)| Some((name.to_str()?.strip_prefix(prefix)?, value.as_os_str())))
    }

    /// `NAME=value` pairs, each ended by a zero byte.
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let pairs = text.split('\0').filter_map(|pair| pair.split_once('='));
        Self::Listed(pairs.map(|(name, value)| (name.into(), value.into())).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_environment_is_read_as_the_kernel_shows_it() {
        let environment = Environment::parse(b"A=1\0EMPTY=\0B=x=y\0broken\0");
        assert_eq!(environment.get("A"), Some("1".into()));
        assert_eq!(environment.get("B"), Some("x=y".into()));
        assert!(environment.has("EMPTY") && !environment.has("broken"));
    }
}
