//! The cookie that carries the refresh token: unreadable for scripts, never sent by a foreign page.

use async_graphql::Context;
use calitas_app::{Ctx, identity::SignedIn};

/// Name of the cookie.
pub const REFRESH_COOKIE: &str = "calitas_refresh";

/// Gives the browser the refresh token.
pub(super) fn set(ctx: &Context<'_>, caller: &Ctx, signed_in: &SignedIn) {
    let age = (signed_in.refresh_expires_at - caller.now()).num_seconds().max(0);
    append(ctx, caller, &signed_in.refresh_token, age);
}

/// Takes the refresh token away from the browser.
pub(super) fn clear(ctx: &Context<'_>, caller: &Ctx) {
    append(ctx, caller, "", 0);
}

fn append(ctx: &Context<'_>, caller: &Ctx, value: &str, age: i64) {
    // Only a development server on this machine is reached without TLS.
    let secure = if caller.app().public_url().starts_with("http://") { "" } else { "; Secure" };
    let cookie =
        format!("{REFRESH_COOKIE}={value}; Max-Age={age}; Path=/graphql; HttpOnly; SameSite=Strict{secure}");
    ctx.append_http_header("set-cookie", cookie);
}
