//! Finding something to buy, and buying it.

use serde_json::{Value, json};

use super::app::TestApp;
use super::bank::Cashier;
use super::client::Person;

/// A showtime and its seats as they are now.
pub struct Stage {
    pub showtime: Value,
    pub map: Value,
}

impl Stage {
    pub fn id(&self) -> &str {
        self.showtime["id"].as_str().unwrap()
    }

    /// Rows of plain seats that are free, from the left, longest first. Seats of one row stand side
    /// by side: a gap ends a run.
    pub fn free_runs(&self) -> Vec<Vec<String>> {
        let mut seats: Vec<&Value> = self.map["seats"].as_array().unwrap().iter().collect();
        seats.sort_by_key(|seat| {
            let row = seat["row"].as_str().unwrap().to_owned();
            (seat["section"].to_string(), row, seat["x"].as_i64().unwrap())
        });
        let mut runs: Vec<Vec<String>> = Vec::new();
        let mut last: Option<&Value> = None;
        for seat in seats {
            let is_free = seat["state"] == "available" && seat["kind"] == "normal";
            let is_next = last.is_some_and(|last| {
                let same = ["section", "row", "zone", "y"].iter().all(|k| last[k] == seat[k]);
                same && seat["x"].as_i64().unwrap() - last["x"].as_i64().unwrap() <= 2
            });
            if !is_free {
                last = None;
                continue;
            }
            if !is_next {
                runs.push(Vec::new());
            }
            runs.last_mut().unwrap().push(seat["seat_code"].as_str().unwrap().to_owned());
            last = Some(seat);
        }
        runs.sort_by_key(|run| std::cmp::Reverse(run.len()));
        runs
    }

    /// The first `count` seats of the longest run: at its end, so that nobody sits alone.
    pub fn seats(&self, count: usize) -> Vec<String> {
        self.free_runs()[0][..count].to_vec()
    }

    pub fn state_of(&self, seat_code: &str) -> String {
        let mut seats = self.map["seats"].as_array().unwrap().iter();
        let seat = seats.find(|seat| seat["seat_code"] == seat_code).unwrap();
        seat["state"].as_str().unwrap().to_owned()
    }
}

impl TestApp {
    /// The seats of a showtime as anybody sees them.
    pub async fn stage(&self, id: &str) -> Stage {
        let visitor = self.anonymous();
        let showtime = visitor.get(&format!("/showtimes/{id}")).await.expect(200);
        let map = visitor.get(&format!("/showtimes/{id}/seats")).await.expect(200);
        Stage { showtime, map }
    }

    /// Every showtime of a day, in pages.
    pub async fn showtimes(&self, date: &str) -> Vec<Value> {
        let mut found = Vec::new();
        let mut next = String::new();
        loop {
            let path = format!("/showtimes?date={date}&limit=100{next}");
            let page = self.anonymous().get(&path).await.expect(200);
            found.extend(page["items"].as_array().unwrap().iter().cloned());
            match page["next_cursor"].as_str() {
                Some(cursor) => next = format!("&cursor={cursor}"),
                None => return found,
            }
        }
    }

    /// A showtime of tomorrow at the cinema where `staff` works, in a hall with plain seats.
    pub async fn any_stage(&self) -> Stage {
        let cinema = self.staff().get("/me").await.expect(200)["cinema_id"].clone();
        for showtime in self.showtimes("2027-03-07").await {
            let is_refundable = showtime["cinema"]["id"] == cinema;
            if is_refundable && showtime["seats_total"].as_i64().unwrap() > 100 {
                return self.stage(showtime["id"].as_str().unwrap()).await;
            }
        }
        panic!("no showtime to buy");
    }
}

/// A purchase as far as it has come.
pub struct Purchase<'a> {
    pub person: &'a Person<'a>,
    pub lock: Value,
    pub order: Value,
    pub payment: Value,
}

impl<'a> Purchase<'a> {
    /// Locks seats, orders them and begins to pay.
    pub async fn begin(person: &'a Person<'a>, stage: &Stage, seats: &[String]) -> Self {
        let wish = json!({ "showtime_id": stage.id(), "seats": seats });
        let lock = person.post("/seat-locks", wish).await.expect(201);
        assert_eq!(lock["status"], "held", "{lock}");
        let order = person.post("/orders", json!({ "seat_lock_id": lock["id"] })).await.expect(201);
        let mut purchase = Self { person, lock, order, payment: Value::Null };
        purchase.pay_anew().await;
        purchase
    }

    /// Starts another attempt to pay.
    pub async fn pay_anew(&mut self) {
        let wish = json!({ "order_id": self.order["id"], "method": "unionpay" });
        self.payment = self.person.post("/payments", wish).await.expect(201);
    }

    /// What the customer does at the bank.
    pub async fn at_bank(&self, outcome: &str) -> Option<String> {
        Cashier::open(self.person.app, &self.payment).await.press(outcome).await
    }

    pub fn order_path(&self) -> String {
        format!("/orders/{}", self.order["id"].as_str().unwrap())
    }

    pub async fn order_now(&self) -> Value {
        self.person.get(&self.order_path()).await.expect(200)
    }

    pub async fn payment_now(&self) -> Value {
        let id = self.payment["id"].as_str().unwrap();
        self.person.get(&format!("/payments/{id}")).await.expect(200)
    }

    /// Waits until the order is in one of these states.
    pub async fn until_order(&self, wanted: &[&str]) -> Value {
        let what = format!("an order that is {wanted:?}");
        let look = async || {
            let order = self.order_now().await;
            wanted.iter().any(|status| order["status"] == *status).then_some(order)
        };
        self.person.app.until(&what, look).await
    }

    /// Waits until the payment is in one of these states.
    pub async fn until_payment(&self, wanted: &[&str]) -> Value {
        let what = format!("a payment that is {wanted:?}");
        let look = async || {
            let payment = self.payment_now().await;
            wanted.iter().any(|status| payment["status"] == *status).then_some(payment)
        };
        self.person.app.until(&what, look).await
    }

    /// Pays and waits for the tickets.
    pub async fn finish(&self) -> Value {
        self.at_bank("pay").await;
        self.until_order(&["ticketed"]).await
    }
}
