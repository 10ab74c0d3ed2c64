//! What the published schema looks like: names, descriptions, the shape of mutations, and that nothing the server
//! decides can be sent to it.

use async_graphql::{Executor, Request};
use calitas_kit::{
    Sdl, World,
    sdl::{Field, Kind, Type},
};
use std::collections::BTreeSet;

/// Fields no input of a mutation may have, whatever they are called around: who acts, when, and what follows from
/// the acts of others is known to the server. Instants are refused by their type.
const SERVER_OWNED: &[&str] = &[
    "accountId",
    "actorId",
    "approvedBy",
    "authorId",
    "boardRank",
    "code",
    "createdBy",
    "creatorId",
    "hash",
    "municipalityId",
    "number",
    "ownerId",
    "position",
    "recordedBy",
    "released",
    "searchText",
    "status",
    "statusReason",
    "submittedBy",
    "tenantId",
    "updatedBy",
    "userId",
    "verification",
    "version",
];

/// Where such a name is part of the matter, not of the record.
const PART_OF_THE_MATTER: &[(&str, &str, &str)] = &[
    ("CreateUnitInput", "code", "an institution numbers its units itself"),
    ("UpdateUnitInput", "code", "an institution numbers its units itself"),
    ("CreateRetentionClassInput", "code", "an institution's nomenclature numbers its entries"),
    ("UpdateRetentionClassInput", "code", "an institution's nomenclature numbers its entries"),
    ("UpdateRetentionPolicyInput", "tenantId", "an institution has one policy of keeping, named by it"),
    ("CreatePlanInput", "ownerId", "the person who will run the plan, not who creates it"),
    ("UpdatePlanInput", "ownerId", "the person who runs the plan, not who changes it"),
    ("CreateRiskInput", "ownerId", "the person who answers for the risk, not who enters it"),
    ("UpdateRiskInput", "ownerId", "the person who answers for the risk, not who changes it"),
    ("AcceptedRiskInput", "ownerId", "the person who answers for the risk, not who accepts the alert"),
    ("UpdateRiskSettingInput", "tenantId", "an institution has one scale and one tolerance, named by it"),
    ("CheckImportInput", "tenantId", "lines are put somewhere: into an institution the caller belongs to"),
    ("ApplyImportInput", "tenantId", "lines are put somewhere: into an institution the caller belongs to"),
    (
        "ImportLineInput",
        "number",
        "where the line stands in the caller's own sheet, for telling what is wrong",
    ),
    ("MovePlanActionInput", "status", "the act is a step of the workflow, checked as such"),
    ("MovePlanActionsInput", "status", "the act is a step of the workflow, checked as such"),
    ("UpdateControlTemplateInput", "tenantId", "an institution has one list of criteria, named by it"),
    ("UpdateControlCalendarInput", "tenantId", "an institution has one calendar, named by it"),
    (
        "ControlCriterionInput",
        "code",
        "which criterion of the list it is; a new one gets its code from the server",
    ),
    ("SaveCommissionInput", "tenantId", "an institution has one Monitoring Commission, named by it"),
    ("AddCommissionMemberInput", "tenantId", "an institution has one Monitoring Commission, named by it"),
    ("AttendanceInput", "status", "whether somebody was at a meeting, which the minutes say"),
    ("OpenControlCampaignInput", "tenantId", "a campaign is put into an institution the caller belongs to"),
    (
        "OpenSubordinateControlCampaignsInput",
        "tenantId",
        "the institution on whose behalf others get a campaign; the caller belongs to it",
    ),
    (
        "ReturnSubordinateControlReportInput",
        "tenantId",
        "the institution on whose behalf a report is given back; the caller belongs to it",
    ),
    ("RemoveCalendarDayInput", "tenantId", "a day has no other name than its institution and its date"),
    ("RenewCalendarFeedInput", "tenantId", "whose calendar: an institution's, or the caller's own"),
    ("RevokeCalendarFeedInput", "tenantId", "whose calendar: an institution's, or the caller's own"),
    ("SetCalendarDayInput", "tenantId", "a day has no other name than its institution and its date"),
    ("UpdateNotificationPolicyInput", "tenantId", "an institution has one policy, named by it"),
    ("UpdateLetterheadInput", "tenantId", "an institution has one letterhead, named by it"),
    ("VerifyJournalInput", "tenantId", "an institution has one journal, named by it"),
];

/// Mutations whose input or payload is shared; every other one has its own.
const SHARED: &[(&str, &str, &str)] = &[
    ("acceptInvitation", "AcceptInvitationInput", "SignInPayload"),
    ("endMembership", "EndMembershipInput", "MembershipPayload"),
    ("refreshSession", "RefreshSessionInput", "SignInPayload"),
    ("resendInvitation", "InvitationInput", "InvitationPayload"),
    ("resetMemberSecondFactor", "ResetMemberSecondFactorInput", "MembershipPayload"),
    ("revokeInvitation", "InvitationInput", "InvitationPayload"),
    ("signOutEverywhere", "SignOutInput", "SignOutPayload"),
    ("updateMembership", "UpdateMembershipInput", "MembershipPayload"),
];

