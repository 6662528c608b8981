//! How long a million customers take: fits, forecasts and lifetime values from summaries, with a fixed
//! seed.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::time::Instant;

use statistics::clv::gamma_gamma::{self, Spending};
use statistics::clv::{Counts, MODELS, Summary, choose, forecast, steps};

const CUSTOMERS: usize = 1_000_000;
const DAYS: f64 = 730.0;

/// SplitMix64 (Steele, Lea & Flood 2014).
struct Dice(u64);

impl Dice {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64 + 1e-17
    }

    fn normal(&mut self) -> f64 {
        (-2.0 * self.uniform().ln()).sqrt() * (2.0 * std::f64::consts::PI * self.uniform()).cos()
    }

    /// Marsaglia & Tsang (2000).
    fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            return self.gamma(shape + 1.0) * self.uniform().powf(1.0 / shape);
        }
        let d = shape - 1.0 / 3.0;
        loop {
            let x = self.normal();
            let v = (1.0 + x / (9.0 * d).sqrt()).powi(3);
            if v > 0.0 && self.uniform().ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }

    /// A history after the BG/NBD, in weeks of whole days.
    fn customer(&mut self) -> (Summary, Spending) {
        let age = 1.0 + (self.uniform() * (DAYS - 1.0)).floor();
        let rate = self.gamma(0.6) / (8.0 * 7.0);
        let (up, down) = (self.gamma(0.8), self.gamma(2.4));
        let leaves = up / (up + down);
        let (mut repeats, mut last, mut now) = (0, 0.0, 0.0);
        loop {
            now += -self.uniform().ln() / rate;
            if now.floor() > age {
                break;
            }
            if now.floor() > last {
                (repeats, last) = (repeats + 1, now.floor());
                if self.uniform() < leaves {
                    break;
                }
            }
        }
        let scale = 1.0 / self.gamma(3.7);
        let mean = self.gamma(6.0 * f64::from(repeats.max(1))) / f64::from(repeats.max(1)) * 15.0 * scale;
        (Summary { repeats, recency: last / 7.0, age: age / 7.0 }, Spending { repeats, mean })
    }
}

fn main() {
    let mut dice = Dice(7);
    let (summaries, spending): (Vec<_>, Vec<_>) = (0..CUSTOMERS).map(|_| dice.customer()).unzip();
    let start = Instant::now();
    let Ok(counts) = Counts::of(&summaries) else { return };
    println!("counts: {} distinct, {:.2} s", counts.distinct(), start.elapsed().as_secs_f64());
    for model in MODELS {
        let one = Instant::now();
        let fit = model.fit(&counts);
        println!(
            "{}: {:.2} s, {:?} {:.4?} ln L {:.3}",
            model.slug(),
            one.elapsed().as_secs_f64(),
            fit.ending,
            fit.parameters,
            fit.log_likelihood,
        );
    }
    let Some(bgnbd) = statistics::clv::model("bgnbd") else { return };
    let one = Instant::now();
    let Ok(chosen) = choose(&counts, Some(bgnbd)) else { return };
    let fitted = one.elapsed();
    let Ok(law) = gamma_gamma::fit(&spending) else { return };
    let money = one.elapsed() - fitted;
    let months = steps(52.0, 52.0 / 12.0, 0.01);
    let forecasts = forecast(chosen.model, &chosen.fit.parameters, &summaries, &months);
    let total: f64 = forecasts
        .iter()
        .zip(&spending)
        .map(|(one, spending)| one.discounted * law.expected(spending).unwrap_or(0.0))
        .sum();
    println!(
        "BG/NBD {:.2} s, Gamma-Gamma {:.2} s, values {:.2} s, all with counting {:.2} s; total {total:.0}",
        fitted.as_secs_f64(),
        money.as_secs_f64(),
        (one.elapsed() - fitted - money).as_secs_f64(),
        one.elapsed().as_secs_f64(),
    );
}
