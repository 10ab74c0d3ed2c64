//! One institution in a worker's hands: who its people are now, and telling them.

use crate::app::App;
use calitas_domain::{
    Error,
    access::{Permission, Role},
    calendar::{self, WorkCalendar},
    id::{AccountId, Kind, MembershipId, NotificationId, TenantId},
    identity::Membership,
    journal::Actor,
    notification::{
        Channel, MAIL_DAYS, Notification, NotificationKind, NotificationReason, Settings, needed,
    },
};
use calitas_store::{
    Scope, WriteTx,
    identity::{custom_role, membership},
    notification::{
        centre, mail, policy,
        progress::{self, Progress},
        setting,
    },
};
use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Days around today whose changes the calendar of an institution knows: far enough for any deadline in hand.
const CALENDAR_DAYS: u64 = 500;

/// What starts a signal to servers that a person was told something or has read it.
pub(super) const SIGNAL: &str = "told ";

/// Something to tell, before it is known whether the person may hear it.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub kind: NotificationKind,
    pub reason: NotificationReason,
    pub cause: String,
    pub subject_kind: Kind,
    pub subject: Uuid,
    pub topic: Uuid,
    pub position: Option<i64>,
    pub actor: Option<MembershipId>,
    pub due_on: Option<NaiveDate>,
    pub at: DateTime<Utc>,
}

/// A member as far as telling needs it.
struct Hearer {
    membership: Membership,
    settings: Settings,
}

/// Holds an institution until it is closed.
pub(super) struct Teller<'a> {
    app: &'a App,
    pub tx: WriteTx,
    pub calendar: WorkCalendar,
    pub today: NaiveDate,
    people: BTreeMap<MembershipId, Option<Hearer>>,
    told: BTreeSet<AccountId>,
}

impl<'a> Teller<'a> {
    /// Takes an institution; absent while another worker has it.
    pub(super) async fn open(app: &'a App, tenant: TenantId) -> Result<Option<(Self, Progress)>, Error> {
        let (now, today) = (app.now(), calendar::day(app.now()));
        let mut tx = app.store().write(&Scope::system(tenant), tenant, Actor::System, now).await?;
        let first = Progress { position: 0, reminded_on: today - Days::new(1) };
        let Some(progress) = progress::take(&mut tx, first).await? else { return Ok(None) };
        let around = (today - Days::new(CALENDAR_DAYS), today + Days::new(CALENDAR_DAYS));
        let days = policy::days(&mut tx, &[tenant], around.0, around.1).await?;
        let calendar = WorkCalendar::with(days.into_iter().map(|day| (day.day, day.kind)));
        let teller = Self { app, tx, calendar, today, people: BTreeMap::new(), told: BTreeSet::new() };
        Ok(Some((teller, progress)))
    }

    /// Makes lasting what was told and how far that was, and says so to whoever listens.
    pub(super) async fn close(mut self, progress: Progress) -> Result<(), Error> {
        progress::save(&mut self.tx, progress).await?;
        self.tx.commit_unjournaled().await?;
        for account in self.told {
            self.app.store().wake().signal(format!("{SIGNAL}{}", account.0));
        }
        Ok(())
    }

    /// Gets to know members as they are now.
    pub(super) async fn meet(&mut self, ids: &[MembershipId]) -> Result<(), Error> {
        let strangers: Vec<_> = ids.iter().copied().filter(|id| !self.people.contains_key(id)).collect();
        if strangers.is_empty() {
            return Ok(());
        }
        let found = membership::by_ids(&mut self.tx, &strangers).await?;
        let accounts: Vec<AccountId> = found.iter().map(|member| member.account).collect();
        let mut settings = setting::of_accounts(&mut self.app.identity().await?, &accounts).await?;
        self.people.extend(strangers.into_iter().map(|id| (id, None)));
        for membership in found {
            let settings =
                settings.remove(&membership.account).unwrap_or_else(|| Settings::of(membership.account));
            self.people.insert(membership.id, Some(Hearer { membership, settings }));
        }
        Ok(())
    }

