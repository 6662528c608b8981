//! The commands, one file each.

pub mod analyze;
pub mod backup;
pub mod bench;
pub mod customers;
pub mod demo;
pub mod doctor;
mod existing;
pub mod export;
pub mod import;
pub mod linking;
pub mod migrate;
pub mod restore;
pub mod serve;
pub mod sql;
mod telling;
pub mod token;
pub mod user;
