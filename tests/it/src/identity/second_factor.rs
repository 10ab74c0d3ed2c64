//! The second step of signing in.

use super::{ACCEPT, PASSWORD, SIGN_IN, invite, link, text, with_password};
use crate::code::code;
use calitas_app::{App, Config, identity::second_factor, mail};
use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::{Answer, Client, World};
use chrono::Duration;
use serde_json::{Value, json};

const BEGIN: &str =
    "mutation($input: BeginSecondFactorInput!) { beginSecondFactor(input: $input) { secret uri qrSvg } }";
const CONFIRM: &str = "mutation($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) {
  recoveryCodes viewer { secondFactor { enrolledAt recoveryCodeCount isRequired } memberships { id } } } }";
const RENEW: &str =
    "mutation($input: RenewRecoveryCodesInput!) { renewRecoveryCodes(input: $input) { recoveryCodes } }";
const REMOVE: &str = "mutation($input: RemoveSecondFactorInput!) { removeSecondFactor(input: $input) {
  viewer { secondFactor { enrolledAt } } } }";
const RESET: &str =
    "mutation($input: ResetMemberSecondFactorInput!) { resetMemberSecondFactor(input: $input) {
  membership { id hasSecondFactor } } }";
const POLICY: &str = "mutation($input: SetSecondFactorPolicyInput!) { setSecondFactorPolicy(input: $input) {
  tenant { secondFactorFrom version } } }";
const VIEWER: &str =
    "{ viewer { secondFactor { enrolledAt isRequired requiredFrom } memberships { tenant { slug } } } }";

/// Sets the second step up for the quality manager; gives the secret and the recovery codes.
async fn enrol(world: &World) -> (String, Vec<String>) {
    with_password(world).await;
    enrol_as(world, &world.manager()).await
}

