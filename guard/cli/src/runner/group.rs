//! A checker and everything that it starts, ended as one: a process group on Unix, a job object on Windows.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub(super) use self::unix::Group;
#[cfg(windows)]
pub(super) use self::windows::Group;
