//! Signing in and out, passwords, sessions, taking up an invitation. The first five need no session.

use super::{
    cookie,
    viewer::{Account, Language, Viewer},
};
use crate::{connection::caller, node};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use calitas_app::identity::{SignedIn, account, door, invitation};
use calitas_domain::id::SessionId;
use chrono::{DateTime, Utc};

/// Address and password.
#[derive(InputObject)]
pub struct SignInInput {
    /// Address.
    pub email: String,
    /// Password.
    #[graphql(secret)]
    pub password: String,
    /// Code of the authenticator app or a recovery code, where the account asks for it.
    #[graphql(secret)]
    pub one_time_code: Option<String>,
}

/// What a person gets who has come in. The refresh token is set as a cookie.
#[derive(SimpleObject)]
pub struct SignInPayload {
    /// Opens the API as `Authorization: Bearer`; keep it in memory only.
    pub access_token: String,
    /// Until when it does.
    pub expires_at: DateTime<Utc>,
    /// The person.
    pub viewer: Viewer,
}

/// Nothing is needed: the cookie says it all.
#[derive(InputObject)]
pub struct RefreshSessionInput {
    /// Free text for the client's own use; not read.
    pub client_mutation_id: Option<String>,
}

/// Nothing is needed.
#[derive(InputObject)]
pub struct SignOutInput {
    /// Free text for the client's own use; not read.
    pub client_mutation_id: Option<String>,
}

/// The session is over.
#[derive(SimpleObject)]
pub struct SignOutPayload {
    /// When it ended.
    pub signed_out_at: DateTime<Utc>,
}

/// The session to end.
#[derive(InputObject)]
pub struct EndSessionInput {
    /// The session.
    pub session_id: ID,
}

/// The ended session.
#[derive(SimpleObject)]
pub struct EndSessionPayload {
    /// Its id.
    pub ended_session_id: ID,
}

/// Address of the account.
#[derive(InputObject)]
pub struct RequestPasswordResetInput {
    /// Address.
    pub email: String,
}

/// The answer is the same whether the address is known or not.
#[derive(SimpleObject)]
pub struct RequestPasswordResetPayload {
    /// The address a mail goes to, if it has an account.
    pub email: String,
}

/// A new password by a link.
#[derive(InputObject)]
pub struct ResetPasswordInput {
    /// The last part of the link.
    #[graphql(secret)]
    pub token: String,
    /// The new password.
    #[graphql(secret)]
    pub password: String,
}

/// The password is changed and all sessions are over.
#[derive(SimpleObject)]
pub struct ResetPasswordPayload {
    /// Address to sign in with.
    pub email: String,
}

/// A new password by the old one.
#[derive(InputObject)]
pub struct ChangePasswordInput {
    /// The password in use.
    #[graphql(secret)]
    pub current_password: String,
    /// The new one.
    #[graphql(secret)]
    pub new_password: String,
}

/// The password is changed; the other sessions are over.
#[derive(SimpleObject)]
pub struct ChangePasswordPayload {
    /// The account.
    pub account: Account,
}

/// Changes of the viewer's account; what is left out stays.
#[derive(InputObject)]
pub struct UpdateAccountInput {
    /// The version that was read.
    pub expected_version: i32,
    /// How the person is addressed.
    pub display_name: Option<String>,
    /// Language of screens and mails.
    pub language: Option<Language>,
}

/// The changed account.
#[derive(SimpleObject)]
pub struct UpdateAccountPayload {
    /// As it is now.
    pub account: Account,
}

/// Taking up an invitation.
#[derive(InputObject)]
pub struct AcceptInvitationInput {
    /// The last part of the link.
    #[graphql(secret)]
    pub token: String,
    /// Password of the account the address has, else the one the new account shall have.
    #[graphql(secret)]
    pub password: String,
    /// Code of the authenticator app or a recovery code, where the account asks for it.
    #[graphql(secret)]
    pub one_time_code: Option<String>,
}

/// The door.
#[derive(Debug, Default)]
pub struct DoorMutation;

#[Object]
impl DoorMutation {
    /// Lets a person in by address, password and, where the account asks for it, a one-time code.
    async fn sign_in(&self, ctx: &Context<'_>, input: SignInInput) -> Result<SignInPayload> {
        let code = input.one_time_code.as_deref();
        let signed_in = door::sign_in(&caller(ctx), &input.email, &input.password, code).await?;
        Ok(admitted(ctx, signed_in))
    }

