//! Mail: gathered, at once, turned off; and against a mail server that refuses, stalls, drops and recovers.

use super::{at, choose, mails, read_all, specialist, work};
use crate::plan::Stage;
use calitas_app::{identity::member, mail::Delivered, notification};
use calitas_domain::{
    access::{Grant, Role},
    identity::Placement,
};
use calitas_graphql::node::GlobalId;
use calitas_kit::World;
use calitas_server::{postman::Postman, settings::Mail as MailSettings};
use chrono::Duration;
use serde_json::{Value, json};
use std::{collections::BTreeSet, path::Path, process::Stdio};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdin, ChildStdout, Command},
};

const COMMENT: &str = "mutation($input: AddPlanActionCommentInput!) { addPlanActionComment(input: $input) { planAction { id } } }";

#[tokio::test]
async fn a_morning_brings_one_mail_about_all_institutions() {
    let world = World::new().await;
    let (stage, action) = Stage::running(&world).await;
    let person = specialist(&world);
    // The same person works for the police too.
    let placement = Placement {
        display_name: "Inspector".to_owned(),
        unit: None,
        grants: vec![Grant { role: Role::Reader.into(), unit: None }],
        objects: [].into(),
        expires_on: None,
    };
    let there =
        member::establish(&world.app, world.police.id, person.account, placement).await.expect("a place");
    let police = Stage::draft_in(&world, &world.police).await;
    let other = police.add(json!({ "title": "Patrulare" })).await;
    let ask = |id: &str, who: Value| json!({ "actionId": id, "body": "?", "mentionIds": [who] });
    stage.manager.act(COMMENT, ask(&action, json!(person.membership.global()))).await.ok();
    police.manager.act(COMMENT, ask(&other, json!(there.global()))).await.ok();
    work(&world).await;
    assert_eq!(mails(&world, person).await, [], "Saturday");
    at(&world, "2026-11-23T05:59:00Z");
    work(&world).await;
    assert_eq!(mails(&world, person).await, [], "a minute to eight on Monday");
    at(&world, "2026-11-23T06:00:00Z");
    work(&world).await;
    work(&world).await;
    let sent = mails(&world, person).await;
    let [(subject, body)] = sent.as_slice() else { panic!("one mail: {sent:?}") };
    // The assignment waited for the end of the weekend too.
    assert_eq!(subject, "Calitas: 3 notifications");
    for words in [
        "Institution hall",
        "Institution police",
        "Waits for you: A-01",
        "Mention: A-01 Patrulare",
        "http://calitas.test/i/police/actions/plan_action_",
        "http://calitas.test/unsubscribe/",
    ] {
        assert!(body.contains(words), "{words} is not in\n{body}");
    }
}

#[tokio::test]
async fn what_was_read_done_or_paused_is_not_mailed() {
    let world = World::new().await;
    let (stage, action) = Stage::running(&world).await;
    let person = specialist(&world);
    work(&world).await;
    read_all(&stage.client(Role::Specialist)).await;
    at(&world, "2026-11-23T06:00:00Z");
    work(&world).await;
    assert_eq!(mails(&world, person).await, [], "read on Saturday");
    let pause = "mutation($input: UpdateNotificationPolicyInput!) { updateNotificationPolicy(input: $input) { notificationPolicy { isMailPaused } } }";
    let tenant = world.hall.id.global();
    let paused = json!({ "tenantId": tenant, "expectedVersion": 0, "isMailPaused": true });
    stage.client(Role::InstitutionAdmin).act(pause, paused).await.ok();
    choose(&stage.client(Role::Specialist), "MENTIONED", "MAIL", 0).await;
    let ask = json!({ "actionId": action, "body": "?", "mentionIds": [stage.member(Role::Specialist)] });
    stage.client(Role::QualityManager).act(COMMENT, ask.clone()).await.ok();
    work(&world).await;
    assert_eq!(mails(&world, person).await, [], "the institution does not mail");
    let paused = json!({ "tenantId": tenant, "expectedVersion": 1, "isMailPaused": false });
    stage.client(Role::InstitutionAdmin).act(pause, paused).await.ok();
    stage.client(Role::QualityManager).act(COMMENT, ask).await.ok();
    work(&world).await;
    let sent = mails(&world, person).await;
    assert_eq!(sent.len(), 1);
    assert!(sent[0].0.starts_with("Mention: A-01"), "{sent:?}");
}

