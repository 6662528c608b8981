//! The BG/NBD and the MBG/NBD: a customer may leave after any purchase.
#![expect(clippy::indexing_slicing, reason = "arrays of four parameters, indexed below four")]

use std::sync::LazyLock;

use super::{
    Counts, Fit, NBD, Parameters, PurchaseModel, Summary,
    counts::Count,
    newton::{self, Derivatives},
};
use crate::special::{Rise, gauss_legendre, ln_hypergeometric, rise};

/// Purchases at rates of a gamma law (r, alpha); after each, the customer leaves with a probability of a
/// beta law (a, b).
///
/// Sources: BG/NBD: Fader, Hardie & Lee (2005), "Counting your customers the easy way", Marketing Science
/// 24(2), eq. 6, where one may leave after a repeat purchase only; MBG/NBD: Batislam, Denizel & Filiztekin
/// (2007), where one may leave after the first as well. With y the number of times the customer stayed (x,
/// or x + 1 in the MBG/NBD): L = Γ(r+x)/Γ(r) α^r (α+T)^-(r+x) B(a,b+y)/B(a,b) (1 + q), q = a/(b+y-1)
/// ((α+T)/(α+t_x))^(r+x), q = 0 for y = 0. Fader, Hardie & Lee give r = .243, alpha = 4.414, a = .793, b =
/// 2.426 on the CDNOW sample.
pub struct BetaGeometric {
    slug: &'static str,
    /// Whether the customer may leave right after the first purchase.
    may_leave_at_once: bool,
}

/// Leaving is possible after a repeat purchase.
pub const BGNBD: BetaGeometric = BetaGeometric { slug: "bgnbd", may_leave_at_once: false };

/// Leaving is possible after every purchase, the first one too.
pub const MBGNBD: BetaGeometric = BetaGeometric { slug: "mbgnbd", may_leave_at_once: true };

static RULE: LazyLock<[(f64, f64); 6]> = LazyLock::new(gauss_legendre::<6>);

impl PurchaseModel for BetaGeometric {
    fn slug(&self) -> &'static str {
        self.slug
    }

    fn parameter_names(&self) -> &'static [&'static str] {
        &["r", "alpha", "a", "b"]
    }

    fn fit(&self, counts: &Counts) -> Fit {
        let [r, alpha, ..] = NBD.fit(counts).parameters;
        newton::maximise(|p| self.likelihood(counts, p), [r, alpha, 0.5, 2.0])
    }

    fn chance_alive(&self, parameters: &Parameters, summary: &Summary) -> f64 {
        let [r, alpha, a, b] = *parameters;
        let stays = self.stays(summary.repeats);
        if stays == 0 {
            return 1.0;
        }
        let shape = r + f64::from(summary.repeats);
        let stretch = ((alpha + summary.age) / (alpha + summary.recency)).ln();
        let ln_odds = (a / (b + f64::from(stays) - 1.0)).ln() + shape * stretch;
        1.0 / (1.0 + ln_odds.exp())
    }

    fn expected_if_alive(&self, parameters: &Parameters, repeats: u32, age: f64, span: (f64, f64)) -> f64 {
        let [r, alpha, a, b] = *parameters;
        let after = [r + f64::from(repeats), alpha + age, a, b + f64::from(self.stays(repeats))];
        expected(&after, span)
    }

    fn expected_of_new(&self, parameters: &Parameters, horizon: f64) -> f64 {
        let [r, alpha, a, b] = *parameters;
        let stayed = if self.may_leave_at_once { b / (a + b) } else { 1.0 };
        stayed * expected(&[r, alpha, a, b + f64::from(self.stays(0))], (0.0, horizon))
    }
}

/// Expected purchases within a span from now of a customer known to be here, whose rate has the gamma law
/// (r, alpha) and whose chance of leaving the beta law (a, b).
///
/// Fader, Hardie & Lee's eq. 10 has a removable pole at a = 1 and cancels for small a; here the expected
/// rate E[λ e^(-λpu)] = (r/α) (α/(α+u))^(r+1) ₂F₁(r+1, b; a+b; u/(α+u)), whose terms are all positive, is
/// integrated instead.
fn expected(law: &Parameters, span: (f64, f64)) -> f64 {
    let alpha = law[1];
    let (mut from, mut sum) = (span.0, 0.0);
    while from < span.1 {
        // The rate varies on the scale of alpha + u: six points on half of that give eleven digits.
        let width = (span.1 - from).min(0.5 * (alpha + from));
        sum +=
            width * RULE.iter().map(|(node, weight)| weight * rate(law, from + width * node)).sum::<f64>();
        from = if from + width > from { from + width } else { span.1 };
    }
    sum
}

