//! What happened, as sentences in both languages. Every kind of event has its own: the match is exhaustive.

use super::pick;
use calitas_domain::{identity::Language, journal::EventKind};

/// The sentence of a kind of event by its stored code. What only a newer program knows is a change.
pub fn of_event(code: &str, language: Language) -> &'static str {
    match EventKind::from_code(code) {
        Some(kind) => of_kind(kind, language),
        None => pick(language, "A avut loc o modificare", "Something changed"),
    }
}

fn of_kind(kind: EventKind, language: Language) -> &'static str {
    use EventKind::*;
    let (ro, en) = match kind {
        TenantCreated => ("Instituția a fost înregistrată", "The institution was set up"),
        TenantUpdated => ("Datele instituției au fost modificate", "The institution's data were changed"),
        TenantMoved => {
            ("Instituția a fost trecută în subordinea alteia", "The institution was put under another one")
        }
        TenantRetired => ("Instituția a fost scoasă din uz", "The institution was retired"),
        TenantReinstated => ("Instituția a fost repusă în uz", "The institution was taken back"),
        LetterheadUpdated => ("Antetul documentelor a fost modificat", "The letterhead was changed"),
        UnitCreated => ("Compartimentul a fost adăugat", "The unit was added"),
        UnitUpdated => ("Compartimentul a fost modificat", "The unit was changed"),
        MemberInvited => ("A fost trimisă o invitație", "An invitation was sent"),
        InvitationResent => ("Invitația a fost retrimisă", "The invitation was sent again"),
        InvitationAccepted => ("Invitația a fost acceptată", "The invitation was accepted"),
        InvitationRevoked => ("Invitația a fost retrasă", "The invitation was withdrawn"),
        MembershipStarted => ("A început un acces în instituție", "Access to the institution began"),
        MembershipUpdated => {
            ("Funcția sau drepturile au fost modificate", "The function or the rights were changed")
        }
        MembershipEnded => ("Accesul în instituție a încetat", "Access to the institution ended"),
        MemberErased => ("Datele personale au fost șterse", "The personal data were erased"),
        MemberSecondFactorReset => {
            ("A doua treaptă de autentificare a fost resetată", "The second step of signing in was reset")
        }
        CustomRoleCreated => ("Un rol propriu a fost creat", "A role of the institution was composed"),
        CustomRoleUpdated => ("Rolul propriu a fost modificat", "The role of the institution was changed"),
        CustomRoleDeleted => ("Rolul propriu a fost șters", "The role of the institution was deleted"),
        SavedViewCreated => ("O vedere a fost salvată", "A view was saved"),
        SavedViewUpdated => ("Vederea a fost modificată", "The view was changed"),
        SavedViewDeleted => ("Vederea a fost ștearsă", "The view was deleted"),
        NotificationPolicyUpdated => {
            ("Regulile de reamintire au fost modificate", "The rules of reminding were changed")
        }
        CalendarDaySet => ("O zi lucrătoare sau liberă a fost stabilită", "A working day or day off was set"),
        CalendarDayRemoved => ("Ziua este din nou cea prevăzută de lege", "The day is again as the law says"),
        CalendarFeedRenewed => ("Adresa calendarului a fost reînnoită", "The calendar's address was renewed"),
        CalendarFeedRevoked => ("Adresa calendarului a fost retrasă", "The calendar's address was withdrawn"),
        JournalVerified => ("Jurnalul a fost verificat", "The journal was verified"),
        JournalExported => ("Jurnalul a fost exportat", "The journal was exported"),
        PlanCreated => ("Planul a fost început", "The plan was begun"),
        PlanUpdated => ("Planul a fost modificat", "The plan was changed"),
        PlanSubmitted => ("Planul a fost trimis spre aprobare", "The plan was submitted for approval"),
        PlanApproved => ("Planul a fost aprobat", "The plan was approved"),
        PlanReturned => ("Planul a fost returnat cu observații", "The plan was returned with remarks"),
        PlanRevised => ("A început revizia planului", "A revision of the plan began"),
        PlanReleased => {
            ("Planul a fost transmis municipalității", "The plan was released to the municipality")
        }
        PlanConsulted => (
            "Planul a fost consultat din vederea municipală",
            "The plan was looked at from the municipality view",
        ),
        PlanClosed => ("Planul a fost închis", "The plan was closed"),
        PlanCancelled => ("Planul a fost anulat", "The plan was cancelled"),
        PlanActionCreated => ("Acțiunea a fost propusă", "The action was proposed"),
        PlanActionUpdated => ("Acțiunea a fost modificată", "The action was changed"),
        PlanActionMoved => ("Acțiunea a fost mutată", "The action was moved"),
        PlanActionDeleted => ("Propunerea a fost ștearsă", "The proposal was deleted"),
        PlanActionChecked => ("Lista de pași a fost modificată", "The checklist was changed"),
        PlanActionMeasured => ("A fost înregistrată o valoare", "A value was recorded"),
        PlanActionCommentCreated => ("A fost scris un comentariu", "A comment was written"),
        PlanActionCommentUpdated => ("Un comentariu a fost modificat", "A comment was changed"),
        PlanActionCommentDeleted => ("Un comentariu a fost șters", "A comment was deleted"),
        PlanActionCommentsRead => ("Comentariile au fost citite", "The comments were read"),
        PlanActionWatched => {
            ("Cineva a început să urmărească acțiunea", "Somebody began to watch the action")
        }
        PlanActionUnwatched => ("Cineva nu mai urmărește acțiunea", "Somebody stopped watching the action"),
        CafAssessmentCreated => ("O autoevaluare CAF a fost începută", "A CAF self-assessment was begun"),
        CafAssessmentUpdated => {
            ("Autoevaluarea CAF a fost modificată", "The CAF self-assessment was changed")
        }
        CafStepUpdated => {
            ("Un pas al autoevaluării CAF a fost actualizat", "A step of the CAF self-assessment was updated")
        }
        CafMemberAdded => {
            ("Un membru a intrat în grupul de autoevaluare", "Somebody came into the self-assessment group")
        }
        CafMemberUpdated => (
            "Rolul unui membru al grupului de autoevaluare a fost schimbat",
            "The role of a member of the self-assessment group was changed",
        ),
        CafMemberRemoved => {
            ("Un membru a ieșit din grupul de autoevaluare", "Somebody left the self-assessment group")
        }
        CafScoringStarted => ("A început evaluarea individuală", "The individual assessment began"),
        CafIndividualScored => {
            ("Un membru a lucrat la evaluarea proprie", "A member worked on the own assessment")
        }
        CafScoresSubmitted => {
            ("O evaluare individuală a fost trimisă", "An individual assessment was submitted")
        }
        CafScoresTakenBack => {
            ("O evaluare individuală a fost luată înapoi", "An individual assessment was taken back")
        }
        CafConsensusOpened => ("Consensul a fost deschis", "The consensus was opened"),
        CafScoresRevealed => {
            ("Notele unui subcriteriu au fost arătate", "The scores of a subcriterion were shown")
        }
        CafRoomMoved => {
            ("Ședința de consens a trecut la un subcriteriu", "The consensus meeting went to a subcriterion")
        }
        CafDiscussionTimed => ("A fost stabilit timpul discuției", "The time of the discussion was set"),
        CafRevoteAsked => ("S-a cerut revot", "A new vote was asked for"),
        CafVoteCast => ("Un membru a revotat", "A member voted once more"),
        CafHandRaised => ("Un membru a cerut cuvântul", "A member asked for the word"),
        CafHandLowered => ("Un membru nu mai cere cuvântul", "A member asks for the word no more"),
        CafFindingAdded => (
            "A fost notat un punct tare sau o zonă de îmbunătățit",
            "A strength or an area for improvement was written down",
        ),
        CafFindingUpdated => (
            "Un punct tare sau o zonă de îmbunătățit a fost reformulată",
            "A strength or an area for improvement was reworded",
        ),
        CafFindingRemoved => (
            "Un punct tare sau o zonă de îmbunătățit a fost eliminată",
            "A strength or an area for improvement was taken out",
        ),
        CafFindingsMerged => (
            "Mai multe puncte tari sau zone de îmbunătățit au fost combinate",
            "Several strengths or areas for improvement became one",
        ),
        CafAreaRanked => (
            "Impactul sau efortul unei zone de îmbunătățit a fost stabilit",
            "The impact or the effort of an area for improvement was set",
        ),
        CafAreasPlanned => (
            "Zone de îmbunătățit au devenit acțiuni ale unui plan",
            "Areas for improvement became actions of a plan",
        ),
        CafAreaPlanned => {
            ("O zonă de îmbunătățit a intrat într-o acțiune", "An area for improvement went into an action")
        }
        CafScoreAgreed => (
            "Consensul unui subcriteriu a fost înregistrat",
            "The agreed score of a subcriterion was recorded",
        ),
        CafScoreReopened => (
            "Consensul unui subcriteriu a fost redeschis",
            "The agreed score of a subcriterion was taken up again",
        ),
        CafAssessmentConcluded => {
            ("Autoevaluarea CAF a fost încheiată", "The CAF self-assessment was concluded")
        }
        CafAssessmentReopened => {
            ("Autoevaluarea CAF a fost redeschisă", "The CAF self-assessment was taken up again")
        }
        CafAssessmentCancelled => {
            ("Autoevaluarea CAF a fost anulată", "The CAF self-assessment was given up")
        }
        CafReportCreated => {
            ("Raportul autoevaluării CAF a fost început", "The report of the CAF self-assessment was begun")
        }
        CafReportUpdated => (
            "Raportul autoevaluării CAF a fost modificat",
            "The report of the CAF self-assessment was changed",
        ),
        CafReportSubmitted => (
            "Raportul autoevaluării CAF a fost predat spre aprobare",
            "The report of the CAF self-assessment was handed in",
        ),
        CafReportApproved => (
            "Raportul autoevaluării CAF a fost aprobat",
            "The report of the CAF self-assessment was approved",
        ),
        CafReportReturned => (
            "Raportul autoevaluării CAF a fost returnat",
            "The report of the CAF self-assessment was given back",
        ),
        CafReportReleased => (
            "Raportul autoevaluării CAF a fost transmis",
            "The report of the CAF self-assessment was handed over",
        ),
        ImportApplied => ("Au fost importate rânduri dintr-un tabel", "Rows were taken over from a table"),
        EvidenceCreated => ("A fost atașată o dovadă", "Evidence was attached"),
        EvidenceUpdated => ("O dovadă a fost modificată", "Evidence was changed"),
        EvidenceRemoved => ("O dovadă a fost eliminată", "Evidence was removed"),
        EvidenceRestored => ("O dovadă eliminată a fost pusă la loc", "Removed evidence was put back"),
        EvidenceLinked => ("O dovadă a fost legată de aici", "Evidence was linked to this"),
        EvidenceUnlinked => ("O dovadă nu mai este legată de aici", "Evidence is no longer linked to this"),
        EvidenceFileAdded => ("A fost atașat un fișier", "A file was attached"),
        EvidenceFileRemoved => ("Un fișier a fost eliminat", "A file was removed"),
        EvidenceFileRestored => ("Un fișier eliminat a fost pus la loc", "A removed file was put back"),
        EvidenceClassified => {
            ("Indicativul din nomenclator a fost stabilit", "The entry of the nomenclature was set")
        }
        EvidenceDisposed => (
            "Conținutul documentului a fost eliminat prin selecționare",
            "The content of the document was disposed of by a selection",
        ),
        RetentionClassCreated => {
            ("O poziție a fost adăugată în nomenclator", "An entry was added to the nomenclature")
        }
        RetentionClassUpdated => {
            ("O poziție din nomenclator a fost modificată", "An entry of the nomenclature was changed")
        }
        RetentionClassDeleted => (
            "O poziție nefolosită din nomenclator a fost ștearsă",
            "An unused entry of the nomenclature was deleted",
        ),
        RetentionPolicyUpdated => {
            ("Regulile de păstrare au fost modificate", "The rules of keeping documents were changed")
        }
        ControlCampaignOpened => {
            ("Autoevaluarea controlului intern a fost deschisă", "The self-assessment was opened")
        }
        ControlCampaignUpdated => ("Autoevaluarea a fost modificată", "The self-assessment was changed"),
        ControlCampaignClosed => ("Autoevaluarea a fost închisă", "The self-assessment was closed"),
        ControlQuestionnaireDelegated => {
            ("Delegarea chestionarului a fost schimbată", "The delegation of the questionnaire was changed")
        }
        ControlQuestionnaireFilled => (
            "Răspunsurile din anul precedent au fost preluate",
            "The answers of the year before were taken over",
        ),
        ControlQuestionnaireSubmitted => ("Chestionarul a fost predat", "The questionnaire was handed in"),
        ControlQuestionnaireReturned => {
            ("Chestionarul a fost returnat cu observații", "The questionnaire was given back with remarks")
        }
        ControlQuestionnaireLocked => {
            ("Chestionarul a fost primit și încheiat", "The questionnaire was taken in and locked")
        }
        ControlCampaignReopened => {
            ("Autoevaluarea a fost redeschisă", "The self-assessment was opened again")
        }
        ControlStandardDecided => (
            "Președintele a hotărât asupra unui standard care nu se aplică nicăieri",
            "The chair decided on a standard that applies nowhere",
        ),
        ControlReportCreated => {
            ("Raportul anual de control intern a fost început", "The annual report was begun")
        }
        ControlReportUpdated => ("Raportul anual a fost modificat", "The annual report was changed"),
        ControlReportSubmitted => {
            ("Raportul anual a fost predat spre aprobare", "The annual report was handed in for approval")
        }
        ControlReportApproved => ("Raportul anual a fost aprobat", "The annual report was approved"),
        ControlReportReturned => {
            ("Raportul anual a fost returnat cu observații", "The annual report was given back with remarks")
        }
        ControlReportReleased => (
            "Raportul anual a fost transmis instituției superioare",
            "The annual report was handed to the superior institution",
        ),
        ControlReportRefused => (
            "Instituția superioară a returnat raportul anual",
            "The superior institution gave the annual report back",
        ),
        ControlObjectiveCreated => ("Obiectivul a fost stabilit", "The objective was set"),
        ControlObjectiveUpdated => ("Obiectivul a fost modificat", "The objective was changed"),
        ControlActivityCreated => ("Activitatea a fost înscrisă", "The activity was entered"),
        ControlActivityUpdated => ("Activitatea a fost modificată", "The activity was changed"),
        ControlIndicatorCreated => ("Indicatorul a fost stabilit", "The indicator was entered"),
        ControlIndicatorUpdated => ("Indicatorul a fost modificat", "The indicator was changed"),
        ControlMeasurementRecorded => {
            ("A fost înregistrată o valoare măsurată", "A measured value was recorded")
        }
        ControlMeasurementDeleted => {
            ("O valoare măsurată a fost eliminată", "A measured value was taken out")
        }
        CommissionSetUp => {
            ("Comisia de monitorizare a fost constituită", "The Monitoring Commission was set up")
        }
        CommissionUpdated => (
            "Actul de constituire a Comisiei de monitorizare a fost modificat",
            "The act behind the Monitoring Commission was changed",
        ),
        CommissionMemberAdded => {
            ("Un membru a intrat în Comisia de monitorizare", "A member came into the Monitoring Commission")
        }
        CommissionMemberUpdated => (
            "Calitatea sau perioada unui membru al Comisiei a fost modificată",
            "Task or time of a member of the Commission was changed",
        ),
        CommissionMeetingConvened => ("Ședința a fost convocată", "The meeting was convened"),
        CommissionMeetingUpdated => ("Ședința a fost modificată", "The meeting was changed"),
        CommissionMeetingHeld => ("Ședința a avut loc", "The meeting took place"),
        CommissionMeetingCancelled => ("Ședința a fost anulată", "The meeting was cancelled"),
        CommissionDecisionTaken => {
            ("A fost înregistrată o hotărâre a Comisiei", "A decision of the Commission was recorded")
        }
        CommissionDecisionUpdated => {
            ("O hotărâre a Comisiei a fost corectată", "A decision of the Commission was corrected")
        }
        SensitiveFunctionCreated => {
            ("Funcția sensibilă a fost înscrisă", "The sensitive function was entered")
        }
        SensitiveFunctionUpdated => {
            ("Funcția sensibilă a fost modificată", "The sensitive function was changed")
        }
        ControlDelegationCreated => ("Delegarea a fost înscrisă", "The delegation was entered"),
        ControlDelegationUpdated => ("Delegarea a fost modificată", "The delegation was changed"),
        ControlAnswerGiven => ("S-a răspuns la un criteriu", "A criterion was answered"),
        ControlTemplateUpdated => ("Lista criteriilor a fost modificată", "The list of criteria was changed"),
        ControlCalendarUpdated => (
            "Termenele controlului intern managerial au fost stabilite",
            "The deadlines of internal control were decided",
        ),
        RiskSettingUpdated => (
            "Scala riscurilor sau limita de toleranță a fost stabilită",
            "The scale of risks or the tolerance limit was decided",
        ),
        RiskCreated => ("Riscul a fost înregistrat", "The risk was entered"),
        RiskUpdated => ("Riscul a fost modificat", "The risk was changed"),
        RiskReviewed => ("Riscul a fost revizuit", "The risk was reviewed"),
        RiskClosed => ("Riscul a fost închis", "The risk was closed"),
        RiskReopened => ("Riscul a fost redeschis", "The risk was reopened"),
        RiskAlertRaised => ("A fost semnalat un risc", "A risk alert was raised"),
        RiskAlertAnalysed => ("Semnalarea a fost analizată", "The alert was analysed"),
        RiskAlertAccepted => {
            ("Semnalarea a fost acceptată în registru", "The alert was accepted into the register")
        }
        RiskAlertRejected => ("Semnalarea a fost respinsă", "The alert was rejected"),
        DisposalCreated => ("O selecționare a fost începută", "A selection was begun"),
        DisposalUpdated => ("Selecționarea a fost modificată", "The selection was changed"),
        DisposalSubmitted => {
            ("Selecționarea a fost trimisă spre aprobare", "The selection was submitted for approval")
        }
        DisposalReturned => {
            ("Selecționarea a fost returnată cu observații", "The selection was returned with remarks")
        }
        DisposalApproved => ("Selecționarea a fost aprobată", "The selection was approved"),
        DisposalStarted => {
            ("A început eliminarea documentelor selecționate", "Disposing of the selected documents began")
        }
        DisposalDone => ("Selecționarea a fost dusă la capăt", "The selection was carried out"),
        DisposalCancelled => ("Selecționarea a fost anulată", "The selection was given up"),
        EvidenceErased => {
            ("Dovezi eliminate demult au fost șterse definitiv", "Evidence removed long ago was erased")
        }
    };
    pick(language, ro, en)
}
