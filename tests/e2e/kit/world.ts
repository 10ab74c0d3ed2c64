import type { Api } from "./api.ts";
import { unique } from "./product.ts";

export type Plan = { id: string; code: string; title: string };
export type Action = { id: string; code: string; title: string; version: number };

type Tenant = { id: string; slug: string; units: { id: string; code: string }[] };
type Membership = { id: string; tenant: { slug: string } };

/** The caller's place in an institution. */
export async function ownPlace(api: Api, slug = "ps6"): Promise<string> {
  const { viewer } = await api.ask<{ viewer: { memberships: Membership[] } }>(
    "{ viewer { memberships { id tenant { slug } } } }",
  );
  const found = viewer.memberships.find((one) => one.tenant.slug === slug);
  if (found === undefined) throw new Error(`this person has no place in ${slug}`);
  return found.id;
}

/** An institution the caller has a place in, by its short name in addresses. */
export async function tenant(api: Api, slug = "ps6"): Promise<Tenant> {
  const { viewer } = await api.ask<{ viewer: { memberships: { tenant: Tenant }[] } }>(
    "{ viewer { memberships { tenant { id slug units { id code } } } } }",
  );
  const found = viewer.memberships.find((one) => one.tenant.slug === slug);
  if (found === undefined) throw new Error(`this person has no place in ${slug}`);
  return found.tenant;
}

/** A compartment of Sector 6 by its code. */
export async function unitId(api: Api, code: string): Promise<string> {
  const { units } = await tenant(api);
  const found = units.find((unit) => unit.code === code);
  if (found === undefined) throw new Error(`there is no compartment ${code}`);
  return found.id;
}

/** A draft of a plan that no other journey knows. */
export async function aPlan(api: Api, title: string, slug = "ps6", more: object = {}): Promise<Plan> {
  const { id: tenantId } = await tenant(api, slug);
  const made = await api.change<{ planEdge: { node: Plan } }>(
    "createPlan",
    {
      tenantId,
      kind: "IMPROVEMENT",
      title: `${title} ${unique()}`,
      periodStart: "2027-01-01",
      periodEnd: "2027-12-31",
      ...more,
    },
    "planEdge { node { id code title } }",
  );
  return made.planEdge.node;
}

/** An action proposed in a plan. */
export async function anAction(api: Api, plan: Plan, title: string, more: object = {}): Promise<Action> {
  const made = await api.change<{ planActionEdge: { node: Action } }>(
    "createPlanAction",
    { planId: plan.id, title, ...more },
    "planActionEdge { node { id code title version } }",
  );
  return made.planActionEdge.node;
}

/** A plan of the demonstration with some of everything, and an action of it. */
export async function demonstrated(api: Api): Promise<{ plan: string; action: string }> {
  const { id } = await tenant(api);
  const { plans } = await api.ask<{
    plans: {
      nodes: { id: string; status: string; actionCount: number; actions: { nodes: { id: string }[] } }[];
    };
  }>(
    `query ($id: ID!) {
      plans(tenantId: $id, first: 100) { nodes { id status actionCount actions(first: 1) { nodes { id } } } }
    }`,
    { id },
  );
  const [found] = plans.nodes
    .filter(({ status, actionCount }) => status === "ACTIVE" && actionCount > 5)
    .toSorted((one, other) => one.actionCount - other.actionCount);
  const action = found?.actions.nodes[0]?.id;
  if (found === undefined || action === undefined) throw new Error("the demonstration has no such plan");
  return { plan: found.id, action };
}

/** A selection without documents. */
export async function emptyDisposal(api: Api): Promise<string> {
  const { id: tenantId } = await tenant(api);
  const made = await api.change<{ disposal: { id: string } }>(
    "createDisposal",
    { tenantId, title: `Selecționare goală ${unique()}`, documentIds: [] },
    "disposal { id }",
  );
  return made.disposal.id;
}

export type Campaign = { id: string; year: number; status: string; version: number };

/** The self-assessments of an institution. */
export async function campaigns(api: Api, slug = "ps6"): Promise<Campaign[]> {
  const { id } = await tenant(api, slug);
  const found = await api.ask<{ tenant: { controlCampaigns: Campaign[] } }>(
    "query ($id: ID!) { tenant(id: $id) { controlCampaigns { id year status version } } }",
    { id },
  );
  return found.tenant.controlCampaigns;
}

/** The years that have no self-assessment yet, the newest first; each can be opened once. */
export async function freeYears(api: Api, slug = "ps6"): Promise<number[]> {
  const taken = (await campaigns(api, slug)).map(({ year }) => year);
  const thisYear = new Date().getFullYear();
  const all = Array.from({ length: thisYear - 2017 }, (_, at) => thisYear - at);
  const free = all.filter((year) => !taken.includes(year));
  if (free.length === 0)
    throw new Error("every year has its self-assessment: begin with a new demonstration");
  return free;
}

