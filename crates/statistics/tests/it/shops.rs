//! RFM, ABC, XYZ, cohorts, gaps and value on three shops.

use std::collections::BTreeMap;

use serde_json::Value;
use statistics::clv::gamma_gamma::{self, Spending};
use statistics::clv::{
    BGNBD, Counts, Fit, MBGNBD, NBD, Note, PARETO, PurchaseModel, Summary, back_test, choose,
};
use statistics::rfm::{Customers, Group, Method, Plan, rfm};
use statistics::{abc, cohorts, rhythm, xyz};

use crate::data::{self, day, near};

/// A line of a receipt.
struct Line {
    customer: String,
    order: String,
    item: String,
    day: i32,
    month: u32,
    quantity: f64,
    amount: f64,
}

fn month(date: &str) -> u32 {
    date[0..4].parse::<u32>().unwrap() * 12 + date[5..7].parse::<u32>().unwrap() - 1
}

fn retail() -> Option<Vec<Line>> {
    let text = data::text("online_retail", "online_retail.csv.gz")?;
    let columns = ["InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"];
    let lines =
        data::records(&text, columns).into_iter().map(|[order, item, quantity, date, price, customer]| {
            let quantity: f64 = quantity.parse().unwrap();
            let amount = quantity * price.parse::<f64>().unwrap();
            Line {
                customer,
                order,
                item: item.to_uppercase(),
                day: day(&date),
                month: month(&date),
                quantity,
                amount,
            }
        });
    let used = |l: &Line| {
        !l.customer.is_empty() && !l.order.starts_with('C') && l.quantity > 0.0 && l.amount > 0.0
    };
    Some(lines.filter(used).collect())
}

fn orders(set: &str, file: &str, columns: [&str; 3]) -> Option<Vec<Line>> {
    let text = data::text(set, file)?;
    let lines =
        data::records(&text, columns).into_iter().enumerate().map(|(i, [customer, date, amount])| Line {
            customer,
            order: i.to_string(),
            item: String::new(),
            day: day(&date),
            month: month(&date),
            quantity: 1.0,
            amount: amount.parse().unwrap(),
        });
    Some(lines.collect())
}

fn by_customer(lines: &[Line]) -> BTreeMap<&str, Vec<&Line>> {
    let mut map: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
    for line in lines {
        map.entry(&line.customer).or_default().push(line);
    }
    map
}

fn compare_rfm(set: &str, lines: &[Line]) {
    let end = lines.iter().map(|line| line.day).max().unwrap() + 1;
    let customers = by_customer(lines);
    let table = data::text(set, "rfm_expected.csv.gz").unwrap();
    let columns = [
        "id",
        "recency_days",
        "frequency",
        "monetary",
        "R_ntile",
        "F_ntile",
        "M_ntile",
        "R_qcut",
        "R_quant",
        "F_qcut",
        "F_quant",
        "M_qcut",
        "M_quant",
        "segment",
    ];
    let rows = data::records(&table, columns);
    assert_eq!(rows.len(), customers.len());
    let (mut recency, mut frequency, mut monetary) = (Vec::new(), Vec::new(), Vec::new());
    for row in &rows {
        let lines = &customers[row[0].as_str()];
        let mut receipts: Vec<&str> = lines.iter().map(|line| line.order.as_str()).collect();
        receipts.sort_unstable();
        receipts.dedup();
        recency.push(f64::from(end - lines.iter().map(|line| line.day).max().unwrap()));
        frequency.push(receipts.len() as f64);
        monetary.push(lines.iter().map(|line| line.amount).sum::<f64>());
        assert_eq!(recency.last(), row[1].parse().ok().as_ref(), "{}", row[0]);
        assert_eq!(frequency.last(), row[2].parse().ok().as_ref(), "{}", row[0]);
    }
    let customers = Customers { recency_days: &recency, frequency: &frequency, monetary: &monetary };
    for (method, places) in
        [(Method::Ntile, [4, 5, 6]), (Method::Rank, [7, 9, 11]), (Method::Quantile, [8, 10, 12])]
    {
        let result = rfm(customers, &Plan::of(&method, 5));
        for (i, row) in rows.iter().enumerate() {
            let ours = [result.recency.scores[i], result.frequency.scores[i], result.monetary.scores[i]];
            let expected = places.map(|place| row[place].parse::<u8>().unwrap());
            assert_eq!(ours, expected, "{set} {method:?} {}", row[0]);
            if method == Method::Ntile {
                assert_eq!(result.groups[i].slug(), row[13].to_lowercase().replace(' ', "_"));
            }
        }
    }
    assert_eq!(Group::ALL.len(), 9);
}

