//! The door and people's places.

mod cache;
mod custom_role;
mod person_data;
mod second_factor;

use calitas_app::{identity::account, mail};
use calitas_domain::{
    access::Role,
    id::{PlanId, UnitId},
    identity::Language,
};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Answer, Client, World, clock};
use chrono::Duration;
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

const SIGN_IN: &str = "mutation($input: SignInInput!) { signIn(input: $input) {
  accessToken viewer { account { email } memberships { displayName tenant { slug } } } } }";
const INVITE: &str = "mutation($input: InviteMemberInput!) { inviteMember(input: $input) {
  invitation { id status email roles viewerCan { revoke { allowed } resend { allowed } } } } }";
const ACCEPT: &str = "mutation($input: AcceptInvitationInput!) { acceptInvitation(input: $input) {
  accessToken viewer { account { email displayName } memberships { displayName tenant { slug } roles { role } } } } }";
const UPDATE: &str = "mutation($input: UpdateMembershipInput!) { updateMembership(input: $input) {
  membership { displayName version roles { role unit { code } } } } }";
const END: &str =
    "mutation($input: EndMembershipInput!) { endMembership(input: $input) { membership { isActive } } }";
const PASSWORD: &str = "toamna pe dealul cu nuci";

async fn with_password(world: &World) -> String {
    let email = "quality_manager@hall.test";
    account::establish(&world.app, email, "Quality manager", PASSWORD, Language::En)
        .await
        .expect("a password");
    email.to_owned()
}

