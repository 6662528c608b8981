//! A client that brings files in, stops them, lets them go on, takes them back, and merges what they brought.

use std::sync::mpsc::Sender;
use std::time::Instant;

use serde_json::{Value, json};

use super::PATIENCE;
use super::dice::Dice;
use super::sheet::{Clients, Sheet};
use crate::client::{Answer, Client, encoded};

/// What is done with a file once it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plan {
    Keep,
    Undo,
    /// Some of what it brought is changed by hand before it is taken back.
    ChangeAndUndo,
    /// A client of it goes into a known one before it is taken back.
    MergeAndUndo,
    /// A client of it goes into a known one and is taken out again.
    MergeAndPart,
}

/// The step that is next, done again when its answer never came.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    Send,
    Stop,
    Watch,
    Change,
    Merge,
    Part,
    Undo,
    WatchUndoing,
}

/// One client with all files.
pub struct Importer {
    dice: Dice,
    clients: Clients,
    sheet: Sheet,
    plan: Plan,
    step: Step,
    n_files: usize,
    /// The run of the file at hand.
    run: String,
    /// The new client and the known one who are merged or changed: their phones.
    pair: Option<(String, String)>,
    pub n_stopped: usize,
    pub n_undone: usize,
    pub n_merged: usize,
}

impl Importer {
    pub fn new() -> Self {
        let mut dice = Dice::new(11);
        let sheet = Sheet::new(0, &Clients::new(), &mut dice);
        Self {
            dice,
            clients: Clients::new(),
            sheet,
            plan: Plan::Keep,
            step: Step::Send,
            n_files: 1,
            run: String::new(),
            pair: None,
            n_stopped: 0,
            n_undone: 0,
            n_merged: 0,
        }
    }

    /// Everybody who must be there, by their phones, once the file at hand is settled.
    pub fn clients(&self) -> &Clients {
        &self.clients
    }

    pub fn n_files(&self) -> usize {
        self.n_files
    }

    /// Goes on until nobody answers.
    pub fn work_until_killed(&mut self, client: &Client, done: &Sender<()>) {
        while self.step(client).is_ok() {
            // Nobody listens any more once the server is being killed.
            let _is_heard = done.send(());
        }
    }

    /// Goes on until the file at hand is settled; nobody kills the server now.
    pub fn finish(&mut self, client: &Client) {
        let (begun, n_files) = (Instant::now(), self.n_files);
        while self.n_files == n_files {
            assert!(begun.elapsed() < PATIENCE, "it gets no further: {:?} {}", self.step, self.run);
            self.step(client).unwrap();
        }
    }

    fn step(&mut self, client: &Client) -> Result<(), String> {
        self.step = match self.step {
            Step::Send => self.send(client)?,
            Step::Stop => self.stop(client)?,
            Step::Watch => self.watch(client)?,
            Step::Change => self.change(client)?,
            Step::Merge => self.merge(client)?,
            Step::Part => self.part(client)?,
            Step::Undo => self.undo(client)?,
            Step::WatchUndoing => self.watch_undoing(client)?,
        };
        Ok(())
    }

    /// Sends the file, unless it turns out to have come already.
    fn send(&mut self, client: &Client) -> Result<Step, String> {
        let there = got(client, "/api/v1/imports")?;
        let is_this = |run: &&Value| run["file"] == self.sheet.name.as_str();
        let mut runs = there["items"].as_array().unwrap().iter().filter(is_this);
        let run = match runs.next() {
            Some(run) => run.clone(),
            None => {
                let part = |head: &str, body: &str| {
                    format!("--cut\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n")
                };
                let file = format!("name=\"file\"; filename=\"{}\"", self.sheet.name);
                let body = part("name=\"rule\"", "newest") + &part(&file, &self.sheet.text) + "--cut--\r\n";
                let kind = ("multipart/form-data; boundary=cut", body.as_str());
                let answer = client.try_send("POST", "/api/v1/imports", kind)?;
                assert_eq!(answer.status, 202, "{}", answer.body);
                whole(&answer)?["items"][0].clone()
            }
        };
        assert!(runs.next().is_none(), "{} came twice", self.sheet.name);
        self.run = text(&run["id"]);
        Ok(if self.dice.roll(2) == 0 { Step::Stop } else { Step::Watch })
    }

    fn stop(&mut self, client: &Client) -> Result<Step, String> {
        let job = text(&self.stands(client)?["job"]);
        let answer = client.try_send("PUT", &format!("/api/v1/jobs/{job}/stop"), ("", ""))?;
        assert!(matches!(answer.status, 204 | 409), "{}: {}", answer.status, answer.body);
        self.n_stopped += usize::from(answer.status == 204);
        Ok(Step::Watch)
    }

    /// Waits for the run; one that was stopped is told to go on.
    fn watch(&mut self, client: &Client) -> Result<Step, String> {
        let run = self.stands(client)?;
        if run["state"] == "running" {
            self.wait(client, &run)?;
            return Ok(Step::Watch);
        }
        assert_eq!(run["state"], "done", "{run}");
        let names = ["rows", "new", "merged", "unchanged", "rejected", "cells_set_aside"];
        assert_eq!(names.map(|name| run[name].as_u64().unwrap() as usize), self.sheet.counts(), "{run}");
        let known = self.sheet.news.keys().next().cloned();
        self.pair = self.sheet.fresh.keys().next_back().cloned().zip(known);
        self.plan = match (&self.pair, self.dice.roll(5)) {
            (None, 0..3) | (_, 0) => Plan::Keep,
            (None, _) | (_, 1) => Plan::Undo,
            (_, 2) => Plan::ChangeAndUndo,
            (_, 3) => Plan::MergeAndUndo,
            _ => Plan::MergeAndPart,
        };
        self.sheet.put_into(&mut self.clients);
        Ok(match self.plan {
            Plan::Keep => self.next_file(),
            Plan::Undo => Step::Undo,
            Plan::ChangeAndUndo => Step::Change,
            Plan::MergeAndUndo | Plan::MergeAndPart => Step::Merge,
        })
    }