#[tokio::test]
async fn a_link_in_the_mail_turns_its_kind_off_and_no_other() {
    let world = World::new().await;
    let (stage, _) = Stage::running(&world).await;
    work(&world).await;
    at(&world, "2026-11-23T06:00:00Z");
    work(&world).await;
    let sent = mails(&world, specialist(&world)).await;
    let token = sent[0].1.split("/unsubscribe/").nth(1).and_then(|rest| rest.split_whitespace().next());
    let token = token.expect("a link").to_owned();
    let shown = notification::read_refusal(&world.app, &token).await.expect("a link of ours");
    assert_eq!(shown.kinds.len(), 1);
    assert!(notification::refuse(&world.app, &format!("{token}x")).await.is_err());
    for _ in 0..2 {
        notification::refuse(&world.app, &token).await.expect("turned off");
    }
    let seen = "{ viewer { notificationSettings { version choices { kind channel } } } }";
    let seen = stage.client(Role::Specialist).ask(seen).await.ok();
    let settings = &seen["viewer"]["notificationSettings"];
    let off: Vec<_> = settings["choices"]
        .as_array()
        .expect("choices")
        .iter()
        .filter(|choice| choice["channel"] == "IN_APP")
        .collect();
    assert_eq!((off.len(), &off[0]["kind"], &settings["version"]), (1, &json!("ASSIGNED"), &json!(1)));
}

/// The mail server of `tests/smtp`, a process of its own.
struct MailServer {
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
    port: u16,
    _process: Child,
}

