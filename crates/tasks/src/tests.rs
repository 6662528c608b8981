//! What is promised is done, put off, taken and comes back; what nobody promised comes by itself.

use crate::following::{FollowingTasks, forget};
use crate::occasions::{self, Foresee};
use crate::testing::{Base, written};
use crate::{Due, Repeat, Task, TaskError, Unit, Written, doing, feed, hinting, planning};
use customers::merging::{Follows as _, Side};
use customers::{NewValue, builtin, changing};
use jobs::Job as _;
use kernel::{Actor, DAY_MS, RawId, Sight};

fn on(day: &str) -> Due {
    Due::read(day, "").unwrap()
}

fn titles(tasks: &[planning::Planned]) -> Vec<&str> {
    tasks.iter().map(|planned| planned.task.written.title.as_str()).collect()
}

fn open_of(base: &Base, who: &Actor) -> Vec<Task> {
    let id = who.user.unwrap();
    base.db.read(move |tx| feed::tasks_of(tx, id)).unwrap()
}

#[test]
fn a_task_of_the_31st_comes_back_on_the_last_day_of_february_and_can_be_taken_back() {
    let base = Base::new();
    let owner = base.hire("Айгүл", true);
    let since = "2026-01-31".parse().unwrap();
    let monthly =
        Written { repeat: Repeat::new(1, Unit::Month, since), ..written("Отчёт", on("2026-01-31")) };
    base.clock.set(1_769_842_800_000);
    let task = base.deed(&owner, move |tx, doing| doing::add(tx, doing, monthly)).unwrap();
    let id = task.id;
    let (_, next) =
        base.deed(&owner, move |tx, doing| doing::finish(tx, doing, (id, None), "готово")).unwrap();
    let next = next.unwrap();
    assert_eq!(next.written.due.on.to_string(), "2026-02-28");
    let again = base.deed(&owner, move |tx, doing| doing::finish(tx, doing, (id, None), ""));
    assert!(matches!(again, Err(TaskError::NotNow)), "done once is done");
    let successor = Some(next.id);
    base.deed(&owner, move |tx, doing| doing::reopen(tx, doing, id, successor)).unwrap();
    let open = open_of(&base, &owner);
    assert_eq!(open.iter().map(|task| task.id).collect::<Vec<_>>(), [id], "the successor went with it");
}

#[test]
fn whoever_comes_second_with_a_change_is_told() {
    let base = Base::new();
    let owner = base.hire("Айгүл", true);
    let task = base.task(&owner, ("2026-03-12", ""), "Позвонить");
    let (id, revision) = (task.id, Some(task.revision));
    let change = |title: &'static str| {
        base.deed(&owner, move |tx, doing| {
            doing::change(tx, doing, (id, revision), written(title, on("2026-03-13")))
        })
    };
    assert_eq!(change("Первый").unwrap().written.title, "Первый");
    assert!(matches!(change("Второй"), Err(TaskError::Outdated)));
}

#[test]
fn the_plan_puts_promises_with_a_time_first_and_then_who_matters_most() {
    let base = Base::new();
    let owner = base.hire("Айгүл", true);
    let me = owner.user.unwrap();
    for (title, warmth) in [("холодный", "cold"), ("горячий", "hot")] {
        let customer = base.customer(me, &[(builtin::WARMTH, warmth), (builtin::FAMILY, title)]).id;
        let task = Written { customer: Some(customer), ..written(title, on("2026-03-12")) };
        base.deed(&owner, move |tx, doing| doing::add(tx, doing, task)).unwrap();
    }
    base.task(&owner, ("2026-03-12", "16:00"), "в четыре");
    base.task(&owner, ("2026-03-12", "09:00"), "в девять");
    base.task(&owner, ("2026-03-11", ""), "вчерашнее");
    base.task(&owner, ("2026-03-13", ""), "завтрашнее");
    let plan = base.deed(&owner, move |tx, doing| planning::of(tx, doing, me)).unwrap();
    assert_eq!(titles(&plan), ["в девять", "в четыре", "горячий", "холодный", "вчерашнее"]);
}

