//! The variables of a process.

use std::env;
use std::ffi::OsString;

/// The variables of a process.
#[derive(Debug)]
pub(super) enum Environment {
    /// Those of this process, asked for one by one: most questions need two of them.
    Own,
    /// Those of another process.
    Listed(Vec<(OsString, OsString)>),
}

impl Environment {
    /// Whether the variable is there, with whatever value.
    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The value of one variable.
    pub(super) fn get(&self, name: &str) -> Option<OsString> {
        match self {
            Self::Own => env::var_os(name),
            Self::Listed(pairs) => pairs
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.clone()),
        }
    }

    /// Names and values of the variables whose name begins with `prefix`, the names without it.
    pub(super) fn beginning(&self, prefix: &str) -> Vec<(String, OsString)> {
        let without = |(name, value): (OsString, OsString)| {
            Some((name.to_str()?.strip_prefix(prefix)?.to_owned(), value))
        };
        match self {
            Self::Own => env::vars_os().filter_map(without).collect(),
            Self::Listed(pairs) => pairs.iter().cloned().filter_map(without).collect(),
        }
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
