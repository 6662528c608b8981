//! Calling a customer through the firm's telephone exchange: the house tells it which line of ours to join with which
//! number, so that whoever calls need not see the number.

mod exchange;
mod placing;
mod ringing;

#[cfg(test)]
mod tests;

pub use exchange::{Exchange, ExchangeChange, decide, forget, get, line_of, lines, put_line};
pub use placing::{Call, Callable, callable, placed, prepare};
pub use ringing::{MemoryRinger, RealRinger, Ring, RingError, Ringer, Ringing};
