//! What risks threaten: objectives and activities by their numbers and names.

use crate::{Conn, Result};
use calitas_domain::{
    control::{activity_code, objective_code},
    id::{ControlActivityId, ControlObjectiveId, TenantId},
    risk::Target,
};
use uuid::Uuid;

/// An objective or activity, as a risk shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Which one.
    pub target: Target,
    /// Its numbers, from the general objective down.
    pub numbers: Vec<i32>,
    /// What it is.
    pub title: String,
    /// The objective an activity belongs to.
    pub objective_title: Option<String>,
    /// Whether it is in force.
    pub is_in_force: bool,
}

impl Named {
    /// Its row.
    pub fn row(&self) -> Uuid {
        match self.target {
            Target::Objective(id) => id.row,
            Target::Activity(id) => id.row,
        }
    }

    /// Its code, as everywhere: `O1`, `O1.2` or `A1.2.3`.
    pub fn code(&self) -> String {
        match *self.numbers {
            [general] => objective_code(None, general),
            [general, specific] => objective_code(Some(general), specific),
            [general, specific, activity] => activity_code((general, specific), activity),
            // Nothing hangs deeper, and everything has a number.
            _ => String::new(),
        }
    }
}

/// Objectives and activities by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, targets: &[Target]) -> Result<Vec<Named>> {
    let row = |target: &Target| match target {
        Target::Objective(id) => (id.tenant.0, id.row),
        Target::Activity(id) => (id.tenant.0, id.row),
    };
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = targets.iter().map(row).unzip();
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT objective.tenant_id AS "tenant_id!", objective.id AS "id!", false AS "is_activity!",
             array_remove(ARRAY[parent.number, objective.number], NULL) AS "numbers!",
             objective.title AS "title!", NULL::text AS objective_title,
             objective.retired_at IS NULL AS "is_in_force!"
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           JOIN control_objective AS objective
             ON objective.tenant_id = wanted.tenant_id AND objective.id = wanted.id
           LEFT JOIN control_objective AS parent
             ON parent.tenant_id = objective.tenant_id AND parent.id = objective.parent_id
           UNION ALL
           SELECT activity.tenant_id, activity.id, true,
             array_remove(ARRAY[parent.number, objective.number, activity.number], NULL),
             activity.title, objective.title, activity.retired_at IS NULL
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           JOIN control_activity AS activity
             ON activity.tenant_id = wanted.tenant_id AND activity.id = wanted.id
           JOIN control_objective AS objective
             ON objective.tenant_id = activity.tenant_id AND objective.id = activity.objective_id
           LEFT JOIN control_objective AS parent
             ON parent.tenant_id = objective.tenant_id AND parent.id = objective.parent_id"#,
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Named::from).collect())
}

/// The objectives and activities of an institution that are in force, by their numbers.
///
/// # Errors
/// When the database fails.
pub async fn of_tenant(conn: &mut Conn, tenant: TenantId) -> Result<Vec<Named>> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT objective.tenant_id AS "tenant_id!", objective.id AS "id!", false AS "is_activity!",
             array_remove(ARRAY[parent.number, objective.number], NULL) AS "numbers!",
             objective.title AS "title!", NULL::text AS objective_title, true AS "is_in_force!"
           FROM control_objective AS objective
           LEFT JOIN control_objective AS parent
             ON parent.tenant_id = objective.tenant_id AND parent.id = objective.parent_id
           WHERE objective.tenant_id = $1 AND objective.retired_at IS NULL
           UNION ALL
           SELECT activity.tenant_id, activity.id, true,
             array_remove(ARRAY[parent.number, objective.number, activity.number], NULL),
             activity.title, objective.title, true
           FROM control_activity AS activity
           JOIN control_objective AS objective
             ON objective.tenant_id = activity.tenant_id AND objective.id = activity.objective_id
           LEFT JOIN control_objective AS parent
             ON parent.tenant_id = objective.tenant_id AND parent.id = objective.parent_id
           WHERE activity.tenant_id = $1 AND activity.retired_at IS NULL"#,
        tenant.0,
    )
    .fetch_all(conn.raw())
    .await?;
    let mut found: Vec<Named> = rows.into_iter().map(Named::from).collect();
    found.sort_by(|one, other| (&one.numbers, one.target).cmp(&(&other.numbers, other.target)));
    Ok(found)
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    is_activity: bool,
    numbers: Vec<i32>,
    title: String,
    objective_title: Option<String>,
    is_in_force: bool,
}

impl From<Row> for Named {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        let target = match row.is_activity {
            true => Target::Activity(ControlActivityId::new(tenant, row.id)),
            false => Target::Objective(ControlObjectiveId::new(tenant, row.id)),
        };
        Self {
            target,
            numbers: row.numbers,
            title: row.title,
            objective_title: row.objective_title,
            is_in_force: row.is_in_force,
        }
    }
}