fn rate(law: &Parameters, at: f64) -> f64 {
    let [r, alpha, a, b] = *law;
    let z = at / (alpha + at);
    let ln_rest = (alpha / (alpha + at)).ln();
    // Euler's transformation (Abramowitz & Stegun 15.3.3) where it keeps the terms positive: they then fall
    // fast.
    let other = a + b - r - 1.0;
    let ln_series = if other >= 0.0 {
        a * ln_rest + ln_hypergeometric(other, a, a + b, z)
    } else {
        (r + 1.0) * ln_rest + ln_hypergeometric(r + 1.0, b, a + b, z)
    };
    r / alpha * ln_series.exp()
}

impl BetaGeometric {
    /// How many times a customer with so many repeats has stayed when free to leave.
    fn stays(&self, repeats: u32) -> u32 {
        repeats.saturating_add(u32::from(self.may_leave_at_once))
    }

    fn likelihood(&self, counts: &Counts, p: &[f64; 4]) -> Derivatives<4> {
        let [r, _, a, b] = *p;
        counts.sum(|repeats, same, sum| {
            let stays = self.stays(repeats);
            let run = Run {
                repeats: f64::from(repeats),
                stays: f64::from(stays),
                rates: rise(r, repeats),
                stayed: rise(b, stays),
                all: rise(a + b, stays),
            };
            for count in same {
                sum.add(count.customers, &run.one(p, count));
            }
        })
    }
}

/// What customers with equal repeats share.
struct Run {
    repeats: f64,
    stays: f64,
    rates: Rise,
    stayed: Rise,
    all: Rise,
}

impl Run {
    fn one(&self, p: &[f64; 4], count: &Count) -> Derivatives<4> {
        let [r, alpha, a, b] = *p;
        let (end, last) = (alpha + count.summary.age, alpha + count.summary.recency);
        let (ln_alpha, ln_end) = (alpha.ln(), end.ln());
        let shape = r + self.repeats;
        let mixed = 1.0 / alpha - 1.0 / end;
        let mut out = Derivatives {
            value: self.rates.ln + r * ln_alpha - shape * ln_end + self.stayed.ln - self.all.ln,
            gradient: [
                self.rates.first + ln_alpha - ln_end,
                r / alpha - shape / end,
                -self.all.first,
                self.stayed.first - self.all.first,
            ],
            hessian: [
                [self.rates.second, mixed, 0.0, 0.0],
                [mixed, shape / (end * end) - r / (alpha * alpha), 0.0, 0.0],
                [0.0, 0.0, -self.all.second, -self.all.second],
                [0.0, 0.0, -self.all.second, self.stayed.second - self.all.second],
            ],
        };
        if self.stays > 0.0 {
            let stretch = ln_end - last.ln();
            let left = b + self.stays - 1.0;
            let shrink = 1.0 / end - 1.0 / last;
            let curve = 1.0 / (last * last) - 1.0 / (end * end);
            let ln_odds = (a / left).ln() + shape * stretch;
            let slope = [stretch, shape * shrink, 1.0 / a, -1.0 / left];
            let bends = [[0.0, shrink], [shrink, shape * curve]];
            add_odds(&mut out, ln_odds, &slope, bends);
            let gone = share_of(ln_odds);
            out.hessian[2][2] -= gone / (a * a);
            out.hessian[3][3] += gone / (left * left);
        }
        out
    }
}

/// q / (1 + q) from ln q.
fn share_of(ln_odds: f64) -> f64 {
    1.0 / (1.0 + (-ln_odds).exp())
}

/// Adds ln(1 + q) with its derivatives, given those of ln q; second ones among the first two parameters
/// only.
fn add_odds(out: &mut Derivatives<4>, ln_odds: f64, slope: &[f64; 4], bends: [[f64; 2]; 2]) {
    let gone = share_of(ln_odds);
    let spread = gone * (1.0 - gone);
    out.value += ln_odds.max(0.0) + (-ln_odds.abs()).exp().ln_1p();
    for i in 0..4 {
        out.gradient[i] += gone * slope[i];
        for j in 0..4 {
            out.hessian[i][j] += spread * slope[i] * slope[j];
        }
    }
    for (row, bends) in out.hessian.iter_mut().zip(bends) {
        for (cell, bend) in row.iter_mut().zip(bends) {
            *cell += gone * bend;
        }
    }
}
