//! Who looks at what right now. Kept in memory on every server, told from server to server, forgotten after a while.

use crate::{clock::Clock, ctx::Ctx};
use calitas_domain::{
    Error,
    id::{MembershipId, TenantId},
};
use calitas_store::stream::{Hint, Wake};
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Mutex,
};
use tokio::sync::{broadcast::error::RecvError, watch};
use uuid::Uuid;

/// A place unheard of for this long is empty: its server died.
const FORGET: Duration = Duration::seconds(25);
const BEAT: std::time::Duration = std::time::Duration::from_secs(8);
const PREFIX: &str = "presence";

/// Somebody looking.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Present {
    /// Who.
    pub membership: MembershipId,
    /// The part of the object they have open, if any.
    pub part: Option<Uuid>,
}

#[derive(Debug)]
pub(crate) struct Presence {
    /// Names this server, which hears itself directly and not through the others.
    server: Uuid,
    wake: Wake,
    rooms: Mutex<HashMap<(TenantId, Uuid), Room>>,
    own: Mutex<HashMap<Uuid, Beat>>,
}

#[derive(Debug)]
struct Room {
    seats: HashMap<Uuid, (Present, DateTime<Utc>)>,
    sender: watch::Sender<Vec<Present>>,
}

/// What servers tell each other.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Beat {
    server: Uuid,
    seat: Uuid,
    tenant: Uuid,
    object: Uuid,
    member: Uuid,
    part: Option<Uuid>,
    leaves: bool,
}

/// A seat in front of an object. Dropping it leaves.
#[derive(Debug)]
pub struct Seat {
    app: crate::App,
    id: Uuid,
    /// Everybody who looks, changing.
    pub present: watch::Receiver<Vec<Present>>,
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.app.presence().leave(self.id, self.app.now());
    }
}

/// Sits down in front of an object of an institution. The caller has checked that the person may see it.
///
/// # Errors
/// [`Error::NotFound`] without a place in the institution.
pub fn sit(ctx: &Ctx, tenant: TenantId, object: Uuid, part: Option<Uuid>) -> Result<Seat, Error> {
    let member = ctx.access(tenant)?.membership;
    let (app, id) = (ctx.app().clone(), ctx.new_id());
    let server = app.presence().server;
    let beat = Beat { server, seat: id, tenant: tenant.0, object, member: member.row, part, leaves: false };
    let present = app.presence().enter(beat, app.now());
    Ok(Seat { app, id, present })
}

impl Presence {
    pub(crate) fn new(server: Uuid, wake: Wake) -> Self {
        Self { server, wake, rooms: Mutex::default(), own: Mutex::default() }
    }

    fn enter(&self, beat: Beat, now: DateTime<Utc>) -> watch::Receiver<Vec<Present>> {
        let room = (TenantId(beat.tenant), beat.object);
        self.own.lock().expect("presence does not panic").insert(beat.seat, beat.clone());
        self.tell(&beat);
        let receiver = {
            let mut rooms = self.rooms.lock().expect("presence does not panic");
            rooms.entry(room).or_insert_with(Room::empty).sender.subscribe()
        };
        self.hear(&beat, now);
        receiver
    }

    fn leave(&self, seat: Uuid, now: DateTime<Utc>) {
        let own = self.own.lock().expect("presence does not panic").remove(&seat);
        if let Some(beat) = own {
            let beat = Beat { leaves: true, ..beat };
            self.hear(&beat, now);
            self.tell(&beat);
        }
    }

    fn tell(&self, beat: &Beat) {
        let text = serde_json::to_string(beat).expect("ids can be written");
        self.wake.signal(format!("{PREFIX}{text}"));
    }

    fn hear(&self, beat: &Beat, now: DateTime<Utc>) {
        let tenant = TenantId(beat.tenant);
        let mut rooms = self.rooms.lock().expect("presence does not panic");
        let room = rooms.entry((tenant, beat.object)).or_insert_with(Room::empty);
        if beat.leaves {
            room.seats.remove(&beat.seat);
        } else {
            let membership = MembershipId::new(tenant, beat.member);
            room.seats.insert(beat.seat, (Present { membership, part: beat.part }, now));
        }
        room.publish();
    }

    /// Keeps own seats known to the others and forgets those of servers that died.
    pub(crate) async fn run(&self, clock: &Clock) {
        let mut hints = self.wake.listen();
        let mut tick = tokio::time::interval(BEAT);
        loop {
            tokio::select! {
                _ = tick.tick() => self.beat(clock.now()),
                hint = hints.recv() => match hint {
                    Ok(Hint::Signal(text)) => {
                        let beat = text.strip_prefix(PREFIX).and_then(|text| serde_json::from_str::<Beat>(text).ok());
                        if let Some(beat) = beat.filter(|beat| beat.server != self.server) {
                            self.hear(&beat, clock.now());
                        }
                    }
                    Ok(Hint::Entries(_) | Hint::Gap) | Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => return,
                },
            }
        }
    }

    fn beat(&self, now: DateTime<Utc>) {
        let own: Vec<Beat> = self.own.lock().expect("presence does not panic").values().cloned().collect();
        for beat in own {
            self.hear(&beat, now);
            self.tell(&beat);
        }
        let mut rooms = self.rooms.lock().expect("presence does not panic");
        for room in rooms.values_mut() {
            room.seats.retain(|_, (_, seen)| now - *seen <= FORGET);
            room.publish();
        }
        rooms.retain(|_, room| !room.seats.is_empty() || room.sender.receiver_count() > 0);
    }
}

impl Room {
    fn empty() -> Self {
        Self { seats: HashMap::new(), sender: watch::Sender::new(Vec::new()) }
    }

    /// Tells watchers who is here, each person once; silent when nothing changed.
    fn publish(&mut self) {
        let mut people: BTreeMap<MembershipId, Option<Uuid>> = BTreeMap::new();
        for (present, _) in self.seats.values() {
            let part = people.entry(present.membership).or_default();
            *part = (*part).or(present.part);
        }
        let present: Vec<_> =
            people.into_iter().map(|(membership, part)| Present { membership, part }).collect();
        self.sender.send_if_modified(|known| {
            let changed = *known != present;
            *known = present;
            changed
        });
    }
}