    /// Lets work that was stopped go on; work that goes on is looked at again.
    fn wait(&self, client: &Client, run: &Value) -> Result<(), String> {
        let job = format!("/api/v1/jobs/{}", text(&run["job"]));
        let state = text(&got(client, &job)?["state"]);
        match state.as_str() {
            "waiting" | "running" | "done" => {}
            "stopped" => {
                let answer = client.try_send("DELETE", &format!("{job}/stop"), ("", ""))?;
                assert!(matches!(answer.status, 204 | 409), "{}: {}", answer.status, answer.body);
            }
            // Killed so often without getting further that it is given up: a person begins it anew.
            "dead" => {
                let answer = client.try_send("PUT", &format!("{job}/retry"), ("", ""))?;
                assert!(matches!(answer.status, 204 | 409), "{}: {}", answer.status, answer.body);
            }
            other => panic!("the work is {other}: {}", got(client, &job)?),
        }
        Ok(())
    }

    /// Another city by hand for the new client and the known one.
    fn change(&mut self, client: &Client) -> Result<Step, String> {
        let (new, known) = self.pair.clone().unwrap();
        for phone in [new, known] {
            let id = self.id_of(client, &phone)?;
            let body = json!({ "facts": { "city": "Қолмен" } }).to_string();
            let path = format!("/api/v1/customers/{id}");
            whole(&client.try_send("PATCH", &path, ("application/json", &body))?)?;
            self.clients.get_mut(&phone).unwrap().city = "Қолмен".to_owned();
        }
        Ok(Step::Undo)
    }

    fn merge(&mut self, client: &Client) -> Result<Step, String> {
        let (new, known) = self.pair.clone().unwrap();
        let (from, into) = (self.id_of(client, &new)?, self.id_of(client, &known)?);
        // When the answer was lost both phones lead to one card.
        if from != into {
            let choices = json!({ "family": "winner", "city": "winner" });
            let body = json!({ "from": from, "choices": choices }).to_string();
            let path = format!("/api/v1/customers/{into}/merges");
            whole(&client.try_send("POST", &path, ("application/json", &body))?)?;
        }
        self.n_merged += 1;
        Ok(if self.plan == Plan::MergeAndPart { Step::Part } else { Step::Undo })
    }

    fn part(&mut self, client: &Client) -> Result<Step, String> {
        let (new, known) = self.pair.clone().unwrap();
        let (from, into) = (self.id_of(client, &new)?, self.id_of(client, &known)?);
        if from == into {
            let merges = got(client, &format!("/api/v1/customers/{into}/merges"))?;
            let path = format!("/api/v1/customers/{into}/merges/{}", text(&merges[0]["id"]));
            whole(&client.try_send("DELETE", &path, ("", ""))?)?;
        }
        Ok(self.next_file())
    }

    fn undo(&mut self, client: &Client) -> Result<Step, String> {
        // When the answer was lost it is under way or over.
        if self.stands(client)?["state"] == "done" {
            let path = format!("/api/v1/imports/{}/effects", self.run);
            let answer = client.try_send("DELETE", &path, ("", ""))?;
            assert_eq!(answer.status, 202, "{}", answer.body);
        }
        Ok(Step::WatchUndoing)
    }

    fn watch_undoing(&mut self, client: &Client) -> Result<Step, String> {
        let run = self.stands(client)?;
        if run["state"] == "undoing" {
            self.wait(client, &run)?;
            return Ok(Step::WatchUndoing);
        }
        assert_eq!(run["state"], "undone", "{run}");
        let touched = self.pair.clone().filter(|_| self.plan == Plan::ChangeAndUndo);
        let is_touched =
            |phone: &String| touched.as_ref().is_some_and(|(new, known)| phone == new || phone == known);
        self.clients.retain(|phone, _| is_touched(phone) || !self.sheet.fresh.contains_key(phone));
        for phone in self.sheet.news.keys().filter(|phone| !is_touched(phone)) {
            let city = &mut self.clients.get_mut(phone).unwrap().city;
            *city = self.sheet.cities_before.get(phone).unwrap().clone();
        }
        self.n_undone += 1;
        Ok(self.next_file())
    }

    fn next_file(&mut self) -> Step {
        self.sheet = Sheet::new(self.n_files, &self.clients, &mut self.dice);
        self.n_files += 1;
        Step::Send
    }

    fn stands(&self, client: &Client) -> Result<Value, String> {
        got(client, &format!("/api/v1/imports/{}", self.run))
    }

    /// The id of the one card with a phone.
    fn id_of(&self, client: &Client, phone: &str) -> Result<String, String> {
        let filter = json!({ "field": "phone", "is": phone }).to_string();
        let page = got(client, &format!("/api/v1/customers?filter={}", encoded(&filter)))?;
        let items = page["items"].as_array().unwrap();
        assert_eq!(items.len(), 1, "{phone}: {items:?}");
        Ok(text(&items[0]["id"]))
    }
}

fn whole(answer: &Answer) -> Result<Value, String> {
    assert!((200..300).contains(&answer.status), "{}: {}", answer.status, answer.body);
    serde_json::from_str(&answer.body).map_err(|error| error.to_string())
}

fn got(client: &Client, path: &str) -> Result<Value, String> {
    whole(&client.try_send("GET", path, ("", ""))?)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}
