//! A server that is killed while files of orders come in, and a command that is killed in the midst of one, lose no order
//! and double none; what was counted adds up to what stands.

use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::dice::Dice;
use super::{OWNER, PATIENCE, n_importing};
use crate::client::Client;
use crate::house::{House, Place, is_for};

/// The longest that a server lives, in ms: shorter than a file takes.
const LONGEST_MS: u64 = 900;
/// Orders of a file; each has two lines, and a third one that is refused.
const N_ORDERS: usize = 1_500;
/// Files, each of which says the orders of the one before anew and some more.
const N_FILES: usize = 3;

/// Orders of ninety clients, of which a file brings some again with another price.
fn file(n: usize) -> String {
    let mut text = "Номер;Дата;Покупатель;Товар;Количество;Цена\n".to_owned();
    for order in 0..N_ORDERS + n * 200 {
        let (client, day) = (order % 90, order % 28 + 1);
        let price = if order % 10 == 0 { 100 + n } else { 100 };
        for (name, quantity) in [("Пиала", 2), ("Тарелка", 1), ("Чайник", -1)] {
            text += &format!("{order};{day:02}.03.2024;Клиент {client};{name};{quantity};{price}\n");
        }
    }
    text
}

/// What the base must add up to, in tenge, once all files are in: the last file says all.
fn revenue() -> i64 {
    let last = N_FILES - 1;
    let prices = (0..N_ORDERS + last * 200).map(|order| if order % 10 == 0 { 100 + last } else { 100 });
    i64::try_from(prices.sum::<usize>() * 3).unwrap()
}

#[test]
fn a_server_killed_while_orders_come_in_loses_none_and_doubles_none() {
    if !is_for("sqlite") {
        return;
    }
    let place = Place::on_sqlite();
    place.add_person(OWNER, "owner");
    let token = place.token(OWNER, "all");
    let (mut dice, mut n_crashes, mut n) = (Dice::new(31), 0, 0);
    while n < N_FILES {
        let house = House::serve(&place);
        let client = house.program(&token);
        if runs(&client).len() == n {
            send(&client, n);
        }
        let is_killed = n_crashes < n_importing();
        let end = Instant::now() + Duration::from_millis(dice.roll(LONGEST_MS));
        let (begun, mut is_over) = (Instant::now(), false);
        while !is_over && (!is_killed || Instant::now() < end) {
            let run = &runs(&client)[0];
            is_over = run["state"] == "done";
            assert!(is_over || run["state"] == "running", "{run}");
            assert!(begun.elapsed() < PATIENCE, "it gets no further: {run}");
            go_on(&client, run);
        }
        if is_over {
            adds_up(&runs(&client)[0], n);
            n += 1;
            house.stop();
        } else {
            house.kill();
            n_crashes += 1;
        }
    }
    check_the_whole(&place);
    eprintln!("{n_crashes} crashes, {N_FILES} files of orders");
}

#[test]
fn a_command_killed_while_orders_come_in_goes_on_when_it_is_given_again() {
    if !is_for("sqlite") {
        return;
    }
    let place = Place::on_sqlite();
    place.add_person(OWNER, "owner");
    let mut dice = Dice::new(37);
    for n in 0..N_FILES {
        let path = place.path("orders.csv");
        std::fs::write(&path, file(n)).unwrap();
        let words = ["import", path.to_str().unwrap(), "--into", "orders", "--json"];
        for _ in 0..4 {
            let mut command = place.command(&words);
            let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            let end = Instant::now() + Duration::from_millis(300 + dice.roll(LONGEST_MS));
            while Instant::now() < end && child.try_wait().unwrap().is_none() {
                std::thread::yield_now();
            }
            // One that came to its end cannot be killed.
            drop(child.kill());
            child.wait().unwrap();
        }
        place.run(&words).done();
    }
    check_the_whole(&place);
}

fn runs(client: &Client) -> Vec<Value> {
    client.json("/api/v1/imports")["items"].as_array().unwrap().clone()
}

/// Begins work anew that was killed so often without getting further that it was given up.
fn go_on(client: &Client, run: &Value) {
    let job = format!("/api/v1/jobs/{}", run["job"].as_str().unwrap());
    if client.json(&job)["state"] == "dead" {
        let answer = client.send("PUT", &format!("{job}/retry"), ("", ""));
        assert!(matches!(answer.status, 204 | 409), "{}", answer.body);
    }
}

fn send(client: &Client, n: usize) {
    let part = |head: &str, body: &str| {
        format!("--cut\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n")
    };
    let body = part("name=\"into\"", "orders")
        + &part("name=\"source\"", "shop")
        + &part(&format!("name=\"file\"; filename=\"orders{n}.csv\""), &file(n))
        + "--cut--\r\n";
    let answer = client.send("POST", "/api/v1/imports", ("multipart/form-data; boundary=cut", &body));
    assert_eq!(answer.status, 202, "{}", answer.body);
}

fn adds_up(run: &Value, n: usize) {
    let n_orders = N_ORDERS + n * 200;
    let counts = ["rows", "orders", "rejected"].map(|name| run[name].as_u64().unwrap() as usize);
    assert_eq!(counts, [n_orders * 3, n_orders, n_orders], "{run}");
    let parts = ["new", "merged", "unchanged"].map(|name| run[name].as_u64().unwrap() as usize);
    let n_known = if n == 0 { 0 } else { N_ORDERS + (n - 1) * 200 };
    let n_dearer = n_known.div_ceil(10);
    assert_eq!(parts, [(n_orders - n_known) * 2, n_dearer * 2, (n_known - n_dearer) * 2], "{run}");
}

/// Compares the orders that stand, what is counted of them and what is told of them with what the files say.
fn check_the_whole(place: &Place) {
    let (n, n_last) = ((N_ORDERS + (N_FILES - 1) * 200).to_string(), revenue() * 100);
    assert_eq!(
        place.sql("select count(*) from orders"),
        std::slice::from_ref(&n),
        "none is lost and none doubled"
    );
    assert_eq!(place.sql("select count(distinct number) from orders"), [n]);
    assert_eq!(place.sql("select count(*) from customers"), ["90"]);
    assert_eq!(place.sql("select sum(revenue) from orders"), [n_last.to_string()]);
    assert_eq!(place.sql("select sum(revenue) from customer_orders"), [n_last.to_string()], "counted once");
    let unequal =
        "select count(*) from import_runs where n_read <> n_new + n_merged + n_unchanged + n_rejected
                   or n_rejected <> (select count(*) from import_rejects where run_no = no)";
    assert_eq!(place.sql(unequal), ["0"], "what is counted is what is kept");
    let twice =
        "select count(*) from orders where (select count(*) from import_orders where order_id = id) <> 1";
    assert_eq!(place.sql(twice), ["0"], "each order came by exactly one file");
    place.is_sound();
}