impl MailServer {
    async fn start() -> Self {
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../smtp/server.mjs");
        let mut process = Command::new("node")
            .arg(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("node runs");
        let input = process.stdin.take().expect("an input");
        let mut output = BufReader::new(process.stdout.take().expect("an output")).lines();
        let port = output.next_line().await.expect("a port").expect("run `npm ci` in tests/smtp first");
        Self { input, output, port: port.parse().expect("a port"), _process: process }
    }

    async fn say(&mut self, word: &str) -> Value {
        self.input.write_all(format!("{word}\n").as_bytes()).await.expect("it listens");
        let line = self.output.next_line().await.expect("an answer").expect("an answer");
        serde_json::from_str(&line).expect("JSON")
    }

    async fn mails(&mut self) -> Vec<(String, String)> {
        self.read("mails").await
    }

    /// Recipient and Message-ID of what came in.
    async fn read(&mut self, word: &str) -> Vec<(String, String)> {
        let mails = self.say(word).await;
        let mail = |mail: &Value| {
            let text = mail["text"].as_str().expect("a text");
            let id = text.lines().find_map(|line| line.strip_prefix("Message-ID: ")).expect("a Message-ID");
            (mail["to"].as_str().expect("a recipient").to_owned(), id.to_owned())
        };
        mails.as_array().expect("mails").iter().map(mail).collect()
    }

    fn postman(&self) -> Postman {
        let settings = MailSettings {
            smtp_url: Some(format!("smtp://127.0.0.1:{}", self.port)),
            from: Some("Calitas <calitas@example.ro>".to_owned()),
            ..MailSettings::default()
        };
        Postman::new(&settings).expect("a postman")
    }
}

/// Asks for a new password for some people: a mail each.
async fn ask_for_mails(world: &World, people: &[Role]) {
    let reset =
        "mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { __typename } }";
    for role in people {
        let email = &world.hall.people[role].email;
        world.stranger().act(reset, json!({ "email": email })).await.ok();
    }
}

#[tokio::test]
async fn no_mail_is_lost_or_doubled_by_a_server_that_refuses_stalls_drops_and_recovers() {
    let world = World::new().await;
    let mut server = MailServer::start().await;
    let postman = server.postman();
    let people = [Role::Reader, Role::Specialist, Role::QualityManager];
    ask_for_mails(&world, &people).await;
    let round = async |advance: i64| -> Delivered {
        world.app.clock().advance(Duration::minutes(advance));
        postman.round(&world.app).await.expect("the outbox answers")
    };
    // Refused for good and for now: each is tried, none is given up, the next tries are further apart.
    for mood in ["refuse", "later"] {
        server.say(mood).await;
        assert_eq!(round(0).await, Delivered { count: 0, is_unreachable: false });
        assert_eq!(round(0).await.count, 0, "not before its time");
        world.app.clock().advance(Duration::minutes(5));
    }
    // Closing, and breaking off: the round ends at the first mail, the others keep their turn.
    server.say("closing").await;
    assert_eq!(round(5).await, Delivered { count: 0, is_unreachable: true });
    server.say("drop").await;
    assert_eq!(round(15).await, Delivered { count: 0, is_unreachable: true });
    let dropped = server.read("dropped").await;
    assert_eq!(dropped.len(), 1, "it came in whole, without a word back");
    assert_eq!(server.mails().await, []);
    server.say("accept").await;
    let mut delivered = 0;
    for _ in 0..4 {
        delivered += round(15).await.count;
    }
    assert_eq!(delivered, 3);
    let taken = server.mails().await;
    let recipients: BTreeSet<_> = taken.iter().map(|(to, _)| to.clone()).collect();
    assert_eq!((taken.len(), recipients.len()), (3, 3), "each once");
    assert!(taken.contains(&dropped[0]), "the same Message-ID as when it was dropped");
    assert_eq!(round(60).await.count, 0, "nothing is left");
}

#[tokio::test]
async fn a_server_that_stalls_holds_nothing_up_and_is_left_alone() {
    let world = World::new().await;
    let mut server = MailServer::start().await;
    let postman = server.postman();
    ask_for_mails(&world, &[Role::Reader, Role::Specialist]).await;
    server.say("stall").await;
    let stalled = tokio::spawn({
        let (app, postman) = (world.app.clone(), postman.clone());
        async move { postman.round(&app).await.expect("the outbox answers") }
    });
    // While one worker waits for the server, no transaction is open and everybody else works.
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    let mut admin = <sqlx::PgConnection as sqlx::Connection>::connect(&world.database.admin_url)
        .await
        .expect("the superuser");
    let waiting: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'",
    )
    .fetch_one(&mut admin)
    .await
    .expect("the server's activity");
    assert_eq!(waiting, 0);
    // The worker dies. Its mail is delivered by another, when its time is over; the other mail at once.
    stalled.abort();
    server.say("accept").await;
    let delivered = postman.round(&world.app).await.expect("the outbox answers");
    assert_eq!(delivered.count, 1, "the one that nobody holds");
    world.app.clock().advance(Duration::minutes(3));
    assert_eq!(postman.round(&world.app).await.expect("the outbox answers").count, 1);
    assert_eq!(server.mails().await.len(), 2);
}

#[tokio::test]
async fn two_workers_deliver_each_mail_once() {
    let world = World::new().await;
    let mut server = MailServer::start().await;
    let (one, other) = (server.postman(), server.postman());
    let people =
        [Role::Reader, Role::Specialist, Role::QualityManager, Role::HeadOfUnit, Role::HeadOfInstitution];
    ask_for_mails(&world, &people).await;
    let (first, second) = tokio::join!(one.round(&world.app), other.round(&world.app));
    let count = first.expect("the outbox answers").count + second.expect("the outbox answers").count;
    let taken = server.mails().await;
    let ids: BTreeSet<_> = taken.iter().map(|(_, id)| id).collect();
    assert_eq!((count, taken.len(), ids.len()), (5, 5, 5));
}
