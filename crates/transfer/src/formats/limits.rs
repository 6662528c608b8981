//! How much of one thing is read before it is called an attack or a mistake.

/// Bytes of one row, one XML node or one card.
pub const ROW_BYTES: usize = 16 << 20;
/// Columns of one table.
pub const COLUMNS: usize = 16_384;
/// Rows of one sheet of a workbook; Excel makes no longer ones.
pub const SHEET_ROWS: u64 = 1_048_576;
/// Bytes that may be unpacked without looking at the ratio.
pub const FREE_BYTES: u64 = 64 << 20;
/// Bytes unpacked per packed byte beyond which it is a bomb (real sheets reach about 60).
pub const RATIO: u64 = 400;
/// Bytes of text that a workbook may share between cells.
pub const SHARED_BYTES: u64 = 512 << 20;
/// Bytes of a file that has to be held in memory whole (old binary workbooks).
pub const WHOLE_BYTES: u64 = 256 << 20;
