//! What a won deal brings to whom: lines on drafts, and corrections of what stands on statements that left their draft.
//!
//! **Rules.** Whoever answered for the deal when it was won earns by it (nobody: whoever closed it), with the team they were in
//! then; by a rate for a stage, whoever brought the deal to that stage last. Each line of the deal finds its rate by itself; a line
//! is of the product that it points at, else that its name names; a deal without lines is one line of no product. A fixed sum is paid once per
//! deal. A line goes to the first draft of its person from the month of winning on. The same is never counted anew: cost and
//! currency rate are those known when it could first be counted. When a deal is opened again, lost or changed, lines on
//! drafts go or change, and for what left its draft a line with the difference is added.

use crate::counting::{self, Counted};
use crate::earning::Earning;
use crate::error::EarningError;
use crate::month::Month;
use crate::rate::{Pays, Place, Rate, RateId, Sold, winning};
use crate::statement::{Line, Source};
use crate::store::{lines, rates, statements};
use access::UserId;
use customers::CustomerNo;
use db::Tx;
use deals::listing::{self, Whole};
use deals::{Closure, DealError, DealId, StageId};
use kernel::{Actor, Currency, Millis, Money, RawId};
use orders::product::{Product, ProductId};
use serde_json::json;
use std::collections::{BTreeMap, HashMap};

/// The kind of subject in journal entries about what deals bring.
pub const SUBJECT: journal::SubjectKind = "deal";

/// Whose part of a deal it is: the person, the stage they are paid for (empty: for answering), the place of the line.
type Part = (RawId, String, i64);

/// What a part of a deal should be worth.
struct Wanted {
    rate: RateId,
    pays: Pays,
    what: String,
    print: String,
    line: Counted,
}

/// Reckons a deal anew as it stands now.
///
/// # Errors
/// Any database error.
pub(crate) fn reckon(tx: &mut Tx<'_>, earning: &Earning, deal: RawId) -> Result<(), EarningError> {
    let existing = lines::of_deal(tx, deal)?;
    let whole = match listing::whole(tx, &earning.house, DealId(deal)) {
        Ok(whole) => Some(whole),
        // Of a deal that is gone nothing is paid any more; what was paid stays.
        Err(DealError::Missing) => None,
        Err(error) => return Err(error.into()),
    };
    let Some(whole) = whole else {
        for (line, _) in existing.iter().filter(|(_, is_draft)| *is_draft) {
            lines::remove(tx, line.id)?;
        }
        return Ok(());
    };
    let won = whole.deal.closure.clone().filter(|closure| closure.is_won);
    let mut wanted = match &won {
        Some(closure) => wanted(tx, earning, &whole, closure)?,
        None => BTreeMap::new(),
    };
    let at = won.as_ref().map_or_else(|| earning.setting().now(), |closure| closure.at);
    let mut parts: BTreeMap<Part, Vec<(Line, bool)>> = BTreeMap::new();
    for (line, is_draft) in existing {
        if let Source::Deal { role, place, .. } = &line.source {
            let part = (line.person, role.clone(), *place);
            parts.entry(part).or_default().push((line, is_draft));
        }
    }
    for part in wanted.keys() {
        parts.entry(part.clone()).or_default();
    }
    let mut told = Vec::new();
    for (part, known) in parts {
        let reckoner = Reckoner { earning, deal, customer: whole.deal.customer_no, at };
        if let Some(line) = reckoner.settle(tx, (&part, wanted.remove(&part)), &known)? {
            told.push(line);
        }
    }
    if !told.is_empty() {
        let payload = json!({ "lines": told });
        earning.tell(tx, ("commission.reckoned", &Actor::system()), (SUBJECT, deal), &payload)?;
    }
    Ok(())
}

/// What one part of a deal is worked out with.
struct Reckoner<'r> {
    earning: &'r Earning,
    deal: RawId,
    customer: CustomerNo,
    at: Millis,
}