fn compare_abc(
    lines: &[Line],
    key: impl Fn(&Line) -> &str,
    expected: &Value,
) -> BTreeMap<String, abc::Class> {
    let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
    for line in lines {
        *sums.entry(key(line)).or_default() += line.amount;
    }
    let amounts: Vec<f64> = sums.values().copied().collect();
    let ranking = abc::rank(&amounts);
    near("total", ranking.total(), &expected["total"], 1e-9);
    near("gini", ranking.gini().unwrap(), &expected["gini"], 1e-9);
    near("top", ranking.share_of_top(0.2).unwrap(), &expected["top20_share"], 1e-9);
    near("80 %", ranking.items_for(0.8) as f64, &expected["items_for_80pct_crossing"], 0.0);
    for (name, rule) in [("incl", abc::Rule::Inclusive), ("cross", abc::Rule::Crossing)] {
        let held = ranking.holdings(&ranking.classes(0.8, 0.95, rule));
        for (class, holding) in ["A", "B", "C"].into_iter().zip(held) {
            near(name, holding.items as f64, &expected[name][class]["items"], 0.0);
            near(name, holding.revenue, &expected[name][class]["revenue"], 1e-9);
        }
    }
    let names: Vec<&str> = sums.keys().copied().collect();
    let classes = ranking.classes(0.8, 0.95, abc::Rule::Inclusive);
    ranking
        .order
        .iter()
        .zip(classes)
        .map(|(place, class)| (names[*place as usize].to_string(), class))
        .collect()
}

fn compare_cohorts(lines: &[Line], expected: &Value) {
    let first = lines.iter().map(|line| line.month).min().unwrap();
    let n_periods = (lines.iter().map(|line| line.month).max().unwrap() - first + 1) as usize;
    let names: Vec<&str> = by_customer(lines).into_keys().collect();
    let customer: Vec<u32> =
        lines.iter().map(|line| names.binary_search(&line.customer.as_str()).unwrap() as u32).collect();
    let period: Vec<u32> = lines.iter().map(|line| line.month - first).collect();
    let amount: Vec<f64> = lines.iter().map(|line| line.amount).collect();
    let table = cohorts::cohorts(&cohorts::Orders {
        customer: &customer,
        period: &period,
        amount: Some(&amount),
        weight: None,
        n_customers: names.len(),
        n_periods,
    });
    for (i, cohort) in expected["cohorts"].as_array().unwrap().iter().enumerate() {
        let row = (month(cohort.as_str().unwrap()) - first) as usize;
        for (k, count) in table.customers[row].iter().enumerate() {
            near("customers", *count as f64, &expected["customers"][i][k], 0.0);
            near("revenue", table.revenue[row][k], &expected["revenue"][i][k], 1e-9);
        }
    }
    let weighted = table.weighted_retention();
    let shares = expected["weighted_retention_by_k"].as_array().unwrap();
    for (ours, share) in weighted.iter().zip(shares).filter(|(_, share)| !share.is_null()) {
        near("retention", ours.unwrap(), share, 1e-9);
    }
}

