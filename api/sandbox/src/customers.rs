//! Customers of a demo: people who look at what runs next, sit down side by side and pay. They know
//! the platform by its public API only, the bank by its cashier page and their codes by the phone.

use std::time::Duration;

use anyhow::{Context, bail, ensure};
use reqwest::{Client, Method, RequestBuilder, redirect};
use serde::Deserialize;
use serde_json::{Value, json};

/// Where customers go.
#[derive(Clone, Debug)]
pub struct Town {
    /// The platform's origin.
    pub site: String,
    /// The phone's origin, where their codes arrive.
    pub phone: String,
}

/// What all of them choose; they exist in demos only.
const PASSWORD: &str = "marquee-demo";

/// How long a purchase may take before something must be wrong.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often somebody looks whether it has happened.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Two places of a seat plan are so far apart.
const SEAT_WIDTH: i64 = 2;

/// Sends `count` customers one after the other, each to another showtime. Every third buys one
/// ticket, the others two or three; the last one gives them back where the cinema allows it.
/// Answers how many bought.
///
/// # Errors
/// The platform, the bank or the phone does not answer, or refuses what a customer may do.
pub async fn visit(town: &Town, count: usize) -> anyhow::Result<usize> {
    let client = Client::builder()
        .redirect(redirect::Policy::none())
        .timeout(Duration::from_secs(15))
        .build()?;
    let portal: Portal = read(client.get(format!("{}/api/v1/portal", town.site))).await?;
    let mut bought = 0;
    for (place, showtime) in portal.next_showtimes.iter().enumerate().take(count) {
        let customer = Customer::arrive(&client, town, place).await?;
        let Some(order) = customer.buy(&showtime.id, 1 + place % 3).await? else { continue };
        bought += 1;
        if place + 1 == count {
            customer.give_back(&order).await?;
        }
    }
    Ok(bought)
}

#[derive(Deserialize)]
struct Portal {
    next_showtimes: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    id: String,
}

#[derive(Deserialize)]
struct SeatMap {
    seats: Vec<Seat>,
}

#[derive(Deserialize)]
struct Seat {
    seat_code: String,
    section: String,
    row: String,
    zone: String,
    x: i64,
    kind: String,
    state: String,
}

#[derive(Deserialize)]
struct Payment {
    next_action: NextAction,
}

#[derive(Deserialize)]
struct NextAction {
    url: String,
    fields: std::collections::BTreeMap<String, String>,
}

struct Customer<'a> {
    client: &'a Client,
    town: &'a Town,
    token: String,
}

impl<'a> Customer<'a> {
    /// Registers, or signs in who was here before.
    async fn arrive(client: &'a Client, town: &'a Town, place: usize) -> anyhow::Result<Self> {
        let phone = format!("1370000{place:04}");
        let nobody = Self { client, town, token: String::new() };
        let known = json!({ "phone": phone, "password": PASSWORD });
        let tokens = match nobody.post::<Value>("/auth/login", &known).await {
            Ok(tokens) => tokens,
            Err(_) => nobody.register(&phone, place).await?,
        };
        let token = tokens["access_token"].as_str().context("no access token")?.to_owned();
        Ok(Self { token, ..nobody })
    }

    async fn register(&self, phone: &str, place: usize) -> anyhow::Result<Value> {
        const NAMES: [&str; 6] = ["陈一诺", "周子轩", "吴佳怡", "郑浩然", "冯思远", "褚雨桐"];
        let wish = json!({ "phone": phone, "purpose": "register" });
        self.post::<Value>("/auth/codes", &wish).await?;
        let code = self.code_for(phone).await?;
        let name = NAMES[place % NAMES.len()];
        let person =
            json!({ "phone": phone, "code": code, "password": PASSWORD, "display_name": name });
        self.post("/auth/register", &person).await
    }

    /// Reads the six digits that the platform sends, as soon as they arrive.
    async fn code_for(&self, phone: &str) -> anyhow::Result<String> {
        let inbox = format!("{}/messages?phone={phone}", self.town.phone);
        let arrived = async {
            loop {
                let inbox: Value = read(self.client.get(&inbox)).await?;
                let text = inbox["items"][0]["text"].as_str().unwrap_or_default();
                let mut numbers = text.split(|letter: char| !letter.is_ascii_digit());
                if let Some(code) = numbers.find(|number| number.len() == 6) {
                    return anyhow::Ok(code.to_owned());
                }
                tokio::time::sleep(LOOK_AGAIN).await;
            }
        };
        tokio::time::timeout(PATIENCE, arrived).await.context("no code arrived")?
    }

