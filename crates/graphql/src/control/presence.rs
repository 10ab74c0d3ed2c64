//! Who has a questionnaire open.

use super::questionnaire;
use crate::{
    connection::caller,
    identity::Membership,
    loader,
    node::{self, GlobalId},
};
use async_graphql::{
    ComplexObject, Context, ID, Result, SimpleObject, Subscription,
    futures_util::{Stream, stream},
};
use calitas_app::{control as app, presence::Present};
use calitas_domain::{
    Error,
    id::{ControlAnswerId, ControlQuestionnaireId, MembershipId},
};

/// Somebody who has a questionnaire open right now.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct PresentAnswerer {
    /// The answer the person has open, if any.
    pub answer_id: Option<ID>,
    #[graphql(skip)]
    membership: MembershipId,
}

/// Everybody who has a questionnaire open right now.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct ControlQuestionnairePresence {
    /// The questionnaire.
    pub control_questionnaire_id: ID,
    #[graphql(skip)]
    questionnaire: ControlQuestionnaireId,
    #[graphql(skip)]
    present: Vec<Present>,
}

#[ComplexObject]
impl ControlQuestionnairePresence {
    /// The people, each once.
    async fn members(&self, ctx: &Context<'_>) -> Result<Vec<PresentAnswerer>> {
        // Rights are those of the moment of delivery.
        questionnaire::one(ctx, self.questionnaire).await?;
        let answer = |row| ControlAnswerId::new(self.questionnaire.tenant, row).global();
        let member = |present: &Present| PresentAnswerer {
            answer_id: present.part.map(answer),
            membership: present.membership,
        };
        Ok(self.present.iter().map(member).collect())
    }
}

#[ComplexObject]
impl PresentAnswerer {
    /// Who.
    async fn membership(&self, ctx: &Context<'_>) -> Result<Membership> {
        let found = loader::load::<Membership>(ctx, self.membership).await?;
        Ok(found.ok_or(Error::NotFound(MembershipId::KIND))?)
    }
}

/// Who has questionnaires open.
#[derive(Debug, Default)]
pub struct ControlPresenceSubscription;

#[Subscription]
impl ControlPresenceSubscription {
    /// Who has a questionnaire open, told at every coming and going. Whoever listens is counted as having it open.
    async fn control_questionnaire_presence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the questionnaire.")] id: ID,
        #[graphql(desc = "The answer the viewer has open.")] answer_id: Option<ID>,
    ) -> Result<impl Stream<Item = ControlQuestionnairePresence> + use<>> {
        let id: ControlQuestionnaireId = node::subject(&id)?;
        let answer = answer_id.map(|one| node::reference::<ControlAnswerId>("answerId", &one, id.tenant));
        let answer = answer.transpose()?.map(|answer| answer.row);
        // The request ends with the opening; the stream lives as long as somebody listens.
        let seat = Box::pin(async { app::sit(&*caller(ctx).renewed().await?, id, answer).await }).await?;
        Ok(stream::unfold((seat, false), move |(mut seat, was_told)| async move {
            if was_told {
                seat.present.changed().await.ok()?;
            }
            let present = seat.present.borrow_and_update().clone();
            let told = ControlQuestionnairePresence {
                control_questionnaire_id: id.global(),
                questionnaire: id,
                present,
            };
            Some((told, (seat, true)))
        }))
    }
}
