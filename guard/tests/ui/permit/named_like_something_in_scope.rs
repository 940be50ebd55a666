//! Rust binds no name that a constant, a static or a struct in scope has.
#![allow(non_upper_case_globals, non_camel_case_types)]

macro_rules! named {
    ($module:ident: $($item:tt)*) => {
        mod $module {
            use write_guard::{Blocked, Permit, guarded_write};

            $($item)*

            #[guarded_write(op = "close", target = project, permit = permit)]
            fn close(project: &str) -> Result<(), Blocked> {
                send(permit, project)
            }

            #[guarded_write(op = "close", target = project, permit = permit)]
            fn later(project: &str) -> impl Future<Output = Result<(), Blocked>> {
                std::future::ready(send(permit, project))
            }

            #[guarded_write(op = "close", target = project, permit = permit, on_block = false)]
            fn told(project: &str) -> bool {
                send(permit, project).is_ok()
            }

            fn send(_: Permit, _: &str) -> Result<(), Blocked> {
                Ok(())
            }
        }
    };
}

named!(constant: const permit: bool = true;);
named!(stationary: static permit: bool = true;);
named!(unit: struct permit;);
named!(tuple: struct permit(u8););
named!(variant: enum Of { permit } use Of::permit;);
named!(function: fn permit() {});
named!(by_example: macro_rules! permit { () => {}; });
mod of_a_parameter {
    use write_guard::{Blocked, Permit, guarded_write};

    #[guarded_write(op = "close", target = project, permit = permit)]
    fn close<const permit: bool>(project: &str) -> Result<(), Blocked> {
        send(permit, project)
    }

    fn send(_: Permit, _: &str) -> Result<(), Blocked> {
        Ok(())
    }
}

fn main() {}