/// The link of the newest mail to an address.
async fn link(world: &World, recipient: &str) -> String {
    let mails = mail::mailbox(&world.app).await.expect("the outbox");
    let mail = mails.iter().find(|mail| mail.recipient == recipient).expect("a mail");
    let link =
        mail.body.split_whitespace().find(|word| word.starts_with("http://calitas.test/")).expect("a link");
    link.rsplit('/').next().expect("a token").to_owned()
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

#[tokio::test]
async fn a_person_signs_in_and_a_wrong_password_sounds_like_an_unknown_address() {
    let world = World::new().await;
    let email = with_password(&world).await;
    let stranger = world.stranger();
    let data = stranger.act(SIGN_IN, json!({ "email": email.to_uppercase(), "password": PASSWORD })).await;
    assert!(data.cookies[0].starts_with("calitas_refresh=") && data.cookies[0].contains("HttpOnly"));
    assert!(data.cookies[0].contains("SameSite=Strict"));
    assert_eq!(text(&data.ok(), "/signIn/viewer/memberships/0/tenant/slug"), "hall");
    let wrong = stranger.act(SIGN_IN, json!({ "email": email, "password": "not the password" })).await;
    let unknown =
        stranger.act(SIGN_IN, json!({ "email": "nobody@hall.test", "password": "not the password" })).await;
    assert_eq!(wrong.code(), "INVALID");
    assert_eq!(wrong.fields(), [("password".to_owned(), "WRONG_CREDENTIALS".to_owned())]);
    assert_eq!(wrong.errors, unknown.errors);
}

#[tokio::test]
async fn guessing_is_bounded_for_known_and_unknown_addresses_alike() {
    let world = World::new().await;
    let email = with_password(&world).await;
    for address in [email.as_str(), "nobody@hall.test"] {
        let mut codes = Vec::new();
        for _ in 0..10 {
            let guess = json!({ "email": address, "password": "a guess" });
            codes.push(world.stranger().act(SIGN_IN, guess).await.code().to_owned());
        }
        assert_eq!(codes.iter().filter(|code| *code == "INVALID").count(), 8, "{address}");
        assert_eq!(codes.iter().filter(|code| *code == "RATE_LIMITED").count(), 2, "{address}");
    }
    let right = json!({ "email": email, "password": PASSWORD });
    assert_eq!(world.stranger().act(SIGN_IN, right.clone()).await.code(), "RATE_LIMITED");
    world.app.clock().advance(Duration::minutes(6));
    assert_eq!(world.stranger().act(SIGN_IN, right).await.code(), "");
}

#[tokio::test]
async fn a_session_ends_at_once_when_it_is_signed_out() {
    let world = World::new().await;
    let manager = world.manager();
    assert!(manager.ask("{ viewer { account { email } } }").await.ok()["viewer"].is_object());
    manager
        .act("mutation($input: SignOutInput!) { signOut(input: $input) { signedOutAt } }", json!({}))
        .await
        .ok();
    assert_eq!(manager.ask("{ viewer { account { email } } }").await.code(), "UNAUTHENTICATED");
}

#[tokio::test]
async fn a_token_ends_after_ten_minutes() {
    let world = World::new().await;
    let manager = world.manager();
    world.app.clock().advance(Duration::minutes(11));
    assert_eq!(manager.ask("{ viewer { account { email } } }").await.code(), "UNAUTHENTICATED");
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_a_link_that_serves_once() {
    let world = World::new().await;
    let email = with_password(&world).await;
    let request =
        "mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { email } }";
    let reset = "mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { email } }";
    let stranger = world.stranger();
    let unknown = stranger.act(request, json!({ "email": "nobody@hall.test" })).await;
    assert_eq!(unknown.ok(), json!({ "requestPasswordReset": { "email": "nobody@hall.test" } }));
    stranger.act(request, json!({ "email": email })).await.ok();
    let token = link(&world, &email).await;
    let short = stranger.act(reset, json!({ "token": token, "password": "scurt" })).await;
    assert_eq!(short.fields(), [("password".to_owned(), "TOO_SHORT".to_owned())]);
    stranger.act(reset, json!({ "token": token, "password": "iarna pe dealul cu nuci" })).await.ok();
    let again = stranger.act(reset, json!({ "token": token, "password": "vara pe dealul cu nuci" })).await;
    assert_eq!(again.fields(), [("token".to_owned(), "LINK_EXPIRED".to_owned())]);
    assert_eq!(world.manager().ask("{ viewer { account { email } } }").await.code(), "UNAUTHENTICATED");
    let old = stranger.act(SIGN_IN, json!({ "email": email, "password": PASSWORD })).await;
    assert_eq!(old.code(), "INVALID");
    let new = stranger.act(SIGN_IN, json!({ "email": email, "password": "iarna pe dealul cu nuci" })).await;
    assert_eq!(new.code(), "");
}

async fn invite(world: &World, input: Value) -> Answer {
    let mut invitation = json!({
        "tenantId": world.hall.id.global(),
        "email": "nou@hall.test",
        "displayName": "Consilier, Serviciul Juridic",
        "unitId": world.hall.legal.global(),
        "roles": [{ "role": "SPECIALIST", "unitId": world.hall.legal.global() }],
    });
    for (name, value) in input.as_object().into_iter().flatten() {
        invitation[name] = value.clone();
    }
    world.client(&world.hall, Role::InstitutionAdmin).act(INVITE, invitation).await
}

#[tokio::test]
async fn an_invited_person_chooses_a_password_and_is_in() {
    let world = World::new().await;
    invite(&world, json!({})).await.ok();
    let token = link(&world, "nou@hall.test").await;
    let stranger = world.stranger();
    let preview = "query($token: String!) { invitation(token: $token) { tenantNameRo email hasAccount } }";
    let seen = stranger.run(preview, json!({ "token": token })).await.ok();
    assert_eq!(seen["invitation"]["hasAccount"], false);
    let short = stranger.act(ACCEPT, json!({ "token": token, "password": "scurt" })).await;
    assert_eq!(short.fields(), [("password".to_owned(), "TOO_SHORT".to_owned())]);
    let data = stranger.act(ACCEPT, json!({ "token": token, "password": PASSWORD })).await.ok();
    let viewer = &data["acceptInvitation"]["viewer"];
    assert_eq!(viewer["memberships"][0]["tenant"]["slug"], "hall");
    assert_eq!(viewer["memberships"][0]["roles"][0]["role"], "SPECIALIST");
    let again = stranger.act(ACCEPT, json!({ "token": token, "password": PASSWORD })).await;
    assert_eq!(again.fields(), [("token".to_owned(), "LINK_EXPIRED".to_owned())]);
    assert_eq!(invite(&world, json!({})).await.reason(), "ALREADY_MEMBER");
}

#[tokio::test]
async fn an_invitation_that_was_sent_again_or_withdrawn_closes_its_old_link() {
    let world = World::new().await;
    let made = invite(&world, json!({})).await.ok();
    let id = text(&made, "/inviteMember/invitation/id").to_owned();
    let old = link(&world, "nou@hall.test").await;
    world.app.clock().advance(Duration::seconds(1));
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let resend =
        "mutation($input: InvitationInput!) { resendInvitation(input: $input) { invitation { status } } }";
    admin.act(resend, json!({ "id": id })).await.ok();
    let new = link(&world, "nou@hall.test").await;
    assert_ne!(old, new);
    let refused = world.stranger().act(ACCEPT, json!({ "token": old, "password": PASSWORD })).await;
    assert_eq!(refused.fields(), [("token".to_owned(), "LINK_EXPIRED".to_owned())]);
    let revoke =
        "mutation($input: InvitationInput!) { revokeInvitation(input: $input) { invitation { status } } }";
    admin.act(revoke, json!({ "id": id })).await.ok();
    let refused = world.stranger().act(ACCEPT, json!({ "token": new, "password": PASSWORD })).await;
    assert_eq!(refused.fields(), [("token".to_owned(), "LINK_EXPIRED".to_owned())]);
    assert_eq!(admin.act(resend, json!({ "id": id })).await.reason(), "INVITATION_CLOSED");
}

#[tokio::test]
async fn a_bad_invitation_names_every_field_and_leaves_nothing_behind() {
    let world = World::new().await;
    let bad = json!({ "displayName": " ", "roles": [], "expiresOn": "2020-01-01" });
    let refused = invite(&world, bad).await;
    let paths: Vec<_> = refused.fields().into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["displayName", "roles", "expiresOn"]);
    assert_eq!(invite(&world, json!({ "email": "no address" })).await.fields()[0].0, "email");
    let foreign = json!({ "unitId": world.foreign.legal.global() });
    assert_eq!(
        invite(&world, foreign).await.fields(),
        [("unitId".to_owned(), "UNKNOWN_REFERENCE".to_owned())]
    );
    let guest = json!({ "roles": [{ "role": "GUEST" }], "unitId": null });
    let paths: Vec<_> = invite(&world, guest).await.fields().into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["expiresOn", "objectIds"]);
    let (plan, unit) = (Uuid::from_u128(7), Uuid::from_u128(8));
    let nowhere = json!({ "roles": [{ "role": "GUEST" }], "unitId": null, "expiresOn": "2027-12-31",
        "objectIds": [PlanId::new(world.hall.id, plan).global()] });
    let unknown = |path: &str| vec![(path.to_owned(), "UNKNOWN_REFERENCE".to_owned())];
    assert_eq!(invite(&world, nowhere).await.fields(), unknown("objectIds"));
    let no_unit = UnitId::new(world.hall.id, unit).global();
    let nowhere = json!({ "roles": [{ "role": "SPECIALIST", "unitId": no_unit }] });
    assert_eq!(invite(&world, nowhere).await.fields(), unknown("roles.0.unitId"));
    assert!(mail::mailbox(&world.app).await.expect("the outbox").is_empty());
}

