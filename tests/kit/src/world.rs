//! Two municipalities with institutions, units and one person per role, over a database of its own, with a clock
//! that only tests move.
//!
//! `hall` is the city hall, `police` a subordinate institution of it, `foreign` a city hall elsewhere.

use crate::{client::Client, database::TestDatabase};
use async_graphql::Data;
use calitas_app::{
    App, Clock, Config, Ctx, RequestMeta,
    document::{Depot, FileLimits, Place, Scanner},
    identity, tenancy,
};
use calitas_domain::{
    access::{Grant, Role},
    id::{AccountId, MembershipId, MunicipalityId, SessionId, TenantId, UnitId},
    identity::{Account, Language, Placement, Session},
    tenancy::{Municipality, Tenant, TenantKind, Unit, UnitInput, UnitKind, Verification},
};
use calitas_graphql::{
    Guarded,
    error::Localised,
    schema::CalitasSchema,
    trusted::{DocumentRule, TrustedDocuments},
};
use calitas_store::{Addresses, Store, identity as rows};
use chrono::{DateTime, Utc};
use sqlx::{Connection, PgConnection};
use std::{collections::BTreeMap, sync::Arc};
use tokio::task::JoinHandle;

/// The populated world of one test.
pub struct World {
    /// The database.
    pub database: TestDatabase,
    /// The application over it, as the product runs it.
    pub app: App,
    /// What the application was made with.
    pub config: Config,
    /// The schema behind the guard.
    pub schema: Guarded<Localised<CalitasSchema>>,
    /// The city hall.
    pub hall: House,
    /// A subordinate institution of the city hall.
    pub police: House,
    /// A city hall of another municipality.
    pub foreign: House,
    background: JoinHandle<()>,
}

/// Where the files of a world lie, who scans them, how many there may be.
#[derive(Debug)]
pub struct Files {
    /// Where they lie.
    pub depot: Depot,
    /// Who scans them.
    pub scanner: Scanner,
    /// How large they may be.
    pub limits: FileLimits,
}

impl Default for Files {
    fn default() -> Self {
        let depot = Depot::open(&Place::Memory).expect("memory is always there");
        Self { depot, scanner: Scanner::None, limits: FileLimits::default() }
    }
}

/// One institution with its people.
#[derive(Debug, Clone)]
pub struct House {
    /// Its municipality.
    pub municipality: MunicipalityId,
    /// The institution.
    pub id: TenantId,
    /// Address in the application.
    pub slug: String,
    /// A word in every text that only its members may read.
    pub word: String,
    /// A first-level unit.
    pub legal: UnitId,
    /// A unit under it.
    pub archive: UnitId,
    /// Another first-level unit.
    pub finance: UnitId,
    /// A person per role; head of unit and specialist belong to `legal`.
    pub people: BTreeMap<Role, Person>,
}

/// One person.
#[derive(Debug, Clone)]
pub struct Person {
    /// The account.
    pub account: AccountId,
    /// A session of it.
    pub session: SessionId,
    /// The place.
    pub membership: MembershipId,
    /// Address.
    pub email: String,
}

/// When the world's clock stands still.
pub const NOW: &str = "2026-11-21T08:00:00Z";

impl World {
    /// A fresh one.
    ///
    /// # Panics
    /// When the database cannot be made: nothing can be tested then.
    pub async fn new() -> Self {
        Self::with_connections(8).await
    }

    /// A fresh one whose application has this many connections.
    ///
    /// # Panics
    /// As [`World::new`].
    pub async fn with_connections(connections: u32) -> Self {
        Self::build(TestDatabase::create().await.expect("a test database"), connections, Files::default())
            .await
    }

    /// A fresh one over a database that was just made.
    ///
    /// # Panics
    /// When the database fails.
    pub async fn over(database: TestDatabase) -> Self {
        Self::build(database, 8, Files::default()).await
    }

    /// A fresh one with files that lie elsewhere than in memory.
    ///
    /// # Panics
    /// As [`World::new`].
    pub async fn with_files(files: Files) -> Self {
        Self::build(TestDatabase::create().await.expect("a test database"), 8, files).await
    }

