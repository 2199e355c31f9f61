//! The command line as others script against it: what each command prints, where, and with which exit status. Where the store
//! matters, on both engines.

mod benefit;
mod doctor;
mod errors;
mod explain;
mod guide;
mod help;
mod import;
mod invoice;
mod member;
mod program;
mod programme;
mod proof;
mod renewal;
mod run;
mod statement;
mod timeline;
mod upgrade;
mod verify;
mod versions;