/** Opens a self-assessment that asks the legal directorate only. */
export async function aCampaign(secretariat: Api, year: number): Promise<Campaign> {
  const { id: tenantId } = await tenant(secretariat);
  const made = await secretariat.change<{ controlCampaign: Campaign }>(
    "openControlCampaign",
    {
      tenantId,
      year,
      dueOn: `${new Date().getFullYear() + 1}-01-31`,
      unitIds: [await unitId(secretariat, "juridic")],
    },
    "controlCampaign { id year status version }",
  );
  return made.controlCampaign;
}

/** Opens it for the oldest year that has none. */
export async function aFreeCampaign(secretariat: Api): Promise<Campaign> {
  for (const year of (await freeYears(secretariat)).toSorted((one, other) => one - other)) {
    // Another journey may open it at the same moment.
    const made = await aCampaign(secretariat, year).catch(() => null);
    if (made !== null) return made;
  }
  throw new Error("no year could be opened");
}

type Place = {
  id: string;
  version: number;
  answer: string | null;
  isComplete: boolean;
  criterion: { code: string };
};
export type Questionnaire = { id: string; unit: { code: string }; answers: Place[] };

/** The questionnaire of the legal directorate in a self-assessment. */
export async function questionnaireOf(api: Api, campaign: Campaign): Promise<Questionnaire> {
  const { controlCampaign } = await api.ask<{ controlCampaign: { questionnaires: Questionnaire[] } }>(
    `query ($id: ID!) {
      controlCampaign(id: $id) {
        questionnaires { id unit { code } answers { id version answer isComplete criterion { code } } }
      }
    }`,
    { id: campaign.id },
  );
  const found = controlCampaign.questionnaires.find(({ unit }) => unit.code === "juridic");
  if (found === undefined) throw new Error("the legal directorate is not asked in this self-assessment");
  return found;
}

/** Answers and explains what is not complete yet: these criteria, or all. */
export async function complete(head: Api, { answers }: Questionnaire, codes?: string[]): Promise<void> {
  for (const { id, version, isComplete, criterion } of answers) {
    if (isComplete || codes?.includes(criterion.code) === false) continue;
    await head.change(
      "answerCriterion",
      { id, expectedVersion: version, answer: "YES", explanation: "Actul se află la dosar." },
      "criterionAnswer { id }",
    );
  }
}

type Asked = { id: string; version: number; unit: { code: string }; answers: Place[] };

/**
 * Answers all questionnaires of a self-assessment, hands them in and takes them in; the standards named apply nowhere.
 * `headOf` signs in the head of a compartment.
 */
export async function finish(
  secretariat: Api,
  campaign: Campaign,
  headOf: (unit: string) => Promise<Api>,
  nowhere: string[] = [],
): Promise<void> {
  const asked = await secretariat.ask<{ controlCampaign: { questionnaires: Asked[] } }>(
    `query ($id: ID!) {
      controlCampaign(id: $id) {
        questionnaires {
          id version unit { code } answers { id version answer isComplete criterion { code } }
        }
      }
    }`,
    { id: campaign.id },
  );
  for (const { id, unit, answers } of asked.controlCampaign.questionnaires) {
    const head = await headOf(unit.code);
    for (const place of answers) {
      const isNowhere = nowhere.includes(place.criterion.code.split(".")[0] ?? "");
      await head.change(
        "answerCriterion",
        {
          id: place.id,
          expectedVersion: place.version,
          answer: isNowhere ? "NOT_APPLICABLE" : "YES",
          explanation: "Actul se află la dosar.",
        },
        "criterionAnswer { id }",
      );
    }
    for (const [who, act] of [
      [head, "submitControlQuestionnaire"],
      [secretariat, "lockControlQuestionnaire"],
    ] as const) {
      const { controlQuestionnaire: now } = await secretariat.ask<{ controlQuestionnaire: Asked }>(
        "query ($id: ID!) { controlQuestionnaire(id: $id) { version } }",
        { id },
      );
      await who.change(act, { id, expectedVersion: now.version }, "controlQuestionnaire { id }");
    }
  }
}

/** The address of a questionnaire that the head of the legal directorate answers. */
export async function openQuestionnaire(secretariat: Api): Promise<{ year: number; id: string }> {
  const year = 2021;
  const find = async () => (await campaigns(secretariat)).find((one) => one.year === year);
  // Another journey may open it at the same moment.
  const campaign = (await find()) ?? (await aCampaign(secretariat, year).catch(find));
  if (campaign === undefined) throw new Error(`the self-assessment for ${year} was not opened`);
  return { year, id: (await questionnaireOf(secretariat, campaign)).id };
}

