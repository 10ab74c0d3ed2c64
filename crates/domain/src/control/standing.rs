//! Whether a part of the chain from objectives to indicators is in use, and what lets it leave and come back: nothing goes
//! while something in use hangs under it, nothing comes back under what is out of use.

use crate::reason::Reason;
use chrono::{DateTime, Utc};

/// Whether something is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is.
    InForce,
    /// It was taken out of use; what was measured stays.
    Retired,
}

/// What stands above and under something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kin {
    /// What it hangs under; nothing hangs over a general objective.
    pub above: Option<Standing>,
    /// How many things in use hang under it.
    pub living_count: i32,
}

impl Standing {
    /// Of something that was retired then.
    pub fn of(retired_at: Option<DateTime<Utc>>) -> Self {
        match retired_at {
            None => Self::InForce,
            Some(_) => Self::Retired,
        }
    }

    /// Whether it can be changed and take something new under it.
    ///
    /// # Errors
    /// [`Reason::ControlRetired`].
    pub fn in_force(self) -> Result<(), Reason> {
        match self {
            Self::InForce => Ok(()),
            Self::Retired => Err(Reason::ControlRetired),
        }
    }

    /// Whether it can leave, or come back where it left.
    ///
    /// # Errors
    /// [`Reason::ControlHasChildren`]; [`Reason::ControlParentRetired`].
    pub fn turned(self, kin: Kin) -> Result<(), Reason> {
        match (self, kin.above) {
            (Self::InForce, _) if kin.living_count > 0 => {
                Err(Reason::ControlHasChildren { count: kin.living_count })
            }
            (Self::Retired, Some(Self::Retired)) => Err(Reason::ControlParentRetired),
            (Self::InForce | Self::Retired, _) => Ok(()),
        }
    }
}

/// When something is out of use after a change, if ever.
pub(super) fn retired_at(
    old: Option<DateTime<Utc>>,
    wish: Option<bool>,
    at: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Reason> {
    match (old, wish) {
        (None, None | Some(false)) | (Some(_), Some(false)) => Ok(None),
        (None, Some(true)) => Ok(Some(at)),
        (Some(_), None | Some(true)) => Err(Reason::ControlRetired),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        Standing::{InForce, Retired},
        *,
    };

    #[test]
    fn nothing_goes_over_living_children_and_nothing_comes_back_under_the_retired() {
        for (standing, above, living_count, answer) in [
            (InForce, None, 0, Ok(())),
            (InForce, Some(InForce), 0, Ok(())),
            (InForce, Some(InForce), 2, Err(Reason::ControlHasChildren { count: 2 })),
            (Retired, None, 0, Ok(())),
            (Retired, Some(InForce), 0, Ok(())),
            (Retired, Some(Retired), 0, Err(Reason::ControlParentRetired)),
        ] {
            assert_eq!(standing.turned(Kin { above, living_count }), answer, "{standing:?} {above:?}");
        }
    }

    #[test]
    fn what_is_out_of_use_only_comes_back() {
        let (then, now) = (DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH + chrono::Duration::days(1));
        for (old, wish, found) in [
            (None, None, Ok(None)),
            (None, Some(true), Ok(Some(now))),
            (Some(then), Some(false), Ok(None)),
            (Some(then), None, Err(Reason::ControlRetired)),
            (Some(then), Some(true), Err(Reason::ControlRetired)),
        ] {
            assert_eq!(retired_at(old, wish, now), found, "{old:?} {wish:?}");
        }
    }
}