/// A customer whose phone lies in New York, where it is night while it is noon in Almaty.
fn sleeper(base: &Base, of: RawId) -> customers::CustomerId {
    let usage = customers::Usage {
        from_hour: Some(9),
        to_hour: Some(18),
        zone: "America/New_York".into(),
        ..customers::Usage::default()
    };
    let phone = NewValue { usage: Some(usage), ..NewValue::new("+12125550123") };
    let known = [
        (builtin::RESPONSIBLE, NewValue::new(of.to_string())),
        (builtin::WARMTH, NewValue::new("hot")),
        (builtin::PHONE, phone),
    ];
    let made = base.deed(&Actor::console(), move |tx, doing| {
        Ok(changing::create(tx, &doing.act, customers::Kind::Person, &known)?)
    });
    made.unwrap().id
}

#[test]
fn nobody_is_called_when_they_asked_not_to_be() {
    let base = Base::new();
    let owner = base.hire("Айгүл", true);
    let me = owner.user.unwrap();
    let asleep = sleeper(&base, me);
    let call = move |time: &str| Written {
        kind: crate::kinds::find("call").unwrap(),
        customer: Some(asleep),
        ..written("ночью", Due::read("2026-03-12", time).unwrap())
    };
    let add = |new: Written| base.deed(&owner, move |tx, doing| doing::add(tx, doing, new));
    assert!(matches!(add(call("15:00")), Err(TaskError::Invalid(errors)) if errors[0].field == "due_time"));
    add(Written { kind: crate::kinds::OTHER, ..call("15:00") }).unwrap();
    add(Written { title: "днём там".into(), ..call("20:00") }).unwrap();
    add(call("")).unwrap();
    base.task(&owner, ("2026-03-12", ""), "здесь");
    let plan = base.deed(&owner, move |tx, doing| planning::of(tx, doing, me)).unwrap();
    assert_eq!(
        titles(&plan),
        ["ночью", "днём там", "здесь", "ночью"],
        "though hot, it waits for their morning"
    );
}

#[test]
fn where_somebody_is_is_guessed_even_by_a_number_that_is_not_shown() {
    let base = Base::new();
    let seller = base.hire("Дина", false);
    let me = seller.user.unwrap();
    let veiled = Actor { sight: Sight::of([me]).masking(["phone"]), ..seller.clone() };
    let asleep = base.customer(me, &[(builtin::WARMTH, "hot"), (builtin::PHONE, "+442071838750")]).id;
    let call = Written {
        kind: crate::kinds::find("call").unwrap(),
        customer: Some(asleep),
        ..written("в Лондон", on("2026-03-12"))
    };
    base.deed(&seller, move |tx, doing| doing::add(tx, doing, call)).unwrap();
    base.task(&seller, ("2026-03-12", ""), "здесь");
    for who in [seller, veiled] {
        let plan = base.deed(&who, move |tx, doing| planning::of(tx, doing, me)).unwrap();
        assert_eq!(titles(&plan), ["здесь", "в Лондон"], "it waits for their morning");
        let there = plan[1].there.as_ref().unwrap();
        assert_eq!((there.there.as_str(), there.is_now, there.is_guess), ("07:00", false, true));
    }
}

#[test]
fn of_those_as_warm_whoever_brought_more_comes_first() {
    let base = Base::new();
    let owner = base.hire("Айгүл", true);
    let me = owner.user.unwrap();
    for (title, brought) in [("мало", "1000.00 KZT"), ("много", "900000.00 KZT")] {
        let card = base.customer(me, &[(builtin::WARMTH, "warm"), (builtin::FAMILY, title)]);
        let task = Written { customer: Some(card.id), ..written(title, on("2026-03-12")) };
        let added = base.deed(&owner, move |tx, doing| {
            let counted = (card.no, vec![(builtin::REVENUE, Some(brought.to_owned()))]);
            customers::counting::put(tx, &doing.act, &[counted])?;
            doing::add(tx, doing, task)
        });
        added.unwrap();
    }
    let plan = base.deed(&owner, move |tx, doing| planning::of(tx, doing, me)).unwrap();
    assert_eq!(titles(&plan), ["много", "мало"]);
}

