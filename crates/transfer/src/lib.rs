//! Transfer brings customers' files in and takes lists out, and loses nothing on the way.
//!
//! `formats` reads every kind of file as one stream of rows and writes the same kinds back; `cells` are
//! what a row is made of; `text` finds out how a file's letters are encoded.

pub mod cells;
pub mod cells_numbers;
pub mod formats;
pub mod text;
mod text_cyrillic;
pub mod text_decoding;