fn compare_gaps(lines: &[Line], expected: &Value) {
    let names: Vec<&str> = by_customer(lines).into_keys().collect();
    let mut visits: Vec<(u32, i32)> = lines
        .iter()
        .map(|line| (names.binary_search(&line.customer.as_str()).unwrap() as u32, line.day))
        .collect();
    let gaps = rhythm::gaps(&mut visits).unwrap();
    near("gaps", gaps.n as f64, &expected["n"], 0.0);
    near("mean gap", gaps.mean_days, &expected["mean"], 1e-9);
    for (ours, value) in gaps.quantiles.iter().zip(expected["q10_25_50_75_90"].as_array().unwrap()) {
        near("gap", *ours, value, 1e-9);
    }
}

fn compare_all(set: &str, lines: &[Line]) {
    let expected = data::expected(set).unwrap();
    near("rows", lines.len() as f64, &expected["rows_used"], 0.0);
    compare_rfm(set, lines);
    compare_abc(lines, |line| &line.customer, &expected["abc_customers"]);
    compare_cohorts(lines, &expected["cohorts"]);
    compare_gaps(lines, &expected["purchase_gaps"]);
}

#[test]
fn a_wholesaler_agrees() {
    let Some(lines) = retail() else { return };
    compare_all("online_retail", &lines);
    let expected = data::expected("online_retail").unwrap();
    let classes = compare_abc(&lines, |line| &line.item, &expected["abc_items"]);
    let months: Vec<u32> = (month("2010-12-01")..month("2011-12-01")).collect();
    let mut sales: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for line in lines.iter().filter(|line| months.contains(&line.month)) {
        let sold = sales.entry(&line.item).or_insert_with(|| vec![0.0; months.len()]);
        sold[(line.month - months[0]) as usize] += line.quantity;
    }
    let mut crossed: BTreeMap<String, u64> = BTreeMap::new();
    for (item, sold) in &sales {
        let class = xyz::evenness(xyz::variation(sold).unwrap(), 0.5, 1.0);
        *crossed.entry(format!("{:?}{class:?}", classes[*item])).or_default() += 1;
    }
    let xyz = &expected["xyz_items"];
    for class in ["X", "Y", "Z"] {
        let sum: u64 =
            crossed.iter().filter(|(cell, _)| cell.ends_with(class)).map(|(_, count)| count).sum();
        near(class, sum as f64, &xyz["counts"][class], 0.0);
    }
    // The reference puts one item of CY into AY: only their sum can be compared.
    for (cell, count) in crossed.iter().filter(|(cell, _)| !["AY", "CY"].contains(&cell.as_str())) {
        near(cell, *count as f64, &xyz["abc_xyz_crossing"][cell], 0.0);
    }
}

#[test]
fn a_demo_shop_agrees() {
    if let Some(lines) =
        orders("rfm_orders", "rfm_data_orders.csv", ["customer_id", "order_date", "revenue"])
    {
        compare_all("rfm_orders", &lines);
    }
}

#[test]
fn a_toy_shop_agrees() {
    if let Some(lines) = orders("fuzzy_factory", "orders.csv.gz", ["user_id", "created_at", "price_usd"]) {
        compare_all("fuzzy_factory", &lines);
    }
}

/// Summaries up to a day in weeks, with repeat money and the purchase days after it.
fn summaries(lines: &[Line], end: i32) -> (Vec<Summary>, Vec<Spending>, Vec<f64>) {
    let (mut summaries, mut spending, mut held_out) = (Vec::new(), Vec::new(), Vec::new());
    for lines in by_customer(lines).values() {
        let mut days: BTreeMap<i32, f64> = BTreeMap::new();
        for line in lines {
            *days.entry(line.day).or_default() += line.amount;
        }
        let Some((first, last)) = days
            .keys()
            .next()
            .zip(days.range(..=end).next_back().map(|(day, _)| day))
            .filter(|(f, _)| **f <= end)
        else {
            continue;
        };
        let repeats = days.range(..=end).count() as u32 - 1;
        let money: f64 = days.range(..=end).skip(1).map(|(_, amount)| amount).sum();
        let weeks = |days: i32| f64::from(days) / 7.0;
        summaries.push(Summary { repeats, recency: weeks(last - first), age: weeks(end - first) });
        spending.push(Spending { repeats, mean: money / f64::from(repeats.max(1)) });
        held_out.push(days.range(end + 1..).count() as f64);
    }
    (summaries, spending, held_out)
}