/// Acts that change without a version, and why nothing is lost.
const WITHOUT_VERSION: &[(&str, &str)] =
    &[("updatePlanActionCheck", "an item is a line and a tick; the journal of the action keeps both values")];

/// Acts that make something without a key, and why a repeated one does no harm.
const WITHOUT_KEY: &[(&str, &str)] = &[
    ("addPlanActionCheck", "a second line on the same list is seen at once"),
    ("addPlanActionDependency", "waiting twice is waiting once"),
];

/// Leaves of the schema. There is no JSON: everything has a type.
const SCALARS: &[&str] = &["Boolean", "Date", "DateTime", "Decimal", "Float", "ID", "Int", "String"];

#[track_caller]
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults in the schema:\n{}\n", faults.len(), faults.join("\n"));
}

fn upper_first(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

/// Everything that has fields, with each of them.
fn fields(sdl: &Sdl) -> impl Iterator<Item = (&Type, &Field)> {
    sdl.types().flat_map(|ty| ty.fields.iter().map(move |field| (ty, field)))
}

/// The inputs a mutation takes, with those inside them.
fn inputs_of<'a>(sdl: &'a Sdl, name: &'a str, found: &mut BTreeSet<&'a str>) {
    if sdl.find(name).is_some_and(|ty| ty.kind == Kind::Input) && found.insert(name) {
        for field in &sdl.get(name).fields {
            inputs_of(sdl, field.target(), found);
        }
    }
}

#[test]
fn nobody_can_send_what_the_server_decides() {
    let sdl = Sdl::current();
    let mut faults = Vec::new();
    for mutation in sdl.root("Mutation") {
        let mut inputs = BTreeSet::new();
        for arg in &mutation.args {
            inputs_of(&sdl, arg.target(), &mut inputs);
        }
        // A new thing has to be put somewhere: into an institution the caller belongs to.
        let makes = mutation.name.starts_with("create") || mutation.name.starts_with("invite");
        for input in inputs {
            for field in &sdl.get(input).fields {
                let names_the_place = field.name == "tenantId" && makes && field.is_required();
                let excepted =
                    PART_OF_THE_MATTER.iter().any(|(of, name, _)| *of == input && *name == field.name);
                let owned = SERVER_OWNED.contains(&field.name.as_str()) || field.target() == "DateTime";
                if owned && !names_the_place && !excepted {
                    faults.push(format!("{}: {input}.{}", mutation.name, field.name));
                }
            }
        }
    }
    none(&faults);
}

#[test]
fn mutations_take_one_input_and_give_one_payload_named_after_them() {
    let sdl = Sdl::current();
    let mut faults = Vec::new();
    for mutation in sdl.root("Mutation") {
        let name = &mutation.name;
        let own = (format!("{}Input", upper_first(name)), format!("{}Payload", upper_first(name)));
        let shared = SHARED.iter().find(|(of, ..)| of == name);
        let (input, payload) =
            shared.map_or(own, |(_, input, payload)| ((*input).to_owned(), (*payload).to_owned()));
        match mutation.args.as_slice() {
            [arg] if arg.name == "input" && arg.is_required() && !arg.is_list() && arg.target() == input => {}
            _ => faults.push(format!("{name} does not take exactly `input: {input}!`")),
        }
        if mutation.ty.to_string() != format!("{payload}!") {
            faults.push(format!("{name} does not give `{payload}!`"));
        }
        let empty = sdl.find(mutation.target()).is_none_or(|payload| payload.fields.is_empty());
        if empty {
            faults.push(format!("{name} gives nothing back"));
        }
    }
    none(&faults);
}

#[test]
fn changes_name_the_version_that_was_read_and_creations_can_be_repeated() {
    let sdl = Sdl::current();
    let mut faults = Vec::new();
    for mutation in sdl.root("Mutation") {
        let name = mutation.name.as_str();
        let Some(input) = mutation.arg("input").and_then(|arg| sdl.find(arg.target())) else { continue };
        let has = |field: &str| input.fields.iter().any(|known| known.name == field);
        let changes =
            name.starts_with("update") && has("id") && !WITHOUT_VERSION.iter().any(|(of, _)| *of == name);
        if changes && !has("expectedVersion") {
            faults.push(format!("{name} does not take expectedVersion"));
        }
        let makes = ["create", "invite", "record", "add"].iter().any(|verb| name.starts_with(verb));
        if makes && !has("idempotencyKey") && !WITHOUT_KEY.iter().any(|(of, _)| *of == name) {
            faults.push(format!("{name} does not take idempotencyKey"));
        }
    }
    none(&faults);
}

#[test]
fn everything_is_described_in_a_sentence() {
    let sdl = Sdl::current();
    let mut faults = Vec::new();
    let mut look = |what: String, description: &str| {
        if !description.ends_with('.') {
            faults.push(format!("{what}: {description:?}"));
        }
    };
    for ty in sdl.types() {
        look(ty.name.clone(), &ty.description);
        for (value, description) in &ty.values {
            look(format!("{}.{value}", ty.name), description);
        }
        for field in &ty.fields {
            look(format!("{}.{}", ty.name, field.name), &field.description);
            // What a mutation takes is described by the type of its one argument.
            for arg in field.args.iter().filter(|_| ty.name != "Mutation") {
                look(format!("{}.{}({})", ty.name, field.name, arg.name), &arg.description);
            }
        }
    }
    none(&faults);
}