#[tokio::test]
async fn a_repeated_invitation_with_the_same_key_is_one_invitation() {
    let world = World::new().await;
    let first = invite(&world, json!({ "idempotencyKey": "k1" })).await.ok();
    let second = invite(&world, json!({ "idempotencyKey": "k1" })).await.ok();
    assert_eq!(text(&first, "/inviteMember/invitation/id"), text(&second, "/inviteMember/invitation/id"));
    assert_eq!(mail::mailbox(&world.app).await.expect("the outbox").len(), 1);
    let other = invite(&world, json!({ "idempotencyKey": "k1", "email": "alt@hall.test" })).await;
    assert_eq!(other.reason(), "KEY_REUSED");
}

#[tokio::test]
async fn new_roles_hold_from_the_next_request() {
    let world = World::new().await;
    let reader = world.client(&world.hall, Role::Reader);
    let question = "query($id: ID!) { tenant(id: $id) { viewerCan { invite { allowed reason } } } }";
    let id = json!({ "id": world.hall.id.global() });
    let before = reader.run(question, id.clone()).await.ok();
    assert_eq!(before.pointer("/tenant/viewerCan/invite/allowed"), Some(&json!(false)));
    assert!(text(&before, "/tenant/viewerCan/invite/reason").starts_with("Your role does not let you"));
    let person = &world.hall.people[&Role::Reader];
    let input = json!({ "id": person.membership.global(), "expectedVersion": 1, "roles": [{ "role": "INSTITUTION_ADMIN" }] });
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    admin.act(UPDATE, input.clone()).await.ok();
    let after = reader.run(question, id).await.ok();
    assert_eq!(after.pointer("/tenant/viewerCan/invite/allowed"), Some(&json!(true)));
    assert_eq!(admin.act(UPDATE, input).await.reason(), "CHANGED_MEANWHILE");
}