    /// On which days before a deadline a member wants to be reminded, if they chose some.
    pub(super) fn due_soon_days(&self, who: MembershipId) -> Option<&[i32]> {
        self.people.get(&who)?.as_ref()?.settings.due_soon_days.as_deref()
    }

    /// Active members who hold one of the roles.
    pub(super) async fn holders(&mut self, roles: &[Role]) -> Result<Vec<Membership>, Error> {
        let tenant = self.tx.tenant();
        let mut found = Vec::new();
        for role in roles {
            let active_on = Some(self.today);
            let filter =
                membership::Filter { role: Some(role.code()), active_on, ..membership::Filter::default() };
            let page = membership::page(&mut self.tx, tenant, &filter, None, 200).await?;
            found.extend(page.into_iter().map(|(_, id)| id));
        }
        self.meet(&found).await?;
        let known = |id| self.people.get(id).and_then(Option::as_ref).map(|hearer| hearer.membership.clone());
        Ok(found.iter().filter_map(known).collect())
    }

    /// Active members whom a role of the product or one of the institution lets do something.
    pub(super) async fn allowed(&mut self, permission: Permission) -> Result<Vec<Membership>, Error> {
        let tenant = self.tx.tenant();
        let may = |role: &Role| role.permissions().contains(&permission);
        let roles: Vec<Role> = Role::ALL.iter().copied().filter(may).collect();
        let mut found = self.holders(&roles).await?;
        for role in custom_role::of_tenant(&mut self.tx, tenant).await? {
            if role.permissions.contains(permission) {
                let ids: Vec<_> = membership::holders(&mut self.tx, role.id, self.today)
                    .await?
                    .into_iter()
                    .map(|member| member.id)
                    .collect();
                self.meet(&ids).await?;
                let known = |id| self.people.get(id).and_then(Option::as_ref);
                found.extend(ids.iter().filter_map(known).map(|hearer| hearer.membership.clone()));
            }
        }
        Ok(found)
    }

    /// Tells a member, unless they did it themselves, may not read it by now, want no word of it, or were told before.
    pub(super) async fn tell(&mut self, who: MembershipId, word: &Word) -> Result<(), Error> {
        self.meet(&[who]).await?;
        let Some(Some(hearer)) = self.people.get(&who) else { return Ok(()) };
        let is_own = word.actor == Some(who);
        let may_read = hearer.membership.is_active(self.today)
            && hearer.membership.may_on(needed(word.subject_kind), word.topic);
        let channel = hearer.settings.channel(word.kind);
        if is_own || !may_read || channel == Channel::Off {
            return Ok(());
        }
        let account = hearer.membership.account;
        let told = Notification {
            id: NotificationId::new(who.tenant, self.app.new_id()),
            membership: who,
            account,
            kind: word.kind,
            reason: word.reason,
            cause: word.cause.clone(),
            subject_kind: word.subject_kind,
            subject: word.subject,
            topic: word.topic,
            position: word.position,
            actor: word.actor,
            due_on: word.due_on,
            created_at: word.at,
            read_at: None,
        };
        let now = self.app.now();
        let is_fresh = now - word.at <= Duration::days(MAIL_DAYS);
        let mail_at = hearer.settings.mail_at(word.kind, now, &self.calendar).filter(|_| is_fresh);
        if centre::tell(&mut self.tx, &told).await? {
            self.told.insert(account);
            if let Some(mail_at) = mail_at {
                mail::put(&mut self.tx, told.id, account, mail_at).await?;
            }
        } else if word.kind == NotificationKind::Changed && centre::renew(&mut self.tx, &told).await? {
            self.told.insert(account);
        }
        Ok(())
    }

    /// Forgets what was told of something that is gone.
    pub(super) async fn forget(&mut self, subject: Uuid) -> Result<(), Error> {
        self.told.extend(centre::forget(&mut self.tx, subject).await?);
        Ok(())
    }
}
