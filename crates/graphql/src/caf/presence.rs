//! Who is in a consensus meeting.

use super::{
    assessment,
    load::ConsensusOf,
    model::{CafSubcriterion, subcriterion},
};
use crate::{
    connection::caller,
    identity::Membership,
    loader,
    node::{self, GlobalId},
};
use async_graphql::{
    ComplexObject, Context, ID, Object, Result, SimpleObject, Subscription,
    futures_util::{Stream, stream},
};
use calitas_app::{caf as app, presence::Present};
use calitas_domain::{
    Error,
    id::{CafAssessmentId, MembershipId},
};
use uuid::Uuid;

/// Somebody who is in a meeting right now.
#[derive(Debug)]
pub struct PresentInRoom {
    assessment: CafAssessmentId,
    membership: MembershipId,
    part: Option<Uuid>,
}

/// Everybody who is in a meeting right now.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct CafRoomPresence {
    /// The assessment.
    pub caf_assessment_id: ID,
    #[graphql(skip)]
    assessment: CafAssessmentId,
    #[graphql(skip)]
    present: Vec<Present>,
}

#[ComplexObject]
impl CafRoomPresence {
    /// The people, each once.
    async fn members(&self, ctx: &Context<'_>) -> Result<Vec<PresentInRoom>> {
        // Rights are those of the moment of delivery.
        assessment::one(ctx, self.assessment).await?;
        let of = |one: &Present| PresentInRoom {
            assessment: self.assessment,
            membership: one.membership,
            part: one.part,
        };
        Ok(self.present.iter().map(of).collect())
    }
}

/// Somebody who is in a meeting right now.
#[Object]
impl PresentInRoom {
    /// Who.
    async fn membership(&self, ctx: &Context<'_>) -> Result<Membership> {
        let found = loader::load::<Membership>(ctx, self.membership).await?;
        Ok(found.ok_or(Error::NotFound(MembershipId::KIND))?)
    }

    /// The subcriterion the person has open, if any.
    async fn subcriterion(&self, ctx: &Context<'_>) -> Result<Option<CafSubcriterion>> {
        let Some(part) = self.part else { return Ok(None) };
        let all = loader::load::<ConsensusOf>(ctx, self.assessment).await?.map(|found| found.0);
        let all = all.unwrap_or_default();
        Ok(all.iter().find(|one| one.id.row == part).map(|one| CafSubcriterion(one.score.subcriterion)))
    }
}

/// Who is in consensus meetings.
#[derive(Debug, Default)]
pub struct CafPresenceSubscription;

#[Subscription]
impl CafPresenceSubscription {
    /// Who is in a consensus meeting, told at every coming and going. Whoever listens is counted as being there.
    async fn caf_room_presence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the assessment.")] id: ID,
        #[graphql(desc = "Code of the subcriterion the viewer has open, such as `1.2`.")]
        subcriterion: Option<String>,
    ) -> Result<impl Stream<Item = CafRoomPresence> + use<>> {
        let id: CafAssessmentId = node::subject(&id)?;
        let code = subcriterion.map(|code| self::subcriterion("subcriterion", &code)).transpose()?;
        // The request ends with the opening; the stream lives as long as somebody listens.
        let seat = Box::pin(async { app::sit(&*caller(ctx).renewed().await?, id, code).await }).await?;
        Ok(stream::unfold((seat, false), move |(mut seat, was_told)| async move {
            if was_told {
                seat.present.changed().await.ok()?;
            }
            let present = seat.present.borrow_and_update().clone();
            let told = CafRoomPresence { caf_assessment_id: id.global(), assessment: id, present };
            Some((told, (seat, true)))
        }))
    }
}