#[tokio::test]
async fn nobody_changes_their_own_rights_and_the_last_administrator_stays() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let own = world.hall.people[&Role::InstitutionAdmin].membership.global();
    let input = json!({ "id": own, "expectedVersion": 1 });
    assert_eq!(admin.act(END, input).await.reason(), "OWN_RIGHTS");
    let reader = &world.hall.people[&Role::Reader];
    let promote = json!({ "id": reader.membership.global(), "expectedVersion": 1, "roles": [{ "role": "INSTITUTION_ADMIN" }] });
    admin.act(UPDATE, promote).await.ok();
    let second = world.client(&world.hall, Role::Reader);
    let demote = json!({ "id": own, "expectedVersion": 1, "roles": [{ "role": "READER" }] });
    second.act(UPDATE, demote).await.ok();
    let third = world.client(&world.hall, Role::QualityManager);
    assert_eq!(third.act(END, json!({ "id": own, "expectedVersion": 2 })).await.code(), "FORBIDDEN");
}

#[tokio::test]
async fn an_ended_membership_lets_nobody_in() {
    let world = World::new().await;
    let specialist = world.client(&world.hall, Role::Specialist);
    let id = world.hall.people[&Role::Specialist].membership.global();
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    admin.act(END, json!({ "id": id, "expectedVersion": 1 })).await.ok();
    let seen = specialist
        .run("query($id: ID!) { tenant(id: $id) { slug } }", json!({ "id": world.hall.id.global() }));
    assert_eq!(seen.await.ok()["tenant"], Value::Null);
}

/// The refresh token an answer sets.
fn cookie(answer: &Answer) -> String {
    let cookie = answer.cookies.first().expect("a cookie");
    let value = cookie.strip_prefix("calitas_refresh=").and_then(|rest| rest.split(';').next());
    value.expect("a refresh token").to_owned()
}

#[tokio::test]
async fn refresh_tokens_rotate_and_a_copied_one_ends_the_session() {
    let world = World::new().await;
    let email = with_password(&world).await;
    let signed_in = world.stranger().act(SIGN_IN, json!({ "email": email, "password": PASSWORD })).await;
    let refresh = "mutation($input: RefreshSessionInput!) { refreshSession(input: $input) { accessToken } }";
    let renew = async |token: &str| {
        let client = world.stranger().with_cookie(token.to_owned());
        client.act(refresh, json!({})).await
    };
    let first = cookie(&signed_in);
    let (second, racing) = tokio::join!(renew(&first), renew(&first));
    assert_eq!(cookie(&second), cookie(&racing), "two tabs that race get the same token");
    world.app.clock().advance(Duration::seconds(11));
    let third = renew(&cookie(&second)).await;
    assert_ne!(cookie(&third), cookie(&second));
    let access = third.data.pointer("/refreshSession/accessToken").and_then(Value::as_str).expect("a token");
    let client = Client::new(&world, Some(access.to_owned()));
    client.ask("{ viewer { account { email } } }").await.ok();
    world.app.clock().advance(Duration::seconds(11));
    assert_eq!(renew(&cookie(&second)).await.code(), "UNAUTHENTICATED", "used before");
    assert_eq!(renew(&cookie(&third)).await.code(), "UNAUTHENTICATED", "of the same session");
    assert_eq!(client.ask("{ viewer { account { email } } }").await.code(), "UNAUTHENTICATED");
    assert_eq!(renew("no token at all").await.code(), "UNAUTHENTICATED");
    let mut identity = PgConnection::connect(&world.database.identity_url).await.expect("the journal");
    let noted: i64 =
        sqlx::query_scalar("SELECT count(*) FROM identity_journal WHERE kind = 'refresh_reused'")
            .fetch_one(&mut identity)
            .await
            .expect("a count");
    assert_eq!(noted, 1);
}

#[tokio::test]
async fn the_door_answers_known_and_unknown_addresses_alike_and_as_fast() {
    let world = World::new().await;
    let known = with_password(&world).await;
    let reset =
        "mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { email } }";
    for (act, password) in [(SIGN_IN, Some("not the password")), (reset, None)] {
        let ask = async |email: &str| {
            // Tries are bounded; time passes between them.
            world.app.clock().advance(Duration::minutes(6));
            let input = match password {
                Some(password) => json!({ "email": email, "password": password }),
                None => json!({ "email": email }),
            };
            let answer = world.stranger().act(act, input).await;
            assert!(answer.cookies.is_empty());
            format!("{} {:?}", answer.data, answer.errors).replace(email, "EMAIL")
        };
        assert_eq!(ask(&known).await, ask("nobody@hall.test").await);
        let gap = clock::gap(50, || ask(&known), || ask("nobody@hall.test")).await;
        assert!(gap.as_millis() < 10, "{gap:?} between a known and an unknown address: {act}");
    }
}
