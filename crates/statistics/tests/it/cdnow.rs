//! Purchase models on the CDNOW base, against the papers and polished maxima.

use serde_json::Value;
use statistics::clv::gamma_gamma::{self, Spending};
use statistics::clv::{
    BGNBD, Counts, Fit, MBGNBD, PARETO, PurchaseModel, Summary, back_test, choose, forecast, steps,
};

use crate::data::{self, day, near};

/// The calibration summaries of a file of transactions, with means of repeat money and purchases held out.
struct Base {
    ids: Vec<u32>,
    summaries: Vec<Summary>,
    spending: Vec<Spending>,
    held_out: Vec<f64>,
}

/// Rows are "customer ... date cds dollars": the customer's place is given, the others count from the end.
fn base(file: &str, customer: usize) -> Option<Base> {
    let text = data::text("cdnow", file)?;
    let mut rows: Vec<(u32, i32, f64)> = text
        .lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.split_whitespace().collect();
            let at = cells.len().checked_sub(3)?;
            Some((cells[customer].parse().ok()?, day(cells[at]), cells[at + 2].parse().ok()?))
        })
        .collect();
    rows.sort_by_key(|row| (row.0, row.1));
    let end = day("1997-09-30");
    let mut base =
        Base { ids: Vec::new(), summaries: Vec::new(), spending: Vec::new(), held_out: Vec::new() };
    for of_one in rows.chunk_by(|a, b| a.0 == b.0) {
        let days: Vec<&[(u32, i32, f64)]> = of_one.chunk_by(|a, b| a.1 == b.1).collect();
        let (before, after): (Vec<_>, Vec<_>) = days.into_iter().partition(|day| day[0].1 <= end);
        let (first, last) = (before[0][0].1, before[before.len() - 1][0].1);
        let repeats = before.len() as u32 - 1;
        let money: f64 = before.iter().skip(1).flat_map(|day| day.iter()).map(|row| row.2).sum();
        let weeks = |days: i32| f64::from(days) / 7.0;
        base.ids.push(of_one[0].0);
        base.summaries.push(Summary { repeats, recency: weeks(last - first), age: weeks(end - first) });
        base.spending
            .push(Spending { repeats, mean: if repeats > 0 { money / f64::from(repeats) } else { 0.0 } });
        base.held_out.push(after.len() as f64);
    }
    Some(base)
}

fn compare_fit(model: &dyn PurchaseModel, fit: &Fit, expected: &Value) {
    assert!(fit.converged(), "{}", model.slug());
    near("ln L", fit.log_likelihood, &expected["loglik"], 1e-10);
    let errors = fit.standard_errors.unwrap();
    for ((name, ours), error) in model.parameter_names().iter().zip(fit.parameters).zip(errors) {
        near(name, ours, &expected["mle"][name], 1e-4);
        if expected.get("se").is_some() {
            near(name, error, &expected["se"][name], 2e-3);
        }
    }
}

fn compare_customers(model: &dyn PurchaseModel, base: &Base, fit: &Fit, expected: &Value) {
    let forecasts = forecast(model, &fit.parameters, &base.summaries, &steps(39.0, 39.0, 0.0));
    let total: f64 = forecasts.iter().map(|one| one.purchases).sum();
    near("expected", total, &expected["sum_E_purchases_next_39_weeks"], 1e-5);
    let alive = forecasts.iter().map(|one| one.alive).sum::<f64>() / forecasts.len() as f64;
    near("alive", alive, &expected["mean_p_alive"], 1e-5);
    let first = expected["first20_by_id"].as_array().or(expected["first10_by_id"].as_array()).unwrap();
    for one in first {
        let place = base.ids.iter().position(|id| u64::from(*id) == one["id"].as_u64().unwrap()).unwrap();
        near("alive", forecasts[place].alive, &one["p_alive"], 1e-4);
        near("purchases", forecasts[place].purchases, &one["E39"], 1e-4);
    }
    let test = back_test(model, &fit.parameters, &base.summaries, &base.held_out, 39.0).unwrap();
    near("MAE", test.model.mae, &expected["holdout_MAE"], 1e-4);
}