/** A general objective with a specific one of the legal directorate and its indicator. */
export async function aChain(secretariat: Api): Promise<{ objective: string; indicator: string }> {
  const { id: tenantId } = await tenant(secretariat);
  const add = async (title: string, more: object = {}) => {
    const made = await secretariat.change<{ controlObjective: { id: string } }>(
      "createControlObjective",
      { tenantId, title: `${title} ${unique()}`, ...more },
      "controlObjective { id }",
    );
    return made.controlObjective.id;
  };
  const parentId = await add("Servicii mai bune pentru cetățeni");
  const unit = await unitId(secretariat, "juridic");
  const objective = await add("Avize la timp", { parentId, unitId: unit });
  const made = await secretariat.change<{ controlIndicator: { id: string } }>(
    "createControlIndicator",
    {
      objectiveId: objective,
      name: "Durata medie de avizare",
      measuredIn: "zile",
      direction: "DOWN",
      target: "7",
    },
    "controlIndicator { id }",
  );
  return { objective, indicator: made.controlIndicator.id };
}

/** A meeting of the Monitoring Commission that took place; the commission is set up first where it is not. */
export async function aMeeting(secretariat: Api): Promise<string> {
  const { id: tenantId } = await tenant(secretariat);
  const found = await secretariat.ask<{ tenant: { monitoringCommission: { id: string } | null } }>(
    "query ($id: ID!) { tenant(id: $id) { monitoringCommission { id } } }",
    { id: tenantId },
  );
  if (found.tenant.monitoringCommission === null) {
    await secretariat.change(
      "saveCommission",
      { tenantId, decisionNumber: "Dispoziția 45", decisionOn: "2026-01-15" },
      "commission { id }",
    );
  }
  const made = await secretariat.change<{ commissionMeetingEdge: { node: { id: string } } }>(
    "createCommissionMeeting",
    { tenantId, heldOn: "2026-11-12", agenda: "Stadiul autoevaluării" },
    "commissionMeetingEdge { node { id } }",
  );
  const { id } = made.commissionMeetingEdge.node;
  await secretariat.change("holdCommissionMeeting", { id, expectedVersion: 1 }, "commissionMeeting { id }");
  return id;
}

export type Risk = { id: string; code: string; title: string; version: number };

/** A risk of the legal directorate that no other journey knows. */
export async function aRisk(head: Api, title: string, more: object = {}): Promise<Risk> {
  const made = await head.change<{ riskEdge: { node: Risk } }>(
    "createRisk",
    {
      unitId: await unitId(head, "juridic"),
      title: `${title} ${unique()}`,
      inherentProbability: 4,
      inherentImpact: 3,
      strategy: "TREAT",
      ...more,
    },
    "riskEdge { node { id code title version } }",
  );
  return made.riskEdge.node;
}

export type Alert = { id: string; code: string; title: string };

/** An alert about the legal directorate. */
export async function anAlert(employee: Api, title: string): Promise<Alert> {
  const made = await employee.change<{ riskAlertEdge: { node: Alert } }>(
    "raiseRiskAlert",
    {
      unitId: await unitId(employee, "juridic"),
      title: `${title} ${unique()}`,
      description: "Observat la ghișeu.",
      probability: 3,
      impact: 3,
    },
    "riskAlertEdge { node { id code title } }",
  );
  return made.riskAlertEdge.node;
}

/** The year of a self-assessment of Sector 6 whose annual report is being written. */
export async function openReport(secretariat: Api): Promise<{ year: number }> {
  const { year } = await openQuestionnaire(secretariat);
  const campaign = (await campaigns(secretariat)).find((one) => one.year === year);
  // Another journey may have begun it.
  await secretariat
    .change("createAnnualControlReport", { campaignId: campaign?.id }, "annualControlReport { id }")
    .catch(() => null);
  return { year };
}

/** The place of a person in an institution. */
export async function memberId(api: Api, slug = "ps6"): Promise<string> {
  const { viewer } = await api.ask<{ viewer: { memberships: Membership[] } }>(
    "{ viewer { memberships { id tenant { slug } } } }",
  );
  const found = viewer.memberships.find((one) => one.tenant.slug === slug);
  if (found === undefined) throw new Error(`this person has no place in ${slug}`);
  return found.id;
}

/** An action that was decided, in a plan that runs: whoever answers for it has work. */
export async function aDecidedAction(
  author: Api,
  head: Api,
  responsibleId: string,
  title: string,
): Promise<Action> {
  const plan = await aPlan(author, "Plan care se aplică");
  const action = await anAction(author, plan, `${title} ${unique()}`, {
    responsibleId,
    unitId: await unitId(author, "calitate-scim"),
    startOn: "2027-01-11",
    dueOn: "2027-03-31",
  });
  for (const [who, act] of [
    [author, "submitPlan"],
    [head, "approvePlan"],
  ] as const) {
    const now = await who.ask<{ plan: { version: number } }>(
      "query ($id: ID!) { plan(id: $id) { version } }",
      { id: plan.id },
    );
    await who.change(act, { id: plan.id, expectedVersion: now.plan.version }, "plan { status }");
  }
  return action;
}
