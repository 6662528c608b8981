//! The list of groups of cards that may be of one client.

use super::drawn::{GroupLine, group};
use crate::act::Act;
use crate::duplicates;
use crate::error::CustomerError;
use crate::merging::{self, runs};
use crate::running;
use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use db::Tx;
use jobs::State;
use kernel::{Level, PageSize};
use ui::Frame;
use web::{Form, Fragment, Problem, ToastNote, Visit};

/// Groups on a page.
const SIZE: usize = 20;

#[derive(Template)]
#[template(path = "pages/duplicates/list.html")]
struct ListPage {
    frame: Frame,
    count: String,
    searched: String,
    groups: Vec<GroupLine>,
    next: String,
    searching: Option<Searching>,
    may_write: bool,
    may_merge_many: bool,
    is_first: bool,
    /// The most cards that may be merged at once.
    most_together: usize,
}

impl ListPage {
    fn search_words(&self) -> String {
        let first = if self.is_first { "-first" } else { "" };
        self.frame.t(format!("customers-duplicates-search{first}"))
    }

    fn search_kind(&self) -> &'static str {
        if self.is_first { "primary" } else { "" }
    }

    fn empty_words(&self) -> String {
        self.frame.t(if self.is_first {
            "customers-duplicates-never"
        } else {
            "customers-duplicates-empty"
        })
    }
}

/// How far a search is.
struct Searching {
    words: String,
    n_done: i64,
    n_total: i64,
    is_under_way: bool,
}

#[derive(Template)]
#[template(path = "pages/duplicates/searching.html")]
struct SearchingFragment {
    frame: Frame,
    searching: Searching,
}

/// Shows it.
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Read)?;
    let after =
        duplicates::place_of(Form::from_encoded(query.as_deref().unwrap_or_default()).text("after"));
    let eye = visit.clone();
    let page = running::read(&visit, move |tx, act| {
        let say = &eye.say;
        let (groups, next) = duplicates::groups(tx, act, (after, SIZE))?;
        let state = duplicates::state(tx, act)?;
        let n = duplicates::count(tx)?;
        let counted = [("n", n.into()), ("shown", say.number(n).into())];
        let searched = state.searched_at.map(|at| {
            let n = say.number(state.n_records);
            say.with(
                "customers-duplicates-searched",
                &[("when", say.date_time(at).into()), ("n", n.into())],
            )
        });
        Ok(ListPage {
            frame: eye.frame("customers-duplicates-title"),
            // Those who do not see everything are not told how much there is.
            count: match runs::sees_all(act) && n > 0 {
                true => say.with("customers-duplicates-count", &counted),
                false => String::new(),
            },
            searched: searched.unwrap_or_default(),
            groups: groups.iter().map(|pairs| group(pairs, act, say)).collect(),
            next: next
                .map(|place| format!("/duplicates?after={}", duplicates::place_text(place)))
                .unwrap_or_default(),
            searching: searching(tx, act, say)?.filter(|one| one.is_under_way),
            may_write: act.may(Level::Write),
            may_merge_many: runs::allowed(act).is_ok(),
            is_first: state.searched_at.is_none(),
            most_together: merging::MOST_TOGETHER,
        })
    });
    web::page(&page.await?)
}

/// Asks for a search.
pub(super) async fn search(visit: Visit) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    running::write(&visit, duplicates::search).await?;
    Ok(web::see_with("/duplicates", &ToastNote::new("customers-duplicates-begun")))
}

/// Answers a question of the script how far the search is; without script goes to the list, which shows the same.
pub(super) async fn progress(visit: Visit, fragment: Fragment) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Read)?;
    if !fragment.is("poll") {
        return Ok(web::see("/duplicates"));
    }
    let say = visit.say.clone();
    let now = running::read(&visit, move |tx, act| searching(tx, act, &say)).await?;
    let searching = now.ok_or_else(Problem::missing)?;
    web::page(&SearchingFragment { frame: Frame::bare(visit.say.clone(), ""), searching })
}

fn searching(tx: &mut Tx<'_>, _: &Act, say: &words::Say) -> Result<Option<Searching>, CustomerError> {
    let filter = jobs::Filter { kind: Some(duplicates::SEARCH), ..jobs::Filter::default() };
    let job = jobs::list(tx, filter, PageSize::clamped(1), None)?.items.into_iter().next();
    Ok(job.map(|job| {
        let is_under_way = matches!(job.state, State::Waiting | State::Running);
        let key = job.message.filter(|_| is_under_way);
        Searching {
            words: say.t(key.as_deref().unwrap_or("customers-duplicates-reading")),
            n_done: job.n_done,
            n_total: job.n_total.unwrap_or(0),
            is_under_way,
        }
    }))
}
