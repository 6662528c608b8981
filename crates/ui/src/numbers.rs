//! Whole numbers as templates hold them.

/// Any whole number that a template holds, owned or borrowed.
pub trait WholeNumber {
    /// The number; what does not fit becomes the greatest `i64`.
    fn whole(&self) -> i64;
}

macro_rules! whole_numbers {
    ($($kind:ty),*) => {$(
        impl WholeNumber for $kind {
            fn whole(&self) -> i64 {
                i64::try_from(*self).unwrap_or(i64::MAX)
            }
        }
    )*};
}
whole_numbers!(i32, i64, u8, u16, u32, u64, usize);

impl<N: WholeNumber> WholeNumber for &N {
    fn whole(&self) -> i64 {
        (*self).whole()
    }
}