#[test]
fn nobody_learns_of_a_task_that_is_not_theirs() {
    let base = Base::new();
    let (one, other) = (base.hire("Нұрлан", false), base.hire("Дина", false));
    let task = base.task(&one, ("2026-03-12", ""), "Позвонить").id;
    assert!(matches!(
        base.deed(&other, move |tx, doing| doing::get(tx, doing, task)),
        Err(TaskError::Missing)
    ));
    let stolen = base.deed(&other, move |tx, doing| doing::take(tx, doing, task));
    assert!(matches!(stolen, Err(TaskError::Missing)));
    let plan_of = one.user.unwrap();
    assert!(matches!(
        base.deed(&other, move |tx, doing| planning::of(tx, doing, plan_of).map(|_| ())),
        Err(TaskError::Forbidden)
    ));
    let customer = base.customer(plan_of, &[(builtin::FAMILY, "Омарова")]).id;
    let about = Written { customer: Some(customer), ..written("Украсть", on("2026-03-12")) };
    let refused = base.deed(&other, move |tx, doing| doing::add(tx, doing, about));
    assert!(matches!(refused, Err(TaskError::Invalid(_))), "a hidden customer is as if not there");
}

#[test]
fn what_cannot_be_is_refused_by_its_field() {
    let base = Base::new();
    let owner = base.hire("Айгүл", true);
    let check = |task: Written, field: &str| match base
        .deed(&owner, move |tx, doing| doing::add(tx, doing, task))
    {
        Err(TaskError::Invalid(errors)) => assert_eq!(errors[0].field, field),
        _ => panic!("{field} was taken"),
    };
    let plain = || written("x", on("2026-03-12"));
    check(Written { title: "ж".repeat(201), ..plain() }, "title");
    check(Written { note: "ж".repeat(5_001), ..plain() }, "note");
    check(Written { assignee: Some(RawId::nil()), ..plain() }, "assignee");
    check(Written { team: Some(RawId::nil()), ..plain() }, "team");
}

/// The hint of a task as somebody sees it.
fn hint_for(base: &Base, who: &Actor, task: &Task) -> String {
    let task = task.clone();
    base.deed(who, move |tx, doing| Ok(hinting::of(&planning::with_customer(tx, doing, task)?))).unwrap()
}

#[test]
fn birthdays_and_holidays_become_tasks_once() {
    let base = Base::new();
    let owner = base.hire("Айгүл", true);
    let seller = base.hire("Нұрлан", false);
    let me = seller.user.unwrap();
    base.customer(me, &[(builtin::FAMILY, "Омарова"), (builtin::BIRTHDAY, "1984-03-14"), (51, "шахматы")]);
    base.customer(me, &[(builtin::FAMILY, "Абаев"), (builtin::BIRTHDAY, "--03-20")]);
    let run = |base: &Base| {
        let new = jobs::New::of(Foresee.kind(), &());
        let setting = base.setting();
        base.db.write(move |tx| jobs::enqueue(tx, &setting, new)).unwrap();
        jobs::run_due(&base.db, &base.setting(), vec![std::sync::Arc::new(Foresee)]).unwrap();
        let unfinished = base.db.read(|tx| {
            tx.rows("SELECT error FROM jobs WHERE state <> 'done'", &[], |row| row.get::<Option<String>>(0))
        });
        assert_eq!(unfinished.unwrap(), Vec::<Option<String>>::new());
    };
    run(&base);
    run(&base);
    let wishes = open_of(&base, &seller);
    let told: Vec<_> = wishes
        .iter()
        .map(|task| (task.written.due.on.to_string(), hint_for(&base, &seller, task)))
        .collect();
    assert_eq!(told, [("2026-03-14".to_owned(), "шахматы".to_owned())]);
    assert_eq!(wishes[0].hint, "", "nothing of the card is kept with the task");
    let veiled = Actor { sight: Sight::of([me]).masking(["hobby"]), ..seller.clone() };
    let seen = hint_for(&base, &veiled, &wishes[0]);
    assert!(!seen.is_empty() && !seen.contains("шахматы"), "{seen}");
    assert!(open_of(&base, &owner).is_empty(), "Nauryz is nine days away");
    base.clock.forward(7 * DAY_MS);
    run(&base);
    assert!(open_of(&base, &owner)[0].made_for.as_deref().unwrap().starts_with("holiday/nauryz/"));
    assert_eq!(open_of(&base, &seller).len(), 2);
    assert!(occasions::HOLIDAYS.iter().all(|holiday| holiday.on.0 <= 12));
}