fn compare(file: &str, customer: usize, key: &str) {
    let Some(expected) = data::expected("cdnow") else { return };
    let (expected, base) = (&expected[key], base(file, customer).unwrap());
    let counts = Counts::of(&base.summaries).unwrap();
    near("customers", counts.customers() as f64, &expected["n_customers"], 0.0);
    let repeats: f64 = base.summaries.iter().map(|s| f64::from(s.repeats)).sum();
    near("repeats", repeats, &expected["sum_x"], 0.0);
    near("held out", base.held_out.iter().sum(), &expected["holdout_repeat_transactions"], 0.0);
    for (model, key) in
        [(&BGNBD as &dyn PurchaseModel, "bgnbd"), (&MBGNBD, "mbgnbd"), (&PARETO, "paretonbd")]
    {
        let fit = model.fit(&counts);
        compare_fit(model, &fit, &expected[key]);
        if expected[key].get("mean_p_alive").is_some() {
            compare_customers(model, &base, &fit, &expected[key]);
        }
    }
    let bgnbd = BGNBD.fit(&counts);
    for (weeks, value) in expected["bgnbd"]["E_X_t_weeks"].as_object().unwrap() {
        let ours = BGNBD.expected_of_new(&bgnbd.parameters, weeks.parse().unwrap());
        near("new", ours, value, 1e-4);
    }
    let naive = back_test(&BGNBD, &bgnbd.parameters, &base.summaries, &base.held_out, 39.0).unwrap().naive;
    near("naive", naive.mae, &expected["naive_holdout_MAE_same_as_calibration_rate"], 1e-9);
    compare_money(&base, &bgnbd, expected);
    let chosen = choose(&counts, None).unwrap();
    assert_eq!((chosen.model.slug(), chosen.notes.len()), ("mbgnbd", 0));
}

fn compare_money(base: &Base, bgnbd: &Fit, expected: &Value) {
    let law = gamma_gamma::fit(&base.spending).unwrap();
    let (money, clv) = (&expected["gammagamma"], &expected["lifetimes_clv_12m_1pct_W"]);
    near("n", law.customers as f64, &money["n"], 0.0);
    near("ln L", law.log_likelihood, &money["loglik"], 1e-10);
    for (name, ours, error) in [("p", law.p, 0), ("q", law.q, 1), ("v", law.v, 2)] {
        near(name, ours, &money["mle"][name], 1e-4);
        near(name, law.standard_errors.unwrap()[error], &money["se"][name], 2e-3);
    }
    near("mean", law.expected_of_all().unwrap(), &money["population_mean_value"], 1e-6);
    near("correlation", law.correlation.unwrap(), &money["corr_x_m"], 1e-9);
    for (spending, value) in base.spending.iter().zip(money["E_M_first20_by_id"].as_array().unwrap()) {
        near("money", law.expected(spending).unwrap(), value, 1e-5);
    }
    // lifetimes: months of 4.345 weeks, 1 % a month.
    let months = steps(12.0 * 4.345, 4.345, 0.01);
    let forecasts = forecast(&BGNBD, &bgnbd.parameters, &base.summaries, &months);
    let values: Vec<f64> = forecasts
        .iter()
        .zip(&base.spending)
        .map(|(f, s)| f.discounted * law.expected(s).unwrap())
        .collect();
    near("value", values.iter().sum(), &clv["sum"], 1e-4);
    for (ours, value) in values.iter().zip(clv["first20_by_id"].as_array().unwrap()) {
        near("value", *ours, value, 1e-4);
    }
}

#[test]
fn the_sample_agrees_with_the_papers() {
    compare("CDNOW_sample.txt", 1, "sample");
}

#[test]
fn the_whole_base_agrees() {
    compare("CDNOW_master.txt", 0, "master");
}
