//! One sum over many threads, the same to the last bit whatever their number.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The answers of `work` for each piece of at most `size` items, in the order of the pieces.
///
/// Pieces do not depend on the number of threads, so that sums made of them do not either.
pub fn map_pieces<T: Sync, R: Send>(items: &[T], size: usize, work: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    let pieces: Vec<&[T]> = items.chunks(size.max(1)).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(8).min(pieces.len());
    if threads < 2 {
        return pieces.into_iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(piece) = pieces.get(index) else { return done };
            done.push((index, work(piece)));
        }
    };
    let mut answers = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(take)).collect();
        let mut answers = take();
        for other in others {
            match other.join() {
                Ok(done) => answers.extend(done),
                Err(cause) => std::panic::resume_unwind(cause),
            }
        }
        answers
    });
    answers.sort_unstable_by_key(|(index, _)| *index);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_back_in_order() {
        let items: Vec<u32> = (0..1000).collect();
        let sums = map_pieces(&items, 7, |piece| piece.iter().sum::<u32>());
        assert_eq!(sums.len(), 143);
        assert_eq!(sums.first(), Some(&21));
        assert_eq!(sums.iter().sum::<u32>(), 499_500);
        assert!(map_pieces(&[], 7, |piece: &[u32]| piece.len()).is_empty());
    }
}
