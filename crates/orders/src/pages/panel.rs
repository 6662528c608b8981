//! The tab of orders on the card of a customer: what they add up to, the rhythm, what is liked, how it is paid.

use super::list::{self, Row};
use crate::RIGHT;
use crate::buying::{self, Buying};
use crate::counting::date;
use crate::listing;
use crate::running::read_here;
use askama::Template;
use customers::{Customer, CustomerPanel};
use kernel::Level;
use ui::Frame;
use web::{Problem, Visit};
use words::Say;

/// Orders shown on the card.
const SHOWN: usize = 20;

/// The tab.
pub(crate) struct OrdersPanel;

#[derive(Template)]
#[template(path = "pages/panel.html")]
struct Panel {
    frame: Frame,
    new: String,
    all: String,
    may_write: bool,
    /// Name, value, what stands below.
    figures: Vec<(String, String, String)>,
    notes: Vec<String>,
    products: Vec<(String, String)>,
    categories: Vec<(String, String)>,
    rows: Vec<Row>,
}

impl CustomerPanel for OrdersPanel {
    fn slug(&self) -> &'static str {
        "orders"
    }

    fn title(&self) -> &'static str {
        "orders-title"
    }

    fn icon(&self) -> &'static str {
        "shopping-cart"
    }

    fn order(&self) -> i32 {
        20
    }

    fn right(&self) -> kernel::Right {
        RIGHT
    }

    fn draw(&self, visit: &Visit, card: &Customer) -> Result<String, Problem> {
        let (orders, buying) = read_here(visit, |tx, act| {
            let orders = listing::of_customer(tx, act, card.no, SHOWN)?;
            Ok((orders, buying::of(tx, act, card.no)?))
        })?;
        let say = &visit.say;
        let money = |list: &[(String, kernel::Money)]| {
            list.iter().map(|(name, sum)| (name.clone(), say.money(sum))).collect()
        };
        let panel = Panel {
            frame: visit.frame("orders-title"),
            new: format!("/orders/new?customer={}", card.id),
            all: format!(
                "/orders?q={}",
                percent_encoding::utf8_percent_encode(&card.name, percent_encoding::NON_ALPHANUMERIC)
            ),
            may_write: visit.actor().may(RIGHT, Level::Write),
            figures: figures(say, &buying),
            notes: notes(say, &buying),
            products: money(&buying.products),
            categories: money(&buying.categories),
            rows: orders
                .iter()
                .map(|order| list::row(say, order, (buying.currency, buying.today), None))
                .collect(),
        };
        panel.render().map_err(|error| {
            tracing::error!(%error, "a template failed");
            Problem::broken()
        })
    }
}

fn figures(say: &Say, buying: &Buying) -> Vec<(String, String, String)> {
    let (count, none) = (&buying.count, String::new);
    let mut figures = Vec::new();
    let mut figure = |key: &str, value: String, note: String| figures.push((say.t(key), value, note));
    let span = count.first_on.zip(count.last_on).map(|(first, last)| {
        say.with(
            "orders-span",
            &[("first", say.day(date(first)).into()), ("last", say.day(date(last)).into())],
        )
    });
    figure("orders-figure-n", say.number(count.n), span.unwrap_or_default());
    figure("orders-sum-revenue", say.money(&buying.money(count.revenue)), none());
    let known = (count.n_margin < count.n)
        .then(|| say.with("orders-margin-known", &[("n", count.n_margin.into()), ("all", count.n.into())]));
    if count.n_margin > 0 {
        figure("orders-margin", say.money(&buying.money(count.margin)), known.unwrap_or_default());
    }
    if let Some(average) = buying.average() {
        figure("orders-figure-average", say.money(&average), none());
    }
    if let Some(days) = buying.rhythm_days {
        let next = buying.next_on.map(|on| {
            let key = if on < buying.today { "orders-rhythm-over" } else { "orders-rhythm-next" };
            say.with(key, &[("date", say.day(date(on)).into())])
        });
        figure("orders-figure-rhythm", say.n("orders-rhythm-days", days), next.unwrap_or_default());
    }
    figure("orders-figure-pays", pays(say, buying), none());
    figures
}

/// How the client pays, in words.
fn pays(say: &Say, buying: &Buying) -> String {
    let discipline = &buying.discipline;
    match (discipline.n_in_time, discipline.n_late) {
        (0, 0) => say.t("orders-pays-unknown"),
        (_, 0) => say.t("orders-pays-in-time"),
        (in_time, late) => {
            let days = discipline.late_days / late;
            let args = [("late", late.into()), ("all", (in_time + late).into()), ("days", days.into())];
            say.with("orders-pays-late", &args)
        }
    }
}

fn notes(say: &Say, buying: &Buying) -> Vec<String> {
    let count = &buying.count;
    let told = [
        (buying.discipline.n_overdue, "orders-overdue-n"),
        (count.n_no_rate, "orders-no-rate-n"),
        (count.n_returned, "orders-returned-n"),
        (count.n_cancelled, "orders-cancelled-n"),
    ];
    told.into_iter().filter(|(n, _)| *n > 0).map(|(n, key)| say.n(key, n)).collect()
}
