//! What is kept of a person: handed out whole to that person, and erased so that nothing names them any more (P1).

use calitas_app::{
    identity::{account, door, erasure, member},
    journal, report,
};
use calitas_domain::{
    Error, Reason,
    access::{Grant, Role},
    document::Subject,
    identity::{Language, Placement},
};
use calitas_kit::{Stage, World, world::Person};
use calitas_store::identity::personal;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::{
    collections::BTreeSet,
    io::{Cursor, Read as _},
};

/// Tables that name accounts or memberships and are not handed out.
const LEFT_OUT: &[(&str, &str)] = &[
    ("idempotency", "which requests were repeated: fingerprints, kept for a day"),
    ("erasure", "of people who were erased, who cannot ask any more"),
];
/// In the name and in the address, and nowhere else.
const NEEDLE: &str = "evdochia";

async fn evdochia(world: &World, stage: &Stage<'_>) -> Person {
    let placement = Placement {
        display_name: "Consilier".to_owned(),
        unit: None,
        grants: vec![Grant { role: Role::QualityManager.into(), unit: None }],
        objects: [].into(),
        expires_on: None,
    };
    let person = world.add_person(&stage.house, "evdochia.zapartan", placement).await;
    let ctx = stage.ctx(&person).await;
    account::update(&ctx, 1, Some("Evdochia Zăpârțan"), None).await.expect("a name");
    person
}

/// Rows in which the person is named, by table.
async fn named(admin: &mut PgConnection) -> Vec<String> {
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')",
    )
    .fetch_all(&mut *admin)
    .await
    .expect("the catalogue");
    let mut found = Vec::new();
    for table in tables {
        let rows =
            format!("SELECT to_jsonb(t)::text FROM {table} t WHERE to_jsonb(t)::text ILIKE '%{NEEDLE}%'");
        let rows: Vec<String> =
            sqlx::query_scalar(AssertSqlSafe(rows)).fetch_all(&mut *admin).await.expect("rows");
        found.extend(rows.into_iter().map(|row| format!("{table}: {row}")));
    }
    found
}

#[tokio::test]
async fn a_person_gets_everything_that_is_kept_of_them() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let person = evdochia(&world, &stage).await;
    let ctx = stage.ctx(&person).await;
    let named = report::of_person(&ctx, Language::Ro).await.expect("an archive");
    assert_eq!(named.name, "Datele mele 2026-11-21.zip");
    let mut archive = zip::ZipArchive::new(Cursor::new(named.file.bytes)).expect("an archive");
    for name in ["datele-mele.html", "data.json"] {
        let mut text = String::new();
        archive.by_name(name).expect("the file").read_to_string(&mut text).expect("text");
        for words in ["Evdochia Zăpârțan", "evdochia.zapartan@", "Consilier"] {
            assert!(text.contains(words), "{words} in {name}: {text}");
        }
        assert!(!text.contains("$argon2"), "no hash of a password");
    }
}

#[tokio::test]
async fn every_table_that_names_people_is_handed_out_or_left_out_for_a_reason() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let person = &stage.author;
    let mut doors = world.app.store().identity().await.expect("the identity role");
    let mut handed: BTreeSet<String> = BTreeSet::new();
    let account = personal::of_account(&mut doors, person.account).await.expect("parts");
    let mut read =
        world.app.store().read(&calitas_store::Scope::system(stage.house.id)).await.expect("a read");
    let place = personal::of_place(&mut read, person.membership, person.account).await.expect("parts");
    handed.extend(account.iter().chain(&place).map(|part| part.table.to_owned()));
    handed.extend(LEFT_OUT.iter().map(|(table, _)| (*table).to_owned()));
    let mut admin = PgConnection::connect(&world.database.admin_url).await.expect("the superuser");
    let naming: Vec<String> = sqlx::query_scalar(
        "SELECT conrelid::regclass::text FROM pg_constraint
         WHERE contype = 'f' AND confrelid IN ('account'::regclass, 'membership'::regclass)
         UNION SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
           AND a.attname IN ('account_id', 'membership_id', 'actor_id', 'email', 'recipient', 'responsible_id', 'owner_id')",
    )
    .fetch_all(&mut admin)
    .await
    .expect("the catalogue");
    let missing: Vec<_> = naming.iter().filter(|table| !handed.contains(*table)).collect();
    assert!(missing.is_empty(), "not in store/identity/personal.rs: {missing:?}");
}

