//! How long a failed job rests before it is tried again.

use kernel::{HOUR_MS, Millis, Setting};

/// The rest after the first attempt.
const FIRST_MS: Millis = 5_000;

/// Milliseconds to rest after attempt `n_attempts` (1..): doubled each time up to an hour, and shifted by up to a
/// quarter either way, so that jobs which failed together do not come back together.
pub(crate) fn rest(setting: &Setting, n_attempts: i64) -> Millis {
    let doublings = u32::try_from(n_attempts - 1).unwrap_or(0).min(16);
    let plain = (FIRST_MS << doublings).min(HOUR_MS);
    let [a, b] = setting.random::<2>();
    plain * 3 / 4 + plain / 2 * Millis::from(u16::from_be_bytes([a, b])) / Millis::from(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Seeded, TravelClock};
    use std::sync::Arc;

    #[track_caller]
    fn check(n_attempts: i64, plain: Millis) {
        let setting = Setting::new(Arc::new(TravelClock::at(0)), Arc::new(Seeded::new(7)));
        let rests: Vec<_> = (0..100).map(|_| rest(&setting, n_attempts)).collect();
        assert!(
            rests.iter().all(|ms| (plain * 3 / 4..=plain * 5 / 4).contains(ms)),
            "{n_attempts}: {rests:?}"
        );
        assert!(rests.iter().max() > rests.iter().min());
    }

    #[test]
    fn rests_double_up_to_an_hour() {
        check(1, 5_000);
        check(2, 10_000);
        check(5, 80_000);
        check(30, HOUR_MS);
    }
}
