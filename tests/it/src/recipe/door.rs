//! Signing in and out, passwords, invitations taken up.

use super::{Persona, Recipe, Scene};
use crate::code::code;
use calitas_app::identity::{account, second_factor};
use calitas_domain::identity::Language;
use calitas_graphql::node::GlobalId;
use calitas_kit::world::Person;
use serde_json::{Value, json};

const PASSWORD: &str = "toamna pe dealul cu nuci";
const OTHER_PASSWORD: &str = "iarna pe dealul cu nuci";

pub fn recipes() -> Vec<Recipe> {
    vec![
        Recipe::of("signIn", |scene, _| {
            Box::pin(async move {
                let email = with_password(scene, None).await;
                json!({ "input": { "email": email, "password": PASSWORD } })
            })
        }),
        Recipe::of("refreshSession", |_, _| Box::pin(async { json!({ "input": {} }) })),
        Recipe::twin("signOut", |_, _| Box::pin(async { json!({ "input": {} }) })),
        Recipe::twin("signOutEverywhere", |_, _| Box::pin(async { json!({ "input": {} }) })),
        Recipe::twin("endSession", |scene, persona| {
            Box::pin(async move {
                let person = persona.person.as_ref().unwrap_or(&scene.stage.author);
                json!({ "input": { "sessionId": person.session.global() } })
            })
        }),
        Recipe::case("endSession", "of another person", |scene, _| {
            Box::pin(async move { json!({ "input": { "sessionId": scene.stage.author.session.global() } }) })
        }),
        Recipe::of("requestPasswordReset", |scene, _| {
            Box::pin(async move {
                json!({ "input": { "email": format!("nobody{}@zimbru.test", scene.number()) } })
            })
        }),
        Recipe::twin("resetPassword", |scene, persona| {
            Box::pin(async move {
                let email = with_password(scene, persona.person.as_ref()).await;
                let request = "mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { email } }";
                scene.world().stranger().act(request, json!({ "email": email })).await.ok();
                json!({ "input": { "token": link(scene, &email).await, "password": OTHER_PASSWORD } })
            })
        }),
        Recipe::twin("changePassword", |scene, persona| {
            Box::pin(async move {
                with_password(scene, persona.person.as_ref()).await;
                json!({ "input": { "currentPassword": PASSWORD, "newPassword": OTHER_PASSWORD } })
            })
        }),
        Recipe::twin("beginSecondFactor", |scene, persona| {
            Box::pin(async move {
                with_password(scene, persona.person.as_ref()).await;
                json!({ "input": { "password": PASSWORD } })
            })
        }),
        Recipe::twin("confirmSecondFactor", |scene, persona| {
            Box::pin(async move {
                let person = persona.person.as_ref().unwrap_or(&scene.stage.author);
                json!({ "input": { "oneTimeCode": begin(scene, person).await } })
            })
        }),
        Recipe::twin("renewRecoveryCodes", |scene, persona| {
            Box::pin(async move {
                enrol(scene, persona.person.as_ref()).await;
                json!({ "input": { "password": PASSWORD } })
            })
        }),
        Recipe::twin("removeSecondFactor", |scene, persona| {
            Box::pin(async move {
                enrol(scene, persona.person.as_ref()).await;
                json!({ "input": { "password": PASSWORD } })
            })
        }),
        Recipe::twin("updateAccount", |_, _| {
            Box::pin(async {
                json!({ "input": { "expectedVersion": 1, "displayName": "Alt nume", "language": "RO" } })
            })
        }),
        Recipe::of("acceptInvitation", |scene, _| Box::pin(invited(scene))),
    ]
}

/// A link to an invitation, and a password for the account it will make.
async fn invited(scene: &Scene<'_>) -> Value {
    let id = scene.stage.invitation().await;
    let question = "query($id: ID!) { node(id: $id) { ... on Invitation { email } } }";
    let author = scene.world().client_of(&scene.stage.author);
    let seen = author.run(question, json!({ "id": id.global() })).await.ok();
    let email = seen.pointer("/node/email").and_then(Value::as_str).expect("an address");
    json!({ "input": { "token": link(scene, email).await, "password": PASSWORD } })
}

/// The token of a fresh invitation's link.
pub async fn invitation_token(scene: &Scene<'_>) -> Value {
    invited(scene).await["input"]["token"].take()
}

/// Gives a person, or somebody new, a password.
async fn with_password(scene: &Scene<'_>, person: Option<&Person>) -> String {
    let email = match person {
        Some(person) => person.email.clone(),
        None => format!("somebody{}@zimbru.test", scene.number()),
    };
    account::establish(&scene.world().app, &email, "Cineva", PASSWORD, Language::En)
        .await
        .expect("a password");
    email
}

/// Begins to set the second step up; gives the code that confirms it.
async fn begin(scene: &Scene<'_>, person: &Person) -> String {
    with_password(scene, Some(person)).await;
    let ctx = scene.stage.ctx(person).await;
    let begun = second_factor::begin(&ctx, PASSWORD).await.expect("a secret");
    code(&begun.secret, scene.world().app.now())
}

/// Sets the second step up.
pub async fn enrol(scene: &Scene<'_>, person: Option<&Person>) {
    let Some(person) = person else { return };
    let typed = begin(scene, person).await;
    let ctx = scene.stage.ctx(person).await;
    second_factor::confirm(&ctx, &typed).await.expect("recovery codes");
}

/// The last part of the link in the newest mail to an address.
async fn link(scene: &Scene<'_>, recipient: &str) -> String {
    let mail = scene.world().mail_to(recipient).await;
    let link = mail.split_whitespace().find(|word| word.starts_with("http://calitas.test/"));
    link.and_then(|link| link.rsplit('/').next()).expect("a link").to_owned()
}

/// The refresh token of a persona's session; of somebody's for nobody, whose cookie is all there is.
pub fn cookie(scene: &Scene<'_>, persona: &Persona) -> String {
    let person = persona.person.as_ref().unwrap_or(&scene.stage.author);
    scene.world().app.keys().refresh_token(person.session, 1)
}