#[tokio::test]
async fn an_erased_person_is_named_nowhere_and_the_journal_holds() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let person = evdochia(&world, &stage).await;
    let (plan, action) = stage.draft().await;
    stage.comment(&person, action, stage.author.membership).await;
    stage.comment(&stage.author, action, person.membership).await;
    stage.evidence(&person, Subject::Plan(plan)).await;
    stage.saved_view(&person, calitas_app::view::Sharing::Own).await;
    door::request_password_reset(&*stage.ctx(&stage.author).await, &person.email).await.expect("asked");
    calitas_app::notification::round(&world.app).await.expect("workers work");
    let mut admin = PgConnection::connect(&world.database.admin_url).await.expect("the superuser");
    assert!(!named(&mut admin).await.is_empty());

    let author = stage.ctx(&stage.author).await;
    let early = erasure::erase(&author, person.membership, 1, "Cererea 12/2026", false).await;
    assert!(matches!(&early, Err(Error::Conflict(why)) if why.reason == Reason::StillMember), "{early:?}");
    member::end(&author, person.membership, 1).await.expect("ended");
    let author = stage.ctx(&stage.author).await;
    let bare = erasure::erase(&author, person.membership, 2, " ", false).await;
    assert!(matches!(bare, Err(Error::Invalid(_))), "{bare:?}");
    let place =
        erasure::erase(&author, person.membership, 2, "Cererea 12/2026", false).await.expect("erased");
    assert_eq!((place.display_name.as_str(), place.is_erased()), ("Consilier", true));
    let left = named(&mut admin).await;
    assert!(left.is_empty(), "{left:#?}");
    let author = stage.ctx(&stage.author).await;
    let again = erasure::erase(&author, person.membership, 3, "Cererea 12/2026", true).await;
    assert!(matches!(&again, Err(Error::Conflict(why)) if why.reason == Reason::PersonErased), "{again:?}");
    let (_, fault) = journal::verify(&world.app, stage.house.id).await.expect("verified");
    assert!(fault.is_none(), "{fault:?}");
}

#[tokio::test]
async fn who_works_elsewhere_keeps_the_account_and_can_come_back() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let person = evdochia(&world, &stage).await;
    let placement = |function: &str| Placement {
        display_name: function.to_owned(),
        unit: None,
        grants: vec![Grant { role: Role::Reader.into(), unit: None }],
        objects: [].into(),
        expires_on: None,
    };
    member::establish(&world.app, world.police.id, person.account, placement("Cititor"))
        .await
        .expect("a place");
    let author = stage.ctx(&stage.author).await;
    member::end(&author, person.membership, 1).await.expect("ended");
    let author = stage.ctx(&stage.author).await;
    erasure::erase(&author, person.membership, 2, "Cererea 13/2026", true).await.expect("erased");
    let mut admin = PgConnection::connect(&world.database.admin_url).await.expect("the superuser");
    let left = named(&mut admin).await;
    let hall = world.hall.id.0.to_string();
    assert!(left.iter().any(|row| row.starts_with("account:")), "still signs in at the police: {left:#?}");
    assert!(left.iter().all(|row| !row.contains(&hall)), "named at the hall: {left:#?}");
    let back = member::establish(&world.app, world.hall.id, person.account, placement("Consilier")).await;
    let ctx = stage.ctx(&stage.author).await;
    let back = member::by_ids(&ctx, &[back.expect("back")]).await.expect("the place").remove(0);
    assert_eq!((back.display_name.as_str(), back.is_erased()), ("Consilier", false));
}

#[tokio::test]
async fn a_place_that_ran_out_is_erased_without_being_ended_first() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let (plan, _) = stage.active().await;
    let guest = stage.guest("expert", &[plan]).await;
    let author = stage.ctx(&stage.author).await;
    let place = member::by_ids(&author, &[guest.membership]).await.expect("the place").remove(0);
    let last = place.expires_on.expect("guests have a last day");
    assert_eq!(place.may_be_erased(last), Err(Reason::StillMember));
    let after = (last + chrono::Days::new(1)).and_hms_opt(12, 0, 0).expect("noon").and_utc();
    let erased = place.erased(true, after).expect("erased");
    assert!(erased.is_erased() && erased.ended_at == Some(after));
}

#[tokio::test]
async fn a_list_of_erasures_is_done_again_on_a_restored_backup() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let person = evdochia(&world, &stage).await;
    let author = stage.ctx(&stage.author).await;
    member::end(&author, person.membership, 1).await.expect("ended");
    let mut admin = PgConnection::connect(&world.database.admin_url).await.expect("the superuser");
    sqlx::raw_sql(
        "CREATE TABLE kept_account AS TABLE account; CREATE TABLE kept_membership AS TABLE membership",
    )
    .execute(&mut admin)
    .await
    .expect("a backup");
    let author = stage.ctx(&stage.author).await;
    erasure::erase(&author, person.membership, 2, "Cererea 14/2026", false).await.expect("erased");
    let list = erasure::all_of_tenant(&world.app, world.hall.id).await.expect("the list");
    sqlx::raw_sql(
        "UPDATE account SET email = kept.email, display_name = kept.display_name FROM kept_account kept
           WHERE kept.id = account.id;
         UPDATE membership SET email = kept.email, search_text = kept.search_text FROM kept_membership kept
           WHERE kept.id = membership.id;
         DROP TABLE kept_account; DROP TABLE kept_membership",
    )
    .execute(&mut admin)
    .await
    .expect("restored");
    assert!(!named(&mut admin).await.is_empty());
    assert_eq!(list.len(), 1);
    assert!(erasure::replay(&world.app, &list[0]).await.expect("replayed"));
    let left = named(&mut admin).await;
    assert!(left.is_empty(), "{left:#?}");
    assert!(!erasure::replay(&world.app, &list[0]).await.expect("nothing left"));
}