#[test]
fn a_calendars_address_opens_until_it_is_renewed() {
    let base = Base::new();
    let owner = base.hire("Айгүл", true);
    base.task(&owner, ("2026-03-12", "09:30"), "Чай, кофе");
    let first = base.deed(&owner, feed::renew).unwrap();
    let second = base.deed(&owner, feed::renew).unwrap();
    let owner_of = |secret: String| base.db.read(move |tx| feed::owner(tx, &secret)).unwrap();
    assert_eq!((owner_of(first), owner_of(second.clone())), (None, owner.user));
    let words = words::Words::new(&[crate::CATALOGUE]);
    let say = words.say(words::Lang::En, jiff::tz::TimeZone::UTC);
    let text = feed::calendar(&open_of(&base, &owner), &base.setting(), &say);
    assert!(
        text.contains("SUMMARY:Чай\\, кофе\r\n") && text.contains("DTSTART:20260312T043000Z\r\n"),
        "{text}"
    );
    base.deed(&owner, feed::end).unwrap();
    assert_eq!(owner_of(second), None);
}

#[test]
fn tasks_go_along_when_two_cards_become_one_and_come_back() {
    let base = Base::new();
    let owner = base.hire("Айгүл", true);
    let me = owner.user.unwrap();
    let [one, other] = ["Омарова", "Омарова А."].map(|name| base.customer(me, &[(builtin::FAMILY, name)]));
    let about = Written { customer: Some(one.id), ..written("Позвонить", on("2026-03-12")) };
    let task = base.deed(&owner, move |tx, doing| doing::add(tx, doing, about)).unwrap().id;
    let side = |card: &customers::Customer| Side { id: card.id, no: card.no };
    let (from, to) = (side(&one), side(&other));
    let of = |base: &Base| {
        base.deed(&Actor::console(), move |tx, doing| doing::get(tx, doing, task)).unwrap().written.customer
    };
    let kept = base.db.write(move |tx| FollowingTasks.follow(tx, from, to)).unwrap();
    assert_eq!(of(&base), Some(other.id));
    base.db.write(move |tx| FollowingTasks.give_back(tx, from, to, &kept)).unwrap();
    assert_eq!(of(&base), Some(one.id));
    let no = one.no;
    base.deed(&Actor::console(), move |tx, doing| Ok(forget(tx, &doing.act, &[no])?)).unwrap();
    assert!(open_of(&base, &owner).is_empty());
}

#[test]
fn a_seller_without_a_team_sees_no_queue() {
    let base = Base::new();
    let (owner, lone) = (base.hire("Айгүл", true), base.hire("Ерлан", false));
    let setting = base.setting();
    let team = base.db.write(move |tx| access::team::add(tx, &setting, &Actor::console(), "Опт"));
    let team = team.unwrap().id.0;
    let queued =
        Written { team: Some(team), ..written("Ответить на заявку", on("2026-03-12")) };
    base.deed(&owner, move |tx, doing| doing::add(tx, doing, queued)).unwrap();
    let waiting = |who: &Actor| {
        let read = |tx: &mut db::Tx<'_>, doing: &crate::Doing| {
            Ok(crate::store::tasks::count(tx, &planning::queued(doing), 10)?)
        };
        base.deed(who, read).unwrap()
    };
    let member = Actor { team: Some(team), ..lone.clone() };
    assert_eq!((waiting(&owner), waiting(&member), waiting(&lone)), (1, 1, 0));
}