impl Reckoner<'_> {
    /// Brings the lines of one part in step with what is wanted; tells what was changed.
    fn settle(
        &self,
        tx: &mut Tx<'_>,
        (part, wanted): (&Part, Option<Wanted>),
        known: &[(Line, bool)],
    ) -> Result<Option<serde_json::Value>, EarningError> {
        let paid: i64 =
            known.iter().filter(|(_, is_draft)| !is_draft).filter_map(|(line, _)| line.amount).sum();
        let is_paid = known.iter().any(|(_, is_draft)| !is_draft);
        let target = match &wanted {
            Some(wanted) => Some(self.line(tx, (part, wanted), known)?),
            None => is_paid.then(|| self.nothing(part)),
        };
        let target = target.map(|line| Line {
            amount: line.worth.map(|worth| worth - paid),
            is_correction: is_paid,
            ..line
        });
        let target = target.filter(|line| !(is_paid && line.amount == Some(0)));
        let loose: Vec<&Line> =
            known.iter().filter(|(_, is_draft)| *is_draft).map(|(line, _)| line).collect();
        if let ([line], Some(target)) = (loose.as_slice(), &target)
            && is_same(line, target)
        {
            return Ok(None);
        }
        if loose.is_empty() && target.is_none() {
            return Ok(None);
        }
        for line in &loose {
            lines::remove(tx, line.id)?;
        }
        let amount = target.as_ref().map(|line| line.amount);
        if let Some(line) = target {
            let statement = match loose.first() {
                Some(line) => line.statement,
                None => {
                    let month = Month::of(self.earning.own.day_of(self.at));
                    statements::draft(tx, self.earning.setting(), (part.0, month))?.id
                }
            };
            lines::insert(tx, &Line { statement, ..line })?;
        }
        let was: i64 = loose.iter().filter_map(|line| line.amount).sum();
        Ok(Some(json!({ "person": part.0, "role": part.1, "place": part.2, "was": was, "is": amount })))
    }

    /// A line that is worth what is wanted, for no statement yet.
    fn line(
        &self,
        tx: &mut Tx<'_>,
        (part, wanted): (&Part, &Wanted),
        known: &[(Line, bool)],
    ) -> Result<Line, EarningError> {
        let mut line = Line {
            what: wanted.what.clone(),
            print: wanted.print.clone(),
            source: self.source(part, Some(wanted.rate)),
            ..self.nothing(part)
        };
        let counted = known.iter().rev().find(|(one, _)| one.print == wanted.print && one.worth.is_some());
        if let Some((counted, _)) = counted {
            return Ok(Line { worth: counted.worth, how: counted.how.clone(), ..line });
        }
        let exchanges = exchanges(tx, self.earning, (&wanted.line, &wanted.pays), self.at)?;
        let to_firm = |currency: Currency| exchanges.get(currency.code()).copied();
        match counting::amount(&wanted.pays, &wanted.line, self.earning.currency, &to_firm) {
            Ok((worth, percent)) => {
                line.worth = Some(worth);
                let rate = to_firm(wanted.line.sum.currency).map(|exchange| exchange.rate.to_string());
                line.how = json!({
                    "on": wanted.pays.slug(), "percent": percent.map(|percent| percent.normalize().to_string()), "sum": wanted.line.sum,
                    "cost": wanted.line.cost, "exchange": rate,
                })
                .to_string();
            }
            Err(why) => (line.worth, line.why) = (None, why.slug().to_owned()),
        }
        Ok(line)
    }

    /// A line that is worth nothing.
    fn nothing(&self, part: &Part) -> Line {
        Line {
            id: self.earning.setting().id(),
            statement: RawId::nil().into(),
            person: part.0,
            source: self.source(part, None),
            is_correction: false,
            customer_no: self.customer,
            what: String::new(),
            print: String::new(),
            how: "{}".into(),
            amount: Some(0),
            worth: Some(0),
            why: String::new(),
            at: self.at,
        }
    }

    fn source(&self, part: &Part, rate: Option<RateId>) -> Source {
        Source::Deal { deal: self.deal, role: part.1.clone(), place: part.2, rate }
    }
}

fn is_same(line: &Line, target: &Line) -> bool {
    let of =
        |line: &Line| (line.amount, line.worth, line.print.clone(), line.why.clone(), line.is_correction);
    of(line) == of(target)
}

/// What every part of a won deal should be worth.
fn wanted(
    tx: &mut Tx<'_>,
    earning: &Earning,
    whole: &Whole,
    closure: &Closure,
) -> Result<BTreeMap<Part, Wanted>, EarningError> {
    let rates = rates::all(tx)?;
    let earners = earners(tx, whole, closure, &rates)?;
    let sold = sold(whole);
    let catalogue = Catalogue::of(tx, earning, whole)?;
    let on = earning.own.day_of(closure.at);
    let mut parts = BTreeMap::new();
    for (person, team, stage) in earners {
        let mut fixed: Vec<RateId> = Vec::new();
        for (place, name, line) in &sold {
            let product = catalogue.product(*place, (whole, name));
            let asked = Sold {
                person,
                team,
                stage,
                pipeline: whole.deal.pipeline,
                product: product.map(|product| (product.id, product.category.as_str())),
                on,
            };
            let Some(rate) = winning(&rates, &asked) else { continue };
            if let Pays::Fixed { .. } = rate.pays {
                if fixed.contains(&rate.id) {
                    continue;
                }
                fixed.push(rate.id);
            }
            let role = stage.map(|stage| stage.to_string()).unwrap_or_default();
            parts.insert((person, role, *place), part(rate, (name, line), product));
        }
    }
    Ok(parts)
}

/// The products of a deal's lines: those that they point at, else those that their names mean.
struct Catalogue {
    pointed: HashMap<ProductId, Product>,
    named: HashMap<String, Product>,
}

