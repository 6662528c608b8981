//! Fuzzes the reader of `parquet` files.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| kartoteka_fuzz::read_as("parquet", bytes));
