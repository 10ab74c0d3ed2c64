//! An institution with a compartment, a head and a plan for each who answers; founded in SQL, for entering hundreds of
//! people one by one would measure the entering.

use anyhow::{Context, Result};
use sqlx::{PgConnection, Row};
use uuid::Uuid;

const SETTLE: &str = include_str!("settle.sql");

/// The institution.
pub struct House {
    /// Its id.
    pub tenant: Uuid,
    /// Account and session of whoever opens the campaign.
    pub secretary: (Uuid, Uuid),
    /// The heads of its compartments.
    pub heads: Vec<Head>,
}

/// The head of a compartment, who runs a plan too.
pub struct Head {
    /// The person.
    pub account: Uuid,
    /// Signed in with.
    pub session: Uuid,
    /// The compartment.
    pub unit: Uuid,
    /// The plan, a draft at version 1.
    pub plan: Uuid,
}

/// Somebody with all they have to answer.
pub struct Answerer {
    /// Signed in with.
    pub token: String,
    /// The places of their questionnaire, nothing answered yet.
    pub places: Vec<Uuid>,
    /// Their plan.
    pub plan: Uuid,
}

/// Founds an institution; `run` tells it from every other.
pub async fn settle(admin: &mut PgConnection, run: &str, people: u16) -> Result<House> {
    let statements = SETTLE.split(";\n").filter(|statement| !statement.trim().is_empty());
    for statement in statements {
        let query = sqlx::query(sqlx::AssertSqlSafe(statement.to_owned()));
        query.bind(run).bind(i32::from(people)).execute(&mut *admin).await.context("settling people")?;
    }
    let rows = sqlx::query(
        "SELECT p, bench.id('2026-01-06 08:00+02', $1) AS tenant,
           bench.id('2026-01-06 08:00+02', $1 || ' account ' || p) AS account,
           bench.id('2026-01-06 08:00+02', $1 || ' session ' || p) AS session,
           bench.id('2026-01-06 08:00+02', $1 || ' unit ' || p) AS unit,
           bench.id('2026-01-06 08:00+02', $1 || ' plan ' || p) AS plan
         FROM generate_series(0, $2) AS p ORDER BY p",
    );
    let rows = rows.bind(run).bind(i32::from(people)).fetch_all(admin).await?;
    let (secretary, heads) = rows.split_first().context("somebody was settled")?;
    let heads = heads.iter().map(|row| {
        Ok(Head {
            account: row.try_get("account")?,
            session: row.try_get("session")?,
            unit: row.try_get("unit")?,
            plan: row.try_get("plan")?,
        })
    });
    Ok(House {
        tenant: secretary.try_get("tenant")?,
        secretary: (secretary.try_get("account")?, secretary.try_get("session")?),
        heads: heads.collect::<Result<_>>()?,
    })
}

/// What is asked in the institution: compartment and place of each answer.
pub async fn places(admin: &mut PgConnection, house: &House) -> Result<Vec<(Uuid, Uuid)>> {
    let rows = sqlx::query_as(
        "SELECT asked.unit_id, answer.id FROM control_answer AS answer
         JOIN control_questionnaire AS asked
           ON asked.tenant_id = answer.tenant_id AND asked.id = answer.questionnaire_id
         WHERE answer.tenant_id = $1 ORDER BY asked.unit_id, answer.id",
    );
    Ok(rows.bind(house.tenant).fetch_all(admin).await?)
}