impl Catalogue {
    fn of(tx: &mut Tx<'_>, earning: &Earning, whole: &Whole) -> Result<Self, EarningError> {
        let ids: Vec<ProductId> =
            whole.lines.iter().filter_map(|line| line.product).map(ProductId).collect();
        let unpointed = whole.lines.iter().filter(|line| line.product.is_none());
        let names: Vec<&str> = unpointed.map(|line| line.name.as_str()).collect();
        Ok(Self {
            pointed: orders::product::of_ids(tx, &earning.house.act, &ids)?,
            named: orders::product::called(tx, &earning.house.act, &names)?,
        })
    }

    fn product(&self, place: i64, (whole, name): (&Whole, &str)) -> Option<&Product> {
        let line = usize::try_from(place - 1).ok().and_then(|place| whole.lines.get(place))?;
        match line.product {
            Some(id) => self.pointed.get(&ProductId(id)),
            None => self.named.get(name),
        }
    }
}

fn part(rate: &Rate, (name, line): (&str, &Counted), product: Option<&Product>) -> Wanted {
    let line = Counted { cost: product.and_then(|product| product.cost), ..*line };
    let whole = if let Pays::Tiers { .. } = rate.pays { line.whole.to_string() } else { String::new() };
    let product = product.map(|product| product.id.to_string()).unwrap_or_default();
    let print = format!("{}|{}|{}|{whole}|{product}", rate.id, line.sum, line.quantity);
    Wanted { rate: rate.id, pays: rate.pays.clone(), what: name.to_owned(), print, line }
}

/// The lines of a deal with place and name; one of no name for a deal without.
fn sold(whole: &Whole) -> Vec<(i64, String, Counted)> {
    let all = whole.deal.money();
    if whole.lines.is_empty() {
        return vec![(0, String::new(), Counted { sum: all, quantity: 1_000, whole: all, cost: None })];
    }
    let line = |(place, line): (i64, &deals::Line)| {
        let sum = Money::new(line.sum().unwrap_or(0), all.currency);
        (place, line.name.clone(), Counted { sum, quantity: line.quantity, whole: all, cost: None })
    };
    (1..).zip(&whole.lines).map(line).collect()
}

/// Who is to be paid, the team they were in, and the stage that they brought the deal to when it is for that.
type Earner = (RawId, Option<RawId>, Option<StageId>);

/// All who are to be paid for a deal.
fn earners(
    tx: &mut Tx<'_>,
    whole: &Whole,
    closure: &Closure,
    rates: &[Rate],
) -> Result<Vec<Earner>, EarningError> {
    let id = whole.deal.id.0;
    let known = lines::earner(tx, id)?.filter(|(_, _, won_at)| *won_at == closure.at);
    let (person, team) = match known {
        Some((person, team, _)) => (person, team),
        None => {
            let person = whole.deal.responsible.or(closure.by);
            let team = team_of(tx, person)?;
            lines::keep_earner(tx, id, (person, team, closure.at))?;
            (person, team)
        }
    };
    let mut all: Vec<_> = person.map(|person| (person, team, None)).into_iter().collect();
    let paid = |stage: StageId| rates.iter().any(|rate| rate.place == Place::Stage(stage));
    let mut brought: HashMap<StageId, RawId> = HashMap::new();
    for step in whole.steps.iter().filter(|step| paid(step.stage)) {
        if let Some(by) = step.by {
            brought.insert(step.stage, by);
        }
    }
    let mut brought: Vec<_> = brought.into_iter().collect();
    brought.sort_unstable();
    for (stage, person) in brought {
        let team = team_of(tx, Some(person))?;
        all.push((person, team, Some(stage)));
    }
    Ok(all)
}

fn team_of(tx: &mut Tx<'_>, person: Option<RawId>) -> Result<Option<RawId>, EarningError> {
    let Some(person) = person else { return Ok(None) };
    Ok(access::user::get(tx, UserId(person))?.and_then(|user| user.team).map(|team| team.0))
}

/// The rates of the day of the currencies that a line is counted in, by code; one without a rate is left out.
fn exchanges(
    tx: &mut Tx<'_>,
    earning: &Earning,
    (line, pays): (&Counted, &Pays),
    at: Millis,
) -> Result<HashMap<String, orders::amounts::Exchange>, EarningError> {
    let fixed = match pays {
        Pays::Fixed { sum } => Some(sum.currency),
        _ => None,
    };
    let wanted = [Some(line.sum.currency), line.cost.map(|cost| cost.currency), fixed];
    let mut known = HashMap::new();
    for currency in wanted.into_iter().flatten() {
        let on = earning.own.day_of(at);
        let found = orders::rates::exchange(tx, (currency, earning.currency), on)?;
        known.extend(found.map(|exchange| (currency.code().to_owned(), exchange)));
    }
    Ok(known)
}