fn compare_parameters(model: &dyn PurchaseModel, fit: &Fit, expected: &Value) {
    near(model.slug(), fit.log_likelihood, &expected["loglik"], 1e-8);
    for (name, ours) in model.parameter_names().iter().zip(fit.parameters) {
        near(name, ours, &expected["mle"][name], 2e-3);
    }
    for (name, ours) in model.parameter_names().iter().zip(fit.standard_errors.unwrap()) {
        near(name, ours, &expected["se"][name], 2e-2);
    }
}

#[test]
fn where_leaving_cannot_be_seen_the_nbd_stands_in() {
    let Some(lines) = retail() else { return };
    let expected = data::expected("online_retail").unwrap();
    let expected = &expected["clv"];
    let (summaries, spending, held_out) = summaries(&lines, day("2011-08-31"));
    let counts = Counts::of(&summaries).unwrap();
    near("n", counts.customers() as f64, &expected["n"], 0.0);
    near("held out", held_out.iter().sum(), &expected["holdout_actual"], 0.0);
    compare_parameters(&NBD, &NBD.fit(&counts), &expected["nbd_no_dropout"]);
    let chosen = choose(&counts, None).unwrap();
    assert!(matches!(chosen.notes.as_slice(), [Note::NoDropoutDetectable { gain }] if *gain < 0.01));
    for model in [&BGNBD as &'static dyn PurchaseModel, &MBGNBD, &PARETO] {
        let asked = choose(&counts, Some(model)).unwrap();
        assert_eq!((asked.model.slug(), asked.notes.len()), ("nbd", 1), "{}", model.slug());
    }
    let test = back_test(&NBD, &chosen.fit.parameters, &summaries, &held_out, 100.0 / 7.0).unwrap();
    near("forecast", test.model.total, &expected["nbd_no_dropout"]["holdout_expected"], 1e-5);
    near("MAE", test.model.mae, &expected["nbd_no_dropout"]["holdout_MAE"], 1e-5);
    near("correlation", test.model.correlation.unwrap(), &expected["nbd_no_dropout"]["holdout_corr"], 1e-5);
    near("naive", test.naive.mae, &expected["naive_MAE_calibration_rate"], 1e-9);
    let law = gamma_gamma::fit(&spending).unwrap();
    near("ln L", law.log_likelihood, &expected["gammagamma"]["loglik"], 1e-10);
    near("v", law.v, &expected["gammagamma"]["mle"]["v"], 1e-4);
    near("mean", law.expected_of_all().unwrap(), &expected["gammagamma"]["population_mean"], 1e-5);
}

#[test]
fn a_weak_drop_out_part_is_given_when_asked_for_and_said_to_be_weak() {
    let Some(lines) = retail() else { return };
    let expected = data::expected("online_retail").unwrap();
    let expected = &expected["clv_whole_period"];
    let (summaries, ..) = summaries(&lines, day("2011-12-09"));
    let counts = Counts::of(&summaries).unwrap();
    compare_parameters(&NBD, &NBD.fit(&counts), &expected["nbd_no_dropout"]);
    compare_parameters(&BGNBD, &BGNBD.fit(&counts), &expected["bgnbd"]);
    assert_eq!(choose(&counts, None).unwrap().model.slug(), "nbd");
    let asked = choose(&counts, Some(&BGNBD)).unwrap();
    assert_eq!(asked.model.slug(), "bgnbd");
    assert!(matches!(asked.notes.as_slice(), [Note::WeakDropout { .. }]));
}