async fn enrol_as(world: &World, client: &Client<'_>) -> (String, Vec<String>) {
    let begun = client.act(BEGIN, json!({ "password": PASSWORD })).await.ok();
    let secret = text(&begun, "/beginSecondFactor/secret").to_owned();
    let typed = code(&secret, world.app.now());
    let done = client.act(CONFIRM, json!({ "oneTimeCode": typed })).await.ok();
    let codes = done.pointer("/confirmSecondFactor/recoveryCodes").and_then(Value::as_array).expect("codes");
    (secret, codes.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

async fn sign_in(world: &World, code: Option<&str>) -> Answer {
    let input = json!({ "email": "quality_manager@hall.test", "password": PASSWORD, "oneTimeCode": code });
    world.stranger().act(SIGN_IN, input).await
}

fn refused(field: &str, code: &str) -> Vec<(String, String)> {
    vec![(field.to_owned(), code.to_owned())]
}

#[tokio::test]
async fn signing_in_takes_both_steps_and_a_code_serves_once() {
    let world = World::new().await;
    let (secret, _) = enrol(&world).await;
    assert_eq!(sign_in(&world, None).await.fields(), refused("oneTimeCode", "SECOND_FACTOR_NEEDED"));
    let used = code(&secret, world.app.now());
    assert_eq!(sign_in(&world, Some(&used)).await.fields(), refused("oneTimeCode", "WRONG_CODE"));
    world.app.clock().advance(Duration::seconds(30));
    let next = code(&secret, world.app.now());
    sign_in(&world, Some(&next)).await.ok();
    assert_eq!(sign_in(&world, Some(&next)).await.fields(), refused("oneTimeCode", "WRONG_CODE"));
    world.app.clock().advance(Duration::minutes(6));
    let late = code(&secret, world.app.now() - Duration::minutes(2));
    assert_eq!(sign_in(&world, Some(&late)).await.fields(), refused("oneTimeCode", "WRONG_CODE"));
    let wrong =
        json!({ "email": "quality_manager@hall.test", "password": "not the password", "oneTimeCode": next });
    let wrong = world.stranger().act(SIGN_IN, wrong).await;
    assert_eq!(wrong.fields(), refused("password", "WRONG_CREDENTIALS"));
}

#[tokio::test]
async fn two_at_once_with_one_code_are_one() {
    let world = World::new().await;
    let (secret, _) = enrol(&world).await;
    world.app.clock().advance(Duration::seconds(60));
    let typed = code(&secret, world.app.now());
    let tries = futures_util::future::join_all((0..5).map(|_| sign_in(&world, Some(&typed)))).await;
    assert_eq!(tries.iter().filter(|answer| answer.code().is_empty()).count(), 1);
}

#[tokio::test]
async fn guessing_codes_is_bounded_like_guessing_passwords() {
    let world = World::new().await;
    let (secret, _) = enrol(&world).await;
    let mut codes = Vec::new();
    for _ in 0..10 {
        codes.push(sign_in(&world, Some("000000")).await.code().to_owned());
    }
    assert_eq!(codes.iter().filter(|code| *code == "INVALID").count(), 8);
    assert_eq!(codes.iter().filter(|code| *code == "RATE_LIMITED").count(), 2);
    let right = code(&secret, world.app.now() + Duration::seconds(30));
    assert_eq!(sign_in(&world, Some(&right)).await.code(), "RATE_LIMITED");
    world.app.clock().advance(Duration::minutes(6));
    let right = code(&secret, world.app.now());
    sign_in(&world, Some(&right)).await.ok();
}

#[tokio::test]
async fn a_recovery_code_serves_once_and_renewed_ones_replace_the_rest() {
    let world = World::new().await;
    let (_, codes) = enrol(&world).await;
    assert_eq!(codes.len(), 10);
    sign_in(&world, Some(&codes[0].to_uppercase().replace('-', " "))).await.ok();
    assert_eq!(sign_in(&world, Some(&codes[0])).await.fields(), refused("oneTimeCode", "WRONG_CODE"));
    let renewed = world.manager().act(RENEW, json!({ "password": PASSWORD })).await.ok();
    let new = text(&renewed, "/renewRecoveryCodes/recoveryCodes/0").to_owned();
    assert_eq!(sign_in(&world, Some(&codes[1])).await.fields(), refused("oneTimeCode", "WRONG_CODE"));
    sign_in(&world, Some(&new)).await.ok();
}

#[tokio::test]
async fn changing_the_second_step_takes_the_password_and_is_told_by_mail() {
    let world = World::new().await;
    let email = with_password(&world).await;
    let manager = world.manager();
    let wrong = manager.act(BEGIN, json!({ "password": "not the password" })).await;
    assert_eq!(wrong.fields(), refused("password", "WRONG_PASSWORD"));
    let none = manager.act(CONFIRM, json!({ "oneTimeCode": "123456" })).await;
    assert_eq!(none.reason(), "NO_SECOND_FACTOR");
    let begun = manager.act(BEGIN, json!({ "password": PASSWORD })).await.ok();
    assert!(text(&begun, "/beginSecondFactor/uri").starts_with("otpauth://totp/"));
    assert!(text(&begun, "/beginSecondFactor/qrSvg").contains("<svg"));
    // Not confirmed yet, so the door asks for nothing more.
    sign_in(&world, None).await.ok();
    let (_, _) = enrol_as(&world, &manager).await;
    assert!(world.mail_to(&email).await.contains("authenticator app"));
    let wrong = manager.act(REMOVE, json!({ "password": "not the password" })).await;
    assert_eq!(wrong.fields(), refused("password", "WRONG_PASSWORD"));
    manager.act(REMOVE, json!({ "password": PASSWORD })).await.ok();
    sign_in(&world, None).await.ok();
    assert!(mail::mailbox(&world.app).await.expect("the outbox").len() >= 2);
}

#[tokio::test]
async fn setting_it_up_ends_the_other_sessions() {
    let world = World::new().await;
    let email = with_password(&world).await;
    let signed_in = sign_in(&world, None).await.ok();
    let token = text(&signed_in, "/signIn/accessToken").to_owned();
    enrol_as(&world, &world.manager()).await;
    let other = Client::new(&world, Some(token));
    assert_eq!(other.ask(VIEWER).await.code(), "UNAUTHENTICATED", "{email}");
    world.manager().ask(VIEWER).await.ok();
}

#[tokio::test]
async fn an_institution_that_asks_for_it_is_closed_until_it_is_set_up() {
    let world = World::new().await;
    with_password(&world).await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let id = world.hall.id.global();
    let past = json!({ "id": id, "expectedVersion": 1, "requiredFrom": "2026-11-20" });
    assert_eq!(admin.act(POLICY, past).await.fields(), refused("requiredFrom", "IN_THE_PAST"));
    let soon = json!({ "id": id, "expectedVersion": 1, "requiredFrom": "2026-11-22" });
    admin.act(POLICY, soon).await.ok();
    let manager = world.manager();
    let seen = manager.ask(VIEWER).await.ok();
    assert_eq!(seen["viewer"]["secondFactor"]["isRequired"], false);
    assert_eq!(seen["viewer"]["secondFactor"]["requiredFrom"], "2026-11-22");
    assert_eq!(seen["viewer"]["memberships"][0]["tenant"]["slug"], "hall");
    world.app.clock().advance(Duration::days(1));
    let signed_in = sign_in(&world, None).await.ok();
    let client = Client::new(&world, Some(text(&signed_in, "/signIn/accessToken").to_owned()));
    let seen = client.ask(VIEWER).await.ok();
    assert_eq!(seen["viewer"]["secondFactor"]["isRequired"], true);
    assert_eq!(seen["viewer"]["memberships"], json!([]));
    let closed = client.run("query($id: ID!) { tenant(id: $id) { slug } }", json!({ "id": id })).await;
    assert_eq!(closed.ok()["tenant"], Value::Null);
    enrol_as(&world, &client).await;
    let seen = client.ask(VIEWER).await.ok();
    assert_eq!(seen["viewer"]["memberships"][0]["tenant"]["slug"], "hall");
    let kept = client.act(REMOVE, json!({ "password": PASSWORD })).await;
    assert_eq!(kept.reason(), "SECOND_FACTOR_REQUIRED");
}

#[tokio::test]
async fn an_administrator_resets_it_for_members_of_no_other_institution() {
    let world = World::new().await;
    enrol(&world).await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let place = &world.hall.people[&Role::QualityManager];
    let input = json!({ "id": place.membership.global() });
    let done = admin.act(RESET, input.clone()).await.ok();
    assert_eq!(done.pointer("/resetMemberSecondFactor/membership/hasSecondFactor"), Some(&json!(false)));
    assert_eq!(world.manager().ask(VIEWER).await.code(), "UNAUTHENTICATED");
    assert!(world.mail_to("quality_manager@hall.test").await.contains("reset the second step"));
    sign_in(&world, None).await.ok();
    assert_eq!(admin.act(RESET, input).await.reason(), "NO_SECOND_FACTOR");
    let own = json!({ "id": world.hall.people[&Role::InstitutionAdmin].membership.global() });
    assert_eq!(admin.act(RESET, own).await.reason(), "OWN_RIGHTS");
}

#[tokio::test]
async fn nobody_takes_it_off_who_works_elsewhere_too() {
    let world = World::new().await;
    with_password(&world).await;
    enrol(&world).await;
    let place = &world.hall.people[&Role::QualityManager];
    let elsewhere = calitas_domain::identity::Placement {
        display_name: "Expert".to_owned(),
        unit: None,
        grants: vec![calitas_domain::access::Grant { role: Role::ControlSecretariat.into(), unit: None }],
        objects: [].into(),
        expires_on: None,
    };
    calitas_app::identity::member::establish(&world.app, world.foreign.id, place.account, elsewhere)
        .await
        .expect("a second place");
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let refused = admin.act(RESET, json!({ "id": place.membership.global() })).await;
    assert_eq!(refused.reason(), "PLACE_ELSEWHERE");
    second_factor::reset(&world.app, "quality_manager@hall.test").await.expect("the operator may");
    sign_in(&world, None).await.ok();
}

#[tokio::test]
async fn an_invitation_does_not_get_around_it() {
    let world = World::new().await;
    let (secret, _) = enrol(&world).await;
    let place = world.hall.people[&Role::QualityManager].membership.global();
    let end =
        "mutation($input: EndMembershipInput!) { endMembership(input: $input) { membership { isActive } } }";
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    admin.act(end, json!({ "id": place, "expectedVersion": 1 })).await.ok();
    // The newest mail is the invitation, not the word of the second step.
    world.app.clock().advance(Duration::seconds(1));
    invite(&world, json!({ "email": "quality_manager@hall.test" })).await.ok();
    let token = link(&world, "quality_manager@hall.test").await;
    let without = json!({ "token": token, "password": PASSWORD });
    let refusal = world.stranger().act(ACCEPT, without).await;
    assert_eq!(refusal.fields(), refused("oneTimeCode", "SECOND_FACTOR_NEEDED"));
    world.app.clock().advance(Duration::seconds(60));
    let typed = code(&secret, world.app.now());
    let with = json!({ "token": token, "password": PASSWORD, "oneTimeCode": typed });
    world.stranger().act(ACCEPT, with).await.ok();
}

#[tokio::test]
async fn secrets_outlive_a_rotation_of_the_installation() {
    let world = World::new().await;
    let (secret, _) = enrol(&world).await;
    let mut config = world.config.clone();
    let old = config.secrets.clone();
    config.secrets.insert(0, "a newer secret of the installation, long enough".to_owned());
    let app = |config: &Config| {
        App::new(world.app.store().clone(), world.app.clock().clone(), config).expect("an application")
    };
    second_factor::reseal(&app(&config)).await.expect("sealed anew");
    assert!(second_factor::reseal(&app(&Config { secrets: old, ..config.clone() })).await.is_err());
    second_factor::reseal(&app(&config)).await.expect("nothing to do");
    assert!(!secret.is_empty());
}
