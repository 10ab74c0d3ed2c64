/** CAF self-assessments as journeys need them to stand: in preparation, in scoring, before the group, concluded. */
import type { Api } from "./api.ts";
import { unique } from "./product.ts";
import { memberId, tenant } from "./world.ts";

export type Assessment = { id: string; title: string; version: number };
type Method = "CLASSICAL" | "FINE_TUNED";
type Disclosure = "ANONYMOUS" | "NAMED";
type Panel = { panel: string };
type Score = { id: string; version: number; panels: Panel[]; subcriterion: { code: string } };

/** The field of the API for each panel. */
const fields: Record<string, string> = {
  CLASSICAL_ENABLERS: "classicalEnablers",
  CLASSICAL_RESULTS: "classicalResults",
};
const fieldOf = (panel: string) => fields[panel] ?? panel.toLowerCase();

/** An assessment of the whole institution that no other journey knows, led by whoever makes it. */
export async function anAssessment(
  quality: Api,
  method: Method = "FINE_TUNED",
  disclosure: Disclosure = "ANONYMOUS",
): Promise<Assessment> {
  const { id: tenantId } = await tenant(quality);
  const made = await quality.change<{ cafAssessment: Assessment }>(
    "createCafAssessment",
    {
      tenantId,
      year: new Date().getFullYear(),
      title: `Autoevaluare de probă ${unique()}`,
      method,
      disclosure,
      coordinatorId: await memberId(quality),
    },
    "cafAssessment { id title version }",
  );
  return made.cafAssessment;
}

/** Does something to an assessment as it is now. */
async function act(quality: Api, name: string, id: string, more: object = {}): Promise<void> {
  const { cafAssessment: now } = await quality.ask<{ cafAssessment: Assessment }>(
    "query ($id: ID!) { cafAssessment(id: $id) { id title version } }",
    { id },
  );
  await quality.change(name, { id, expectedVersion: now.version, ...more }, "cafAssessment { id }");
}

/** Members of the group score: these people, from now until a day of next year. */
export async function inScoring(
  quality: Api,
  members: Api[],
  method?: Method,
  disclosure?: Disclosure,
): Promise<Assessment> {
  const assessment = await anAssessment(quality, method, disclosure);
  for (const member of members) {
    await quality.change(
      "addCafMember",
      { assessmentId: assessment.id, memberId: await memberId(member), role: "MEMBER" },
      "cafMember { id }",
    );
  }
  await act(quality, "startCafScoring", assessment.id, { dueOn: `${new Date().getFullYear() + 1}-03-01` });
  return assessment;
}

/** A member scores everything and submits: 60 in the first panel, ten less in each after it. */
export async function submitted(member: Api, { id }: Assessment, most = 60): Promise<void> {
  type Mine = { id: string; version: number; scores: Score[] };
  const read = () =>
    member.ask<{ cafAssessment: { mine: Mine } }>(
      `query ($id: ID!) {
        cafAssessment(id: $id) {
          mine { id version scores { id version panels { panel } subcriterion { code } } }
        }
      }`,
      { id },
    );
  const { mine } = (await read()).cafAssessment;
  for (const score of mine.scores) {
    const points = Object.fromEntries(score.panels.map(({ panel }, at) => [fieldOf(panel), most - 10 * at]));
    await member.change(
      "scoreCafSubcriterion",
      { id: score.id, expectedVersion: score.version, strengths: "Act aprobat.", ...points },
      "cafIndividualScore { id }",
    );
  }
  const now = (await read()).cafAssessment.mine;
  await member.change("submitCafScores", { id: now.id, expectedVersion: now.version }, "cafMember { id }");
}

/** The group meets: all members have submitted, each far above the one before. */
export async function inConsensus(
  quality: Api,
  members: Api[],
  disclosure?: Disclosure,
): Promise<Assessment> {
  const assessment = await inScoring(quality, members, "CLASSICAL", disclosure);
  for (const [at, member] of members.entries()) await submitted(member, assessment, 30 + 35 * at);
  await act(quality, "openCafConsensus", assessment.id);
  return assessment;
}

/** The scores of the subcriterion before the group are shown. */
export async function revealed(quality: Api, id: string): Promise<void> {
  const { cafAssessment } = await quality.ask<{
    cafAssessment: { room: { current: { id: string; version: number } } };
  }>("query ($id: ID!) { cafAssessment(id: $id) { room { current { id version } } } }", { id });
  const { id: current, version } = cafAssessment.room.current;
  await quality.change("revealCafScores", { id: current, expectedVersion: version }, "cafConsensus { id }");
}

/** The group has agreed on everything, and found these areas for improvement at the first subcriteria. */
export async function concluded(quality: Api, member: Api, areas: string[] = []): Promise<Assessment> {
  const assessment = await inScoring(quality, [member]);
  await submitted(member, assessment);
  await act(quality, "openCafConsensus", assessment.id);
  const { cafAssessment } = await quality.ask<{ cafAssessment: { consensus: Score[] } }>(
    `query ($id: ID!) {
      cafAssessment(id: $id) { consensus { id version panels { panel } subcriterion { code } } }
    }`,
    { id: assessment.id },
  );
  for (const [at, text] of areas.entries()) {
    const input = { consensusId: cafAssessment.consensus[at]?.id, kind: "AREA", text };
    await quality.change("addCafFinding", input, "cafFinding { id }");
  }
  for (const { id, version, panels } of cafAssessment.consensus) {
    const { cafConsensus } = await quality.change<{ cafConsensus: { version: number } }>(
      "revealCafScores",
      { id, expectedVersion: version },
      "cafConsensus { version }",
    );
    const scores = panels.map(({ panel }, at) => ({ panel, points: 70 - 15 * at }));
    await quality.change(
      "agreeCafScore",
      { id, expectedVersion: cafConsensus.version, scores, reason: "Dovezi la dosar." },
      "cafConsensus { id }",
    );
  }
  await act(quality, "concludeCafAssessment", assessment.id);
  return assessment;
}

/** The report of an assessment, begun. */
export async function aCafReport(
  quality: Api,
  assessmentId: string,
): Promise<{ id: string; version: number }> {
  const made = await quality.change<{ cafReport: { id: string; version: number } }>(
    "createCafReport",
    { assessmentId },
    "cafReport { id version }",
  );
  return made.cafReport;
}
