//! Opaque global ids: kind, institution and row as text. They are built and read only here. The institution in an id
//! is a hint for finding the row and carries no authority.

use async_graphql::{ID, MaybeUndefined};
use calitas_domain::{
    Error, Reason,
    id::{Identity, Kind, TenantId, TenantRow},
};
use data_encoding::BASE32_DNSSEC;
use uuid::Uuid;

/// An id with a text form.
pub trait GlobalId: Identity {
    /// The text form.
    fn global(&self) -> ID {
        ID(format!("{}_{}", Self::KIND.0, BASE32_DNSSEC.encode(&self.bytes())))
    }

    /// Reads a text form, if it is of this kind.
    fn read(id: &ID) -> Option<Self> {
        let (kind, text) = id.rsplit_once('_')?;
        if kind != Self::KIND.0 {
            return None;
        }
        Self::from_bytes(&BASE32_DNSSEC.decode(text.as_bytes()).ok()?)
    }
}

impl<T: Identity> GlobalId for T {}

/// The text form of a row of an institution whose kind is known only at run time.
pub fn of_row(kind: Kind, tenant: TenantId, row: Uuid) -> ID {
    ID(calitas_app::opaque(kind, tenant, row))
}

/// As [`of_row`], of a kind known by its stored code only. An institution's id names no other row.
pub fn of_code(kind: &str, tenant: TenantId, row: Uuid) -> ID {
    if kind == TenantId::KIND.0 {
        return TenantId(row).global();
    }
    let bytes = [tenant.0.as_bytes().as_slice(), row.as_bytes()].concat();
    ID(format!("{kind}_{}", BASE32_DNSSEC.encode(&bytes)))
}

/// The institution and the row of an id of any kind of thing, for looking up what happened to it. It carries no
/// authority, as every id.
pub fn row_of(id: &ID) -> Option<(TenantId, Uuid)> {
    let (_, text) = id.rsplit_once('_')?;
    let bytes = BASE32_DNSSEC.decode(text.as_bytes()).ok()?;
    let (tenant, row) = (bytes.get(..16)?, bytes.get(16..).filter(|row| !row.is_empty()));
    let tenant = TenantId(Uuid::from_slice(tenant).ok()?);
    Some((tenant, row.map_or(Ok(tenant.0), Uuid::from_slice).ok()?))
}

/// The id of the thing an act is about.
///
/// # Errors
/// [`Error::NotFound`] when it is no id of that kind: nothing is there.
pub fn subject<T: GlobalId>(id: &ID) -> Result<T, Error> {
    T::read(id).ok_or(Error::NotFound(T::KIND))
}

/// The id of something an input refers to, inside one institution.
///
/// # Errors
/// [`Reason::UnknownReference`] at `path`.
pub fn reference<T: TenantRow>(path: &str, id: &ID, tenant: TenantId) -> Result<T, Error> {
    let found = T::read(id).filter(|found| found.tenant() == tenant);
    found.ok_or_else(|| Error::invalid(path, Reason::UnknownReference))
}

/// The id of something an input may refer to, refer to no more, or leave alone.
///
/// # Errors
/// As [`reference`].
pub fn changed<T: TenantRow>(
    path: &str,
    id: MaybeUndefined<ID>,
    tenant: TenantId,
) -> Result<Option<Option<T>>, Error> {
    match id {
        MaybeUndefined::Undefined => Ok(None),
        MaybeUndefined::Null => Ok(Some(None)),
        MaybeUndefined::Value(id) => Ok(Some(Some(reference(path, &id, tenant)?))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calitas_domain::id::{PlanActionId, PlanId};

    #[test]
    fn ids_round_trip_and_keep_their_kind() {
        let id = PlanActionId::new(TenantId(Uuid::from_u128(1)), Uuid::from_u128(2));
        let text = id.global();
        assert!(text.starts_with("plan_action_"), "{text:?}");
        assert_eq!(PlanActionId::read(&text), Some(id));
        assert_eq!(of_row(PlanActionId::KIND, id.tenant, id.row), text);
        assert_eq!(of_code("plan_action", id.tenant, id.row), text);
        assert_eq!(row_of(&text), Some((id.tenant, id.row)));
        assert_eq!(of_code("tenant", id.tenant, id.tenant.0), id.tenant.global());
        assert_eq!(row_of(&id.tenant.global()), Some((id.tenant, id.tenant.0)));
        assert_eq!(PlanId::read(&text), None);
        for bad in ["", "plan", "plan_", "plan_zz", "plan_action_00", "plan_action_\u{219}"] {
            assert_eq!(PlanActionId::read(&ID(bad.to_owned())), None, "{bad}");
            assert_eq!(row_of(&ID(bad.to_owned())), None, "{bad}");
        }
    }
}