    async fn build(database: TestDatabase, connections: u32, files: Files) -> Self {
        let addresses = Addresses {
            app: database.app_url.clone(),
            identity: database.identity_url.clone(),
            oversight: database.oversight_url.clone(),
            connections,
        };
        let store = Store::connect(&addresses).expect("addresses of the test database");
        let now: DateTime<Utc> = NOW.parse().expect("an instant");
        let config = Config {
            public_url: "http://calitas.test".to_owned(),
            secrets: vec!["a secret that only tests use, long enough".to_owned()],
            depot: files.depot,
            scanner: files.scanner,
            file_limits: files.limits,
        };
        let app = App::new(store, Clock::manual(now), &config).expect("an application");
        let running = app.clone();
        let listen = database.app_url.clone();
        let background = tokio::spawn(async move { running.run(listen).await });
        let schema = calitas_graphql::schema::guarded(TrustedDocuments::default()).expect("the schema");
        let hall = House::build(&app, "hall", "hall", None).await;
        let police = House::build(&app, "police", "police", Some(&hall)).await;
        let foreign = House::build(&app, "foreign", "foreign", None).await;
        Self { database, app, config, schema, hall, police, foreign, background }
    }

    /// A client of a person.
    ///
    /// # Panics
    /// When the house has nobody of that role.
    pub fn client(&self, house: &House, role: Role) -> Client<'_> {
        self.client_of(house.people.get(&role).expect("a person per role"))
    }

    /// A client of nobody.
    pub fn stranger(&self) -> Client<'_> {
        Client::new(self, None)
    }

    /// The quality manager of the city hall: who runs plans.
    pub fn manager(&self) -> Client<'_> {
        self.client(&self.hall, Role::QualityManager)
    }

    /// An access token of a person.
    ///
    /// # Panics
    /// When signing fails.
    pub fn token(&self, person: &Person) -> String {
        self.app.keys().access_token(person.account, person.session, self.app.now()).expect("signed").0
    }

    /// What a request with a token brings to the resolvers.
    ///
    /// # Errors
    /// When the token does not hold.
    pub async fn data(&self, token: Option<&str>) -> Result<(Arc<Ctx>, Data), calitas_domain::Error> {
        self.data_with(token, meta()).await
    }

    /// The same with what is known of the request.
    ///
    /// # Errors
    /// When the token does not hold.
    pub async fn data_with(
        &self,
        token: Option<&str>,
        meta: RequestMeta,
    ) -> Result<(Arc<Ctx>, Data), calitas_domain::Error> {
        let ctx = self.app.authenticate(token, meta).await?;
        let mut data = calitas_graphql::schema::request_data(Arc::clone(&ctx));
        data.insert(DocumentRule::Any);
        Ok((ctx, data))
    }

    /// Adds a person with a role to a house.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn add_person(&self, house: &House, name: &str, placement: Placement) -> Person {
        add_person(&self.app, house.id, &house.word, name, placement).await
    }

    /// Adds a person who holds roles in the whole institution.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn add_holder(&self, house: &House, name: &str, roles: &[Role]) -> Person {
        let placement = Placement {
            display_name: format!("{name} {}", house.word),
            unit: None,
            grants: roles.iter().map(|role| Grant { role: (*role).into(), unit: None }).collect(),
            objects: [].into(),
            expires_on: None,
        };
        self.add_person(house, name, placement).await
    }

    /// Adds an institution: under another one, or as the city hall of a municipality of its own. `word` goes into
    /// every text about it except its names.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn add_house(&self, slug: &str, word: &str, parent: Option<&House>) -> House {
        House::build(&self.app, slug, word, parent).await
    }

    /// The text of the newest mail to an address.
    ///
    /// # Panics
    /// When there is none.
    pub async fn mail_to(&self, recipient: &str) -> String {
        let mut outbox = PgConnection::connect(&self.database.identity_url).await.expect("the outbox");
        sqlx::query_scalar("SELECT body FROM mail WHERE recipient = $1 ORDER BY id DESC LIMIT 1")
            .bind(recipient)
            .fetch_one(&mut outbox)
            .await
            .expect("a mail")
    }

    /// A client of a person in a session that begins now: after days have passed.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn renewed(&self, person: &Person) -> Client<'_> {
        let now = self.app.now();
        let session = SessionId(self.app.new_id());
        let row = Session {
            id: session,
            account: person.account,
            created_at: now,
            last_seen_at: now,
            device: "kit".to_owned(),
            generation: 1,
            rotated_at: now,
            revoked_at: None,
        };
        let mut tx = self.app.store().identity().await.expect("the database answers");
        rows::session::create(&mut tx, &row).await.expect("a new session");
        tx.commit().await.expect("committed");
        self.client_of(&Person { session, ..person.clone() })
    }

    /// A client of a person.
    pub fn client_of(&self, person: &Person) -> Client<'_> {
        Client::new(self, Some(self.token(person)))
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.background.abort();
    }
}