    /// Buys neighbouring seats; `None` where no row has room.
    async fn buy(&self, showtime: &str, seats: usize) -> anyhow::Result<Option<String>> {
        let map = format!("{}/api/v1/showtimes/{showtime}/seats", self.town.site);
        let map: SeatMap = read(self.client.get(map)).await?;
        let Some(seats) = neighbours(map.seats, seats) else { return Ok(None) };
        let wish = json!({ "showtime_id": showtime, "seats": seats });
        let lock: Named = self.post("/seat-locks", &wish).await?;
        let order: Named = self.post("/orders", &json!({ "seat_lock_id": lock.id })).await?;
        let wish = json!({ "order_id": order.id, "method": "unionpay" });
        let payment: Payment = self.post("/payments", &wish).await?;
        self.pay(&payment.next_action).await?;
        self.wait_for(&order.id, "ticketed").await?;
        Ok(Some(order.id))
    }

    /// Submits the form that leads to the bank, and presses its button.
    async fn pay(&self, action: &NextAction) -> anyhow::Result<()> {
        let page = self.client.post(&action.url).form(&action.fields).send().await?;
        let page = page.error_for_status()?.text().await?;
        let form = page.split_once("<form").context("the bank showed no form")?.1;
        let target = form.split_once("action=\"").context("the form leads nowhere")?.1;
        let target = target.split('"').next().unwrap_or_default();
        let target = reqwest::Url::parse(&action.url)?.join(target)?;
        let answer = self.client.post(target).form(&[("outcome", "pay")]).send().await?;
        ensure!(answer.status().as_u16() < 400, "the bank answered {}", answer.status());
        Ok(())
    }

    /// A cinema that takes nothing back is no error.
    async fn give_back(&self, order: &str) -> anyhow::Result<()> {
        match self.post::<Value>(&format!("/orders/{order}/refunds"), &json!({})).await {
            Ok(_) => self.wait_for(order, "refunded").await,
            Err(_) => Ok(()),
        }
    }

    async fn wait_for(&self, order: &str, status: &str) -> anyhow::Result<()> {
        let path = format!("/orders/{order}");
        let reached = async {
            loop {
                let order: Value = read(self.request(Method::GET, &path)).await?;
                if order["status"] == status {
                    return anyhow::Ok(());
                }
                tokio::time::sleep(LOOK_AGAIN).await;
            }
        };
        let reached = tokio::time::timeout(PATIENCE, reached).await;
        reached.with_context(|| format!("order {order} is not {status}"))?
    }

    async fn post<T: serde::de::DeserializeOwned>(
        &self,
        path: &str,
        body: &Value,
    ) -> anyhow::Result<T> {
        let key = uuid::Uuid::now_v7().to_string();
        let request = self.request(Method::POST, path).header("Idempotency-Key", key);
        read(request.json(body)).await.with_context(|| format!("POST {path}"))
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}/api/v1{path}", self.town.site));
        if self.token.is_empty() { request } else { request.bearer_auth(&self.token) }
    }
}

/// The left end of the longest run of free seats of one price, which leaves no seat alone.
fn neighbours(seats: Vec<Seat>, wanted: usize) -> Option<Vec<String>> {
    let mut free: Vec<Seat> = seats
        .into_iter()
        .filter(|seat| seat.kind == "normal" && seat.state == "available")
        .collect();
    free.sort_by(|a, b| (&a.section, &a.row, a.x).cmp(&(&b.section, &b.row, b.x)));
    let runs = free.chunk_by(|a, b| {
        (&a.section, &a.row, &a.zone) == (&b.section, &b.row, &b.zone) && b.x == a.x + SEAT_WIDTH
    });
    let longest = runs.max_by_key(|run| run.len()).filter(|run| run.len() >= wanted + 2)?;
    Some(longest[..wanted].iter().map(|seat| seat.seat_code.clone()).collect())
}

async fn read<T: serde::de::DeserializeOwned>(request: RequestBuilder) -> anyhow::Result<T> {
    let answer = request.send().await?;
    let status = answer.status();
    let text = answer.text().await?;
    if !status.is_success() {
        bail!("{status}: {text}");
    }
    serde_json::from_str(&text).with_context(|| format!("reading {text}"))
}

#[cfg(test)]
mod tests {
    use super::{Seat, neighbours};

    fn seat(row: &str, place: i64, state: &str) -> Seat {
        Seat {
            seat_code: format!("{row}{place}"),
            section: "main".to_owned(),
            row: row.to_owned(),
            zone: "A".to_owned(),
            x: place * super::SEAT_WIDTH,
            kind: "normal".to_owned(),
            state: state.to_owned(),
        }
    }

    #[test]
    fn neighbours_sit_at_the_end_of_a_run_that_keeps_two_seats() {
        let mut seats: Vec<_> = (1..=3).map(|place| seat("1", place, "available")).collect();
        seats.extend((1..=9).map(|place| seat("2", place, "available")));
        seats[5].state = "sold".to_owned();
        assert_eq!(neighbours(seats, 2), Some(vec!["24".to_owned(), "25".to_owned()]));
    }

    #[test]
    fn a_full_house_has_no_neighbours() {
        let seats = (1..=9).map(|place| seat("1", place, "sold")).collect();
        assert_eq!(neighbours(seats, 1), None);
    }
}
