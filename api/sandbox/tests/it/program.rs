//! The executable: started, killed and started again.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

use serde_json::{Value, json};

use crate::world::temporary;

struct Program {
    child: Child,
    ready: Value,
}

impl Program {
    fn start(data: &TempDir) -> Self {
        Self::start_at(data, "0")
    }

    /// With the cinema's port.
    fn start_at(data: &TempDir, port: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sandbox"))
            .arg("serve")
            .env("MARQUEE_BANK_PORT", "0")
            .env("MARQUEE_PHONE_PORT", "0")
            .env("MARQUEE_CINEMA_PORT", port)
            .env("MARQUEE_DATA", data.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Self { child, ready: serde_json::from_str(&line).unwrap() }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing left to kill.
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}

async fn messages(client: &reqwest::Client, program: &Program) -> Value {
    let url = format!("{}/messages", program.ready["phone"].as_str().unwrap());
    client.get(url).send().await.unwrap().json().await.unwrap()
}

/// A session of the timetable, on whatever day.
const SESSION: &str = "S20270307-3-01";

/// A page of the cinema beside its interface.
fn at_cinema(program: &Program, page: &str) -> String {
    let base = program.ready["cinema"]["url"].as_str().unwrap();
    format!("{}/{page}", base.rsplit_once('/').unwrap().0)
}

#[tokio::test]
async fn what_a_killed_sandbox_knew_the_next_one_knows() {
    let data = temporary();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let first = Program::start(&data);
    let cinema_key = first.ready["cinema"]["public_key"].clone();
    let keys = data.path().join("sandbox/keys");
    assert_eq!(first.ready["keys"], keys.to_str().unwrap());
    let certificate = std::fs::read(keys.join("merchant.cer")).unwrap();
    let url = format!("{}/sms", first.ready["phone"].as_str().unwrap());
    let message = json!({ "message_id": "1", "to": "13800000001", "text": "still here" });
    assert_eq!(client.post(url).json(&message).send().await.unwrap().status(), 200);
    let before = messages(&client, &first).await;
    let sold = json!({ "action": "sell_at_counter", "session_code": SESSION, "seats": ["R01S01"] });
    let answer = client.post(at_cinema(&first, "control")).body(sold.to_string()).send().await;
    assert_eq!(answer.unwrap().status(), 200);
    drop(first);

    let second = Program::start(&data);
    assert_eq!(messages(&client, &second).await, before);
    assert_eq!(std::fs::read(keys.join("merchant.cer")).unwrap(), certificate, "the same keys");
    assert_eq!(second.ready["cinema"]["public_key"], cinema_key);
    let seats = at_cinema(&second, &format!("seats?session_code={SESSION}"));
    let seats: Value = client.get(seats).send().await.unwrap().json().await.unwrap();
    assert_eq!(seats, json!({ "seats": { "R01S01": "counter" } }));
    let bank = second.ready["bank"].as_str().unwrap();
    assert_eq!(client.get(bank).send().await.unwrap().status(), 200);
    let third = Command::new(env!("CARGO_BIN_EXE_sandbox"))
        .args(["serve", "--bank-port", "0", "--phone-port", "0", "--cinema-port", "0"])
        .env("MARQUEE_DATA", data.path())
        .output()
        .unwrap();
    assert!(!third.status.success());
    let complaint = String::from_utf8_lossy(&third.stderr).into_owned();
    assert!(complaint.contains("in use by another sandbox"), "{complaint}");
}

#[test]
fn keys_are_made_once_and_a_half_set_is_an_error() {
    let data = temporary();
    let keys = data.path().join("deep/keys");
    let run = || {
        let arguments = ["keys", "--keys", keys.to_str().unwrap()];
        Command::new(env!("CARGO_BIN_EXE_sandbox")).args(arguments).output().unwrap()
    };
    assert!(run().status.success());
    let key = std::fs::read(keys.join("merchant.key.pem")).unwrap();
    assert!(key.starts_with(b"-----BEGIN PRIVATE KEY-----"));
    assert!(run().status.success());
    assert_eq!(std::fs::read(keys.join("merchant.key.pem")).unwrap(), key);
    std::fs::remove_file(keys.join("bank.key.pem")).unwrap();
    let output = run();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("only some of the keys"));
}

#[tokio::test]
async fn a_busy_port_costs_the_cinema_and_nothing_else() {
    let data = temporary();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let program = Program::start_at(&data, &port);
    assert_eq!(program.ready["cinema"], Value::Null);
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    assert_eq!(messages(&client, &program).await["items"], json!([]));
}

#[test]
fn the_key_that_is_printed_is_the_one_that_is_used() {
    let data = temporary();
    let key = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sandbox"));
        let output = command.arg("cinema-key").env("MARQUEE_DATA", data.path()).output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    let printed = key();
    assert_eq!(key(), printed);
    assert_eq!(Program::start(&data).ready["cinema"]["public_key"], printed.as_str());
}