    /// Brings the next access token by the cookie.
    async fn refresh_session(&self, ctx: &Context<'_>, input: RefreshSessionInput) -> Result<SignInPayload> {
        let RefreshSessionInput { client_mutation_id: _ } = input;
        let caller = caller(ctx);
        match door::refresh(&caller).await {
            Ok(signed_in) => Ok(admitted(ctx, signed_in)),
            Err(error) => {
                if matches!(error, calitas_domain::Error::Unauthenticated) {
                    cookie::clear(ctx, &caller);
                }
                Err(error.into())
            }
        }
    }

    /// Ends the session of this device.
    async fn sign_out(&self, ctx: &Context<'_>, input: SignOutInput) -> Result<SignOutPayload> {
        let SignOutInput { client_mutation_id: _ } = input;
        let caller = caller(ctx);
        door::sign_out(&caller).await?;
        cookie::clear(ctx, &caller);
        Ok(SignOutPayload { signed_out_at: caller.now() })
    }

    /// Ends all sessions of the viewer, this one included.
    async fn sign_out_everywhere(&self, ctx: &Context<'_>, input: SignOutInput) -> Result<SignOutPayload> {
        let SignOutInput { client_mutation_id: _ } = input;
        let caller = caller(ctx);
        door::sign_out_everywhere(&caller).await?;
        cookie::clear(ctx, &caller);
        Ok(SignOutPayload { signed_out_at: caller.now() })
    }

    /// Ends one session of the viewer.
    async fn end_session(&self, ctx: &Context<'_>, input: EndSessionInput) -> Result<EndSessionPayload> {
        let id: SessionId = node::subject(&input.session_id)?;
        door::end_session(&caller(ctx), id).await?;
        Ok(EndSessionPayload { ended_session_id: input.session_id })
    }

    /// Sends a link to choose another password, if the address is known.
    async fn request_password_reset(
        &self,
        ctx: &Context<'_>,
        input: RequestPasswordResetInput,
    ) -> Result<RequestPasswordResetPayload> {
        let email = door::request_password_reset(&caller(ctx), &input.email).await?;
        Ok(RequestPasswordResetPayload { email })
    }

    /// Chooses another password by a link; all sessions of the account end.
    async fn reset_password(
        &self,
        ctx: &Context<'_>,
        input: ResetPasswordInput,
    ) -> Result<ResetPasswordPayload> {
        let email = door::reset_password(&caller(ctx), &input.token, &input.password).await?;
        Ok(ResetPasswordPayload { email })
    }

    /// Changes the viewer's password; the other sessions end.
    async fn change_password(
        &self,
        ctx: &Context<'_>,
        input: ChangePasswordInput,
    ) -> Result<ChangePasswordPayload> {
        let caller = caller(ctx);
        door::change_password(&caller, &input.current_password, &input.new_password).await?;
        Ok(ChangePasswordPayload { account: account::own(&caller).await?.into() })
    }

    /// Changes how the viewer is addressed and in which language.
    async fn update_account(
        &self,
        ctx: &Context<'_>,
        input: UpdateAccountInput,
    ) -> Result<UpdateAccountPayload> {
        let language = input.language.map(Into::into);
        let name = input.display_name.as_deref();
        let account = account::update(&caller(ctx), input.expected_version, name, language).await?;
        Ok(UpdateAccountPayload { account: account.into() })
    }

    /// Takes up an invitation and lets the person in.
    async fn accept_invitation(
        &self,
        ctx: &Context<'_>,
        input: AcceptInvitationInput,
    ) -> Result<SignInPayload> {
        let code = input.one_time_code.as_deref();
        let signed_in = invitation::accept(&caller(ctx), &input.token, &input.password, code).await?;
        Ok(admitted(ctx, signed_in))
    }
}

fn admitted(ctx: &Context<'_>, signed_in: SignedIn) -> SignInPayload {
    cookie::set(ctx, &caller(ctx), &signed_in);
    SignInPayload {
        access_token: signed_in.access_token,
        expires_at: signed_in.expires_at,
        viewer: Viewer::default(),
    }
}
