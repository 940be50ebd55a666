//! What each system says about a process.

#[cfg(target_os = "macos")]
pub(super) use self::macos::processes;
#[cfg(not(any(windows, target_os = "macos")))]
pub(super) use self::other::processes;
#[cfg(windows)]
pub(super) use self::windows::processes;

#[cfg(windows)]
mod windows {
    use std::collections::HashMap;

    use winsafe::prelude::*;
    use winsafe::{HPROCESS, HPROCESSLIST, co};

    use super::super::Entry;

    /// Answers for each process of one moment; those that may not be asked are not known.
    ///
    /// Windows shows neither the arguments nor the variables of another process through a documented interface.
    pub(in super::super) fn processes() -> impl FnMut(u32) -> Option<Entry> {
        let parents = parents().unwrap_or_default();
        move |pid| {
            let process = HPROCESS::OpenProcess(co::PROCESS::QUERY_LIMITED_INFORMATION, false, pid).ok()?;
            let (start, ..) = process.GetProcessTimes().ok()?;
            Some(Entry {
                pid,
                parent: *parents.get(&pid)?,
                start: u64::from(start.dwHighDateTime) << 32 | u64::from(start.dwLowDateTime),
                executable: process
                    .QueryFullProcessImageName(co::PROCESS_NAME::WIN32)
                    .ok()
                    .map(Into::into),
                ..Entry::default()
            })
        }
    }

    fn parents() -> winsafe::SysResult<HashMap<u32, u32>> {
        let mut list = HPROCESSLIST::CreateToolhelp32Snapshot(co::TH32CS::SNAPPROCESS, None)?;
        list.iter_processes()
            .map(|entry| entry.map(|entry| (entry.th32ProcessID, entry.th32ParentProcessID)))
            .collect()
    }
}

#[cfg(target_os = "macos")]
mod macos {
    use sysinfo::{Pid, ProcessRefreshKind, ProcessesToUpdate, System, UpdateKind};

    use super::super::Entry;

    /// Answers for each process, when it is asked for.
    pub(in super::super) fn processes() -> impl FnMut(u32) -> Option<Entry> {
        let mut system = System::new();
        move |pid| {
            let wanted = ProcessRefreshKind::nothing()
                .with_exe(UpdateKind::Always)
                .with_cmd(UpdateKind::Always)
                .with_environ(UpdateKind::Always);
            let id = Pid::from_u32(pid);
            system.refresh_processes_specifics(ProcessesToUpdate::Some(&[id]), false, wanted);
            let process = system.process(id)?;
            let has = |name: &str| {
                let environment = process.environ().iter();
                environment
                    .filter_map(|pair| pair.to_str()?.split_once('='))
                    .any(|(known, _)| known == name)
            };
            Some(Entry {
                pid,
                parent: process.parent().map_or(0, Pid::as_u32),
                start: process.start_time(),
                executable: process.exe().map(Into::into),
                arguments: process
                    .cmd()
                    .iter()
                    .map(|argument| argument.to_string_lossy().into_owned())
                    .collect(),
                is_of_runner: (!process.environ().is_empty())
                    .then(|| has("CARGO_MANIFEST_DIR") || has("NEXTEST")),
            })
        }
    }
}

#[cfg(not(any(windows, target_os = "macos")))]
mod other {
    use super::super::Entry;

    /// Such a system shows its processes as files, or not at all.
    pub(in super::super) fn processes() -> impl FnMut(u32) -> Option<Entry> {
        |_| None
    }
}