impl House {
    async fn build(app: &App, slug: &str, word: &str, parent: Option<&House>) -> Self {
        let municipality = parent.map_or_else(|| MunicipalityId(app.new_id()), |parent| parent.municipality);
        let row = Municipality {
            id: municipality,
            slug: format!("city-{slug}"),
            name_ro: format!("Municipiul {slug}"),
            name_en: format!("Municipality of {slug}"),
            county_ro: "Bacău".to_owned(),
        };
        let id = TenantId(app.new_id());
        let tenant = Tenant {
            id,
            municipality,
            parent: parent.map(|parent| parent.id),
            slug: slug.to_owned(),
            name_ro: format!("Instituția {slug}"),
            name_en: format!("Institution {slug}"),
            short_name: slug.to_uppercase(),
            kind: if parent.is_some() { TenantKind::LocalPolice } else { TenantKind::CityHall },
            verification: Verification::Demo,
            note: String::new(),
            second_factor_from: None,
            created_at: app.now(),
            retired_at: None,
            version: 1,
        };
        let [legal, archive, finance] = [(); 3].map(|()| UnitId::new(id, app.new_id()));
        let unit = |id: UnitId, parent: Option<UnitId>, code: &str, name: &str| {
            let input = UnitInput {
                parent: parent.map(|unit| unit.row),
                code: code.to_owned(),
                name_ro: format!("{name} {word}"),
                name_en: String::new(),
                kind: UnitKind::Service,
                is_first_level: parent.is_none(),
            };
            Unit::new(id, input, Verification::Demo)
        };
        let units = [
            unit(legal, None, "legal", "Serviciul Juridic"),
            unit(archive, Some(legal), "archive", "Compartimentul Arhivă"),
            unit(finance, None, "finance", "Serviciul Financiar"),
        ];
        tenancy::found(app, &row, &tenant, &units).await.expect("a new institution");
        let mut house = Self {
            municipality,
            id,
            slug: slug.to_owned(),
            word: word.to_owned(),
            legal,
            archive,
            finance,
            people: BTreeMap::new(),
        };
        let roles = Role::ALL.iter().filter(|role| match role {
            Role::Guest => false,
            Role::Oversight => parent.is_none(),
            _ => true,
        });
        for role in roles {
            let unit = (!role.is_institution_wide()).then_some(legal);
            let placement = Placement {
                display_name: format!("{} {word}", role.code().to_lowercase().replace('_', " ")),
                unit,
                grants: vec![Grant { role: (*role).into(), unit }],
                objects: [].into(),
                expires_on: None,
            };
            let name = role.code().to_lowercase();
            house.people.insert(*role, add_person(app, id, word, &name, placement).await);
        }
        house
    }
}

async fn add_person(app: &App, tenant: TenantId, word: &str, name: &str, placement: Placement) -> Person {
    let now = app.now();
    let account = AccountId(app.new_id());
    let session = SessionId(app.new_id());
    let email = format!("{name}@{word}.test");
    let row = Account {
        id: account,
        email: email.clone(),
        display_name: placement.display_name.clone(),
        language: Language::En,
        disabled_at: None,
        version: 1,
    };
    let signed_in = Session {
        id: session,
        account,
        created_at: now,
        last_seen_at: now,
        device: "kit".to_owned(),
        generation: 1,
        rotated_at: now,
        revoked_at: None,
    };
    let mut tx = app.store().identity().await.expect("the database answers");
    // No password: who signs in by one in a test sets it there.
    rows::account::create(&mut tx, &row, "", now).await.expect("a new account");
    rows::session::create(&mut tx, &signed_in).await.expect("a new session");
    tx.commit().await.expect("committed");
    let membership = identity::member::establish(app, tenant, account, placement).await.expect("a new place");
    Person { account, session, membership, email }
}

/// What a test's request says of itself.
pub fn meta() -> RequestMeta {
    RequestMeta {
        request_id: "test".to_owned(),
        address: None,
        device: "kit".to_owned(),
        refresh_token: None,
        language: Language::En,
    }
}
