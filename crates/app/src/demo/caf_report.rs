//! Reports of the finished CAF self-assessments of the demonstration, approved and handed to the city hall.

use crate::{app::App, caf::living};
use calitas_domain::{
    Error, Event,
    caf::{Assessment, CafReport, ReportPatch, ReportVersion},
    id::{CafReportId, CafReportVersionId},
    identity::Membership,
    journal::{Actor, EventKind, created, difference},
};
use calitas_store::{Scope, caf::report as rows};
use chrono::{DateTime, Utc};

/// What is written in a report.
const CONTEXT: &str = "Instituția aplică CAF 2020 pentru a vedea ce merge bine și ce este de îmbunătățit în serviciile \
    pe care le oferă locuitorilor. Autoevaluarea a fost hotărâtă prin dispoziția conducătorului și acoperă toate \
    compartimentele.";
const APPROACH: &str = "Grupul de autoevaluare a fost instruit o zi. Fiecare membru a notat singur cele 28 de \
    subcriterii, pe baza documentelor, a procedurilor și a indicatorilor; notele au fost apoi discutate în ședințe de \
    consens.";
const CONCLUSIONS: &str = "Punctele tari sunt la conducere și la procese. Se îmbunătățesc întâi măsurarea mulțumirii \
    locuitorilor, urmărirea indicatorilor și instruirea personalului; acțiunile intră în planul de îmbunătățire.";

/// Writes the report of a concluded assessment, has the head approve it and hands it over.
pub(super) async fn write(
    app: &App,
    assessment: &Assessment,
    leader: &Membership,
    head: &Membership,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let tenant = assessment.id.tenant;
    let open = async |who: &Membership| {
        let scope = Scope { account: Some(who.account), ..Scope::system(tenant) };
        app.store().write(&scope, tenant, Actor::Member(who.id), at).await
    };
    let event = |kind, report: &CafReport| {
        let event = Event::new(kind, CafReportId::KIND, report.id.row).at_version(report.version);
        event.under(assessment.id.row)
    };
    let some = |text: &str| Some(Some(text.to_owned()));
    let begun = CafReport::begin(CafReportId::new(tenant, app.new_id()), assessment)?;
    let written = begun.clone().patched(ReportPatch {
        context: some(CONTEXT),
        approach: some(APPROACH),
        conclusions: some(CONCLUSIONS),
    })?;
    let handed = written.clone().submit(assessment, leader.id, at)?;
    let mut tx = open(leader).await?;
    rows::create(&mut tx, &begun).await?;
    rows::save(&mut tx, &handed).await?;
    let created = event(EventKind::CafReportCreated, &begun).with(created(&begun));
    tx.record(&created).await?;
    tx.record(&event(EventKind::CafReportUpdated, &written).with(difference(&begun, &written))).await?;
    tx.commit(event(EventKind::CafReportSubmitted, &handed).with(difference(&written, &handed))).await?;
    let approved = handed.clone().approve(head.id, at)?;
    let released = CafReport { version: approved.version + 1, ..approved.clone() };
    let mut tx = open(head).await?;
    let frozen = living(&mut tx, assessment, Some(&approved)).await?;
    let version = ReportVersion {
        id: CafReportVersionId::new(tenant, app.new_id()),
        report: approved.id,
        assessment: assessment.id,
        number: approved.review.number,
        hash: frozen.hash(),
        approved_by: Some(head.id),
        approved_at: at,
        released_at: Some(at),
    };
    rows::freeze(&mut tx, &version, &frozen.text(), &frozen.summary.text()).await?;
    rows::mark(&mut tx, &version).await?;
    rows::save(&mut tx, &released).await?;
    tx.record(&event(EventKind::CafReportApproved, &approved).with(difference(&handed, &approved))).await?;
    tx.commit(event(EventKind::CafReportReleased, &released)).await?;
    Ok(())
}
