//! Fuzzes the reader of `sql_dump` files.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| kartoteka_fuzz::read_as("sql_dump", bytes));
