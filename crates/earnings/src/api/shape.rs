//! How statements look in JSON.

use crate::earning::Earning;
use crate::month::Month;
use crate::rate::RateId;
use crate::seeing::{Listed, Shown, ShownLine};
use crate::statement::{Done, LineId, Source, State, Statement, StatementId};
use access::UserId;
use customers::gating::Unfilled;
use deals::DealId;
use kernel::Money;
use serde::Serialize;
use utoipa::ToSchema;
use web::moment;

/// Who took a step, and when.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EarningStepView {
    /// Who; null for the console.
    by: Option<UserId>,
    /// RFC 3339, UTC.
    at: String,
}

fn step(done: Done) -> Option<EarningStepView> {
    done.map(|(by, at)| EarningStepView { by: by.map(UserId), at: moment(at) })
}

/// What a person earned in a month.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatementView {
    /// Its id.
    id: StatementId,
    /// Whose.
    person: UserId,
    /// Of which month.
    #[schema(value_type = String, example = "2026-03")]
    month: Month,
    /// How far it is.
    state: State,
    /// What the lines that can be counted come to.
    #[schema(value_type = String, example = "125000.00 KZT")]
    total: Money,
    /// What of that is not held back; null in lists.
    #[schema(value_type = Option<String>, example = "100000.00 KZT")]
    payable: Option<Money>,
    /// How many lines it has.
    n_lines: i64,
    /// How many of them cannot be counted yet.
    n_uncounted: i64,
    /// Why it was given back.
    note: String,
    /// Who submitted it, and when.
    submitted: Option<EarningStepView>,
    /// Who approved it.
    approved: Option<EarningStepView>,
    /// Who said that it is paid.
    paid: Option<EarningStepView>,
    /// Grows by one with every step; also the ETag.
    pub(crate) revision: i64,
    /// Its lines, the eldest first; null in lists.
    lines: Option<Vec<EarningLineView>>,
}

/// A line of a statement.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EarningLineView {
    /// Its id.
    id: LineId,
    /// `commission`, `correction` or `bonus`.
    kind: &'static str,
    /// The deal; null for a bonus.
    deal: Option<DealId>,
    /// The stage to which it was brought, if it is paid for that.
    stage: Option<String>,
    /// By which rate.
    rate: Option<RateId>,
    /// The slug of the field whose fact was confirmed; null for a deal.
    field: Option<String>,
    /// The deal's title or the client's name; empty for those who do not see them.
    title: String,
    /// What was sold.
    what: String,
    /// How much; null while it cannot be counted.
    #[schema(value_type = Option<String>, example = "2500.00 KZT")]
    amount: Option<Money>,
    /// Why it cannot be counted: `no_rate` of the currency, `no_cost` of the product; else empty.
    why: String,
    /// How it was counted: percentage and sums, or the parts of the bonus.
    #[schema(value_type = Object)]
    how: serde_json::Value,
    /// When it was earned, RFC 3339, UTC.
    at: String,
    /// Contact cards that must be filled before it is paid.
    held: Vec<EarningGateView>,
}

/// A contact card that must be filled.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EarningGateView {
    /// The form.
    form: String,
    /// What it is called.
    name: String,
    /// What is not answered.
    missing: Vec<String>,
    /// Where it can be filled; empty for those who do not see the deal.
    href: String,
}

impl StatementView {
    fn of(statement: Statement, earning: &Earning) -> Self {
        Self {
            id: statement.id,
            person: UserId(statement.person),
            month: statement.month,
            state: statement.state,
            total: Money::new(0, earning.currency),
            payable: None,
            n_lines: 0,
            n_uncounted: 0,
            note: statement.note,
            submitted: step(statement.submitted),
            approved: step(statement.approved),
            paid: step(statement.paid),
            revision: statement.revision,
            lines: None,
        }
    }

    pub(crate) fn listed(one: Listed, earning: &Earning) -> Self {
        Self {
            total: Money::new(one.total, earning.currency),
            n_lines: one.n_lines,
            n_uncounted: one.n_uncounted,
            ..Self::of(one.statement, earning)
        }
    }

    pub(crate) fn whole(shown: Shown, earning: &Earning) -> Self {
        let n_uncounted = shown.lines.iter().filter(|one| one.line.amount.is_none()).count();
        Self {
            total: Money::new(shown.total, earning.currency),
            payable: Some(Money::new(shown.payable, earning.currency)),
            n_lines: i64::try_from(shown.lines.len()).unwrap_or(i64::MAX),
            n_uncounted: i64::try_from(n_uncounted).unwrap_or(i64::MAX),
            lines: Some(shown.lines.into_iter().map(|line| line_view(line, earning)).collect()),
            ..Self::of(shown.statement, earning)
        }
    }
}

fn line_view(shown: ShownLine, earning: &Earning) -> EarningLineView {
    let ShownLine { line, title, held, .. } = shown;
    let kind = match (&line.source, line.is_correction) {
        (Source::Fact(_), _) => "bonus",
        (Source::Deal { .. }, true) => "correction",
        (Source::Deal { .. }, false) => "commission",
    };
    let (deal, stage, rate, field) = match line.source {
        Source::Deal { deal, role, rate, .. } => {
            (Some(DealId(deal)), Some(role).filter(|role| !role.is_empty()), rate, None)
        }
        Source::Fact(no) => {
            (None, None, None, earning.own.act.fields.no(no).map(|field| field.slug.clone()))
        }
    };
    EarningLineView {
        id: line.id,
        kind,
        deal,
        stage,
        rate,
        field,
        title,
        what: line.what,
        amount: line.amount.map(|minor| Money::new(minor, earning.currency)),
        why: line.why,
        how: serde_json::from_str(&line.how).unwrap_or_default(),
        at: moment(line.at),
        held: held.map(|held| held.cards.into_iter().map(gate).collect()).unwrap_or_default(),
    }
}

fn gate(card: Unfilled) -> EarningGateView {
    EarningGateView { form: card.form.to_string(), name: card.name, missing: card.missing, href: card.href }
}
