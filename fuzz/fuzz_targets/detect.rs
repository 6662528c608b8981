//! Fuzzes finding out what a file is, and whatever reader that leads to.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| kartoteka_fuzz::read_as("", bytes));