#[test]
fn names_follow_one_pattern() {
    let sdl = Sdl::current();
    let mut faults = Vec::new();
    let letters = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric());
    let camel = |name: &str| letters(name) && name.starts_with(|c: char| c.is_ascii_lowercase());
    let pascal = |name: &str| letters(name) && name.starts_with(|c: char| c.is_ascii_uppercase());
    for ty in sdl.types() {
        let scream =
            |value: &String| value.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
        faults.extend(ty.values.iter().filter(|(v, _)| !scream(v)).map(|(v, _)| format!("{}.{v}", ty.name)));
        if !pascal(&ty.name) {
            faults.push(ty.name.clone());
        }
        if (ty.kind == Kind::Input) != (ty.name.ends_with("Input") || ty.name.ends_with("Filter")) {
            faults.push(format!("{}: inputs, and only they, end in Input or Filter", ty.name));
        }
    }
    for (ty, field) in fields(&sdl) {
        let at = format!("{}.{}: {}", ty.name, field.name, field.ty);
        for name in std::iter::once(&field.name).chain(field.args.iter().map(|arg| &arg.name)) {
            if !camel(name) {
                faults.push(format!("{at}: {name} is not camelCase"));
            }
        }
        let target = field.target();
        if (target == "DateTime") != (field.name.ends_with("At") || field.name == "at") {
            faults.push(format!("{at}: instants, and only they, end in At"));
        }
        if field.name.ends_with("On") && target != "Date" {
            faults.push(format!("{at}: only days end in On"));
        }
        if field.name.ends_with("Count") && target != "Int" {
            faults.push(format!("{at}: only whole numbers end in Count"));
        }
        let facts = ["is", "has", "needs", "allowed", "refetch"];
        if ty.kind == Kind::Object
            && target == "Boolean"
            && !facts.iter().any(|fact| field.name.starts_with(fact))
        {
            faults.push(format!("{at}: a fact begins with is, has or needs"));
        }
    }
    none(&faults);
}

#[test]
fn values_have_types_and_lists_have_no_holes() {
    let sdl = Sdl::current();
    let mut faults = Vec::new();
    for ty in sdl.types().filter(|ty| ty.kind == Kind::Scalar && !SCALARS.contains(&ty.name.as_str())) {
        faults.push(format!("{} is not one of the scalars {}", ty.name, SCALARS.join(", ")));
    }
    for (ty, field) in fields(&sdl) {
        for value in std::iter::once(field).chain(&field.args) {
            let text = value.ty.to_string();
            let excepted = [
                // In the order of the ids, with null where there is nothing to see.
                ("Query", "nodes"),
                // For those who oversee the municipality only, whose other fields everybody in it may read.
                ("Municipality", "institutions"),
                // For those who run the tree of institutions only.
                ("Municipality", "managedInstitutions"),
                // For those who oversee the municipality only.
                ("Municipality", "cafInstitutions"),
            ];
            let excepted = excepted.contains(&(ty.name.as_str(), field.name.as_str()));
            let given = ty.kind == Kind::Input || !std::ptr::eq(value, field);
            let holes = text.contains("]") && (!text.contains("!]") || !(given || text.ends_with("]!")));
            if holes && !excepted {
                faults.push(format!("{}.{}: {text}", ty.name, field.name));
            }
        }
        if field.target().ends_with("Connection") && ty.kind == Kind::Object {
            let pages = [("first", "Int"), ("after", "String")];
            let paged =
                pages.iter().all(|(name, target)| field.arg(name).is_some_and(|a| a.target() == *target));
            if !paged || field.ty.nullable {
                faults.push(format!(
                    "{}.{} is not paged by first and after, or may be absent",
                    ty.name, field.name
                ));
            }
        }
    }
    for ty in sdl.types().filter(|ty| ty.name.ends_with("Connection")) {
        let names: BTreeSet<_> = ty.fields.iter().map(|field| field.name.as_str()).collect();
        if !["edges", "nodes", "pageInfo", "totalCount"].iter().all(|name| names.contains(name)) {
            faults.push(format!("{} lacks edges, nodes, pageInfo or totalCount", ty.name));
        }
    }
    none(&faults);
}

#[tokio::test]
async fn the_schema_is_not_told_to_those_who_guess() {
    let world = World::new().await;
    let guess = world.manager().ask("{ viewr { account { email } } }").await;
    let text = guess.errors[0]["message"].as_str().expect("a message");
    assert!(!text.contains("viewer") && !text.to_lowercase().contains("did you mean"), "{text}");
    let (_, data) = world.data(None).await.expect("a request");
    let mut closed = Request::new("{ __schema { types { name } } }").disable_introspection();
    closed.data = data;
    let answer = serde_json::to_string(&world.schema.execute(closed).await).expect("JSON");
    assert!(!answer.contains("Membership"), "{answer}");
}
