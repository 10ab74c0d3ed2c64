//! The second step of signing in.

use super::{member::MembershipPayload, object::Membership, viewer::Viewer};
use crate::{connection::caller, loader::Loadable, node, scalar::Date};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use calitas_app::{Ctx, identity::second_factor};
use calitas_domain::{Error, id::MembershipId};
use chrono::{DateTime, Utc};
use qrcode::{EcLevel, QrCode, render::svg};

/// How an account stands with the second step of signing in.
#[derive(Debug, Clone, SimpleObject)]
pub struct SecondFactor {
    /// Since when signing in asks for it; absent when it does not.
    pub enrolled_at: Option<DateTime<Utc>>,
    /// Recovery codes left.
    pub recovery_code_count: i32,
    /// The first day on which an institution of the person asks for it.
    pub required_from: Option<Date>,
    /// Whether places are closed until it is set up.
    pub is_required: bool,
}

/// The password, shown again by who is signed in.
#[derive(InputObject)]
pub struct BeginSecondFactorInput {
    /// The password in use.
    #[graphql(secret)]
    pub password: String,
}

/// What an authenticator app takes in; shown once.
#[derive(SimpleObject)]
pub struct BeginSecondFactorPayload {
    /// The secret, for typing.
    pub secret: String,
    /// The same with issuer and account, for a link on the same device.
    pub uri: String,
    /// The same as a QR code: an SVG image.
    pub qr_svg: String,
}

/// The first code of the app.
#[derive(InputObject)]
pub struct ConfirmSecondFactorInput {
    /// Six digits.
    #[graphql(secret)]
    pub one_time_code: String,
}

/// The second step is in use; the other sessions are over.
#[derive(SimpleObject)]
pub struct ConfirmSecondFactorPayload {
    /// Codes for the day the device is lost; each serves once, none is ever shown again.
    pub recovery_codes: Vec<String>,
    /// The person, with the places that are open now.
    pub viewer: Viewer,
}

/// The password, shown again by who is signed in.
#[derive(InputObject)]
pub struct RenewRecoveryCodesInput {
    /// The password in use.
    #[graphql(secret)]
    pub password: String,
}

/// Other recovery codes; the earlier ones stopped working.
#[derive(SimpleObject)]
pub struct RenewRecoveryCodesPayload {
    /// Codes for the day the device is lost; each serves once, none is ever shown again.
    pub recovery_codes: Vec<String>,
    /// The person.
    pub viewer: Viewer,
}

/// The password, shown again by who is signed in.
#[derive(InputObject)]
pub struct RemoveSecondFactorInput {
    /// The password in use.
    #[graphql(secret)]
    pub password: String,
}

/// Signing in asks for the password alone.
#[derive(SimpleObject)]
pub struct RemoveSecondFactorPayload {
    /// The person.
    pub viewer: Viewer,
}

/// The member who lost device and recovery codes.
#[derive(Debug, InputObject)]
pub struct ResetMemberSecondFactorInput {
    /// The membership.
    pub id: ID,
}

/// The second step of signing in.
#[derive(Debug, Default)]
pub struct SecondFactorMutation;

#[Object]
impl SecondFactorMutation {
    /// Begins to set up the second step of signing in, or to move it to another device.
    async fn begin_second_factor(
        &self,
        ctx: &Context<'_>,
        input: BeginSecondFactorInput,
    ) -> Result<BeginSecondFactorPayload> {
        let begun = second_factor::begin(&caller(ctx), &input.password).await?;
        let qr_svg = qr(&begun.uri)?;
        Ok(BeginSecondFactorPayload { secret: begun.secret, uri: begun.uri, qr_svg })
    }

    /// Takes the second step into use by its first code and gives recovery codes.
    async fn confirm_second_factor(
        &self,
        ctx: &Context<'_>,
        input: ConfirmSecondFactorInput,
    ) -> Result<ConfirmSecondFactorPayload> {
        let recovery_codes = second_factor::confirm(&caller(ctx), &input.one_time_code).await?;
        Ok(ConfirmSecondFactorPayload { recovery_codes, viewer: Viewer::default() })
    }

    /// Gives other recovery codes.
    async fn renew_recovery_codes(
        &self,
        ctx: &Context<'_>,
        input: RenewRecoveryCodesInput,
    ) -> Result<RenewRecoveryCodesPayload> {
        let recovery_codes = second_factor::renew_recovery_codes(&caller(ctx), &input.password).await?;
        Ok(RenewRecoveryCodesPayload { recovery_codes, viewer: Viewer::default() })
    }

    /// Gives the second step up.
    async fn remove_second_factor(
        &self,
        ctx: &Context<'_>,
        input: RemoveSecondFactorInput,
    ) -> Result<RemoveSecondFactorPayload> {
        second_factor::remove(&caller(ctx), &input.password).await?;
        Ok(RemoveSecondFactorPayload { viewer: Viewer::default() })
    }

    /// Takes the second step off the account of a member who lost device and recovery codes.
    async fn reset_member_second_factor(
        &self,
        ctx: &Context<'_>,
        input: ResetMemberSecondFactorInput,
    ) -> Result<MembershipPayload> {
        let id: MembershipId = node::subject(&input.id)?;
        let caller = caller(ctx);
        let row = second_factor::reset_member(&caller, id).await?;
        Ok(MembershipPayload { membership: Membership::at(row, caller.today()) })
    }
}

impl From<second_factor::State> for SecondFactor {
    fn from(state: second_factor::State) -> Self {
        Self {
            enrolled_at: state.enrolled_at,
            recovery_code_count: i32::try_from(state.recovery_codes_left).unwrap_or(i32::MAX),
            required_from: state.required_from.map(Date),
            is_required: state.is_required,
        }
    }
}

/// Whether a member's account has the second step.
#[derive(Debug, Clone, Copy)]
pub(super) struct HasSecondFactor(pub bool);

impl Loadable for HasSecondFactor {
    type Key = MembershipId;

    async fn load(ctx: &Ctx, keys: &[MembershipId]) -> Result<Vec<(MembershipId, Self)>, Error> {
        let found = second_factor::of_members(ctx, keys).await?;
        Ok(found.into_iter().map(|(id, has)| (id, Self(has))).collect())
    }
}

/// Black on white whatever the scheme of the page: cameras read nothing else reliably.
fn qr(text: &str) -> Result<String, Error> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)
        .map_err(|error| Error::Internal(Box::new(error)))?;
    let image = code
        .render::<svg::Color<'_>>()
        .min_dimensions(220, 220)
        .quiet_zone(true)
        .dark_color(svg::Color("#000000"))
        .light_color(svg::Color("#ffffff"))
        .build();
    Ok(image)
}
