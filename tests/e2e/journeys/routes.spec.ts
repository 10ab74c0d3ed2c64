import type { Page } from "@playwright/test";
import type { Api } from "../kit/api.ts";
import { aCafReport, anAssessment, concluded, inConsensus, inScoring, revealed } from "../kit/caf.ts";
import { expect, test } from "../kit/journey.ts";
import { expectAccessible, expectNoSidewaysScroll } from "../kit/looks.ts";
import { linkFor } from "../kit/mailbox.ts";
import { people, unique } from "../kit/product.ts";
import { routes } from "../kit/routes.ts";
import { expectRoomForSpacedText } from "../kit/spacing.ts";
import {
  aChain,
  aMeeting,
  anAlert,
  aRisk,
  demonstrated,
  emptyDisposal,
  openQuestionnaire,
  openReport,
  tenant,
} from "../kit/world.ts";

type Visit = {
  /** Who sees most of it; null for the door. */
  as: string | null;
  /** The addresses: the page itself, then its views and open forms. */
  to: (world: World) => string[] | Promise<string[]>;
};

type World = {
  plan: string;
  action: string;
  page: Page;
  api: () => Promise<Api>;
  secretariat: () => Promise<Api>;
  head: () => Promise<Api>;
  quality: () => Promise<Api>;
  specialist: () => Promise<Api>;
};

/** How every address of the router is reached. One that is missing here fails the journeys. */
const visits: Record<string, Visit> = {
  "/accessibility": { as: null, to: () => ["/accessibility"] },
  "/sign-in": { as: null, to: () => ["/sign-in"] },
  "/reset": { as: null, to: () => ["/reset"] },
  "/reset/$token": { as: null, to: () => ["/reset/nu-mai-este-valabil"] },
  "/invite/$token": {
    as: null,
    to: async ({ page, api }) => ["/invite/nu-mai-este-valabil", await invitation(page, await api())],
  },
  "/": { as: people.head, to: () => ["/"] },
  "/me": { as: people.quality, to: () => ["/me"] },
  "/notifications": {
    as: people.head,
    to: () => ["/notifications", "/notifications?read=no&kind=ESCALATED"],
  },
  "/search": {
    as: people.quality,
    to: () => ["/search", "/search?q=plan", "/search?q=nimicdeacestfel"],
  },
  "/help": { as: people.specialist, to: () => ["/help"] },
  "/help/$topic": { as: people.specialist, to: () => ["/help/plan", "/help/nimic"] },
  "/calendar": {
    as: people.quality,
    to: () => ["/calendar?view=month", "/calendar?view=list", "/calendar?view=list&month=2026-08"],
  },
  "/i/$t": { as: people.administrator, to: () => ["/i/ps6"] },
  "/i/$t/plans": { as: people.quality, to: () => ["/i/ps6/plans", "/i/ps6/plans?new=plan"] },
  "/i/$t/plans/$id": {
    as: people.quality,
    to: ({ plan }) =>
      ["view=table", "view=board", "view=timeline", "view=timeline&twin=table", "view=workload", "view=about"]
        .concat("new=action", "text=nimic-de-acest-fel", "view=about&on=2026-10-01")
        .map((query) => `/i/ps6/plans/${plan}?${query}`),
  },
  "/i/$t/actions": { as: people.unitHead, to: () => ["/i/ps6/actions"] },
  "/i/$t/actions/$id": {
    as: people.quality,
    to: ({ action }) =>
      ["comments", "history", "links"].map((panel) => `/i/ps6/actions/${action}?panel=${panel}`),
  },
  "/i/$t/control": {
    as: people.secretariat,
    to: async ({ secretariat }) => {
      const { year } = await openQuestionnaire(await secretariat());
      return [
        `/i/ps6/control?year=${year}`,
        "/i/ps6/control?new=campaign",
        `/i/ps6/control?year=${year}&act=due`,
        `/i/ps6/control?year=${year}&act=ask`,
      ];
    },
  },
  "/i/$t/control/$year/questionnaires/$id": {
    as: people.unitHead,
    to: async ({ secretariat }) => {
      const { year, id } = await openQuestionnaire(await secretariat());
      const address = `/i/ps6/control/${year}/questionnaires/${id}`;
      return ["item=1.2", "act=delegate", "only=unanswered", "view=one", "view=one&item=S09.2", "view=check"]
        .map((query) => `${address}?${query}`)
        .concat(address);
    },
  },
  "/i/$t/control/$year/synthesis": {
    as: people.head,
    to: async ({ secretariat }) => {
      const { year } = await openQuestionnaire(await secretariat());
      const address = `/i/ps6/control/${year}/synthesis`;
      return [address, `${address}?measure=S01`, `${address}?standard=S01&as=PENDING&part=behind`];
    },
  },
  "/i/$t/control/criteria": {
    as: people.secretariat,
    to: async ({ secretariat }) => {
      await openQuestionnaire(await secretariat());
      return ["/i/ps6/control/criteria", "/i/ps6/control/criteria?act=edit"];
    },
  },
  "/i/$t/control/deadlines": {
    as: people.secretariat,
    to: () => ["/i/ps6/control/deadlines", "/i/ps6/control/deadlines?act=edit"],
  },
  "/i/$t/control/objectives": {
    as: people.secretariat,
    to: async ({ secretariat }) => {
      const address = "/i/ps6/control/objectives";
      const { objective, indicator } = await aChain(await secretariat());
      return [
        address,
        `${address}?new=general`,
        `${address}?open=${objective}`,
        `${address}?open=${objective}&act=activity`,
        `${address}?open=${indicator}`,
        `${address}?open=${indicator}&act=measure`,
      ];
    },
  },
  "/i/$t/control/inventories/procedures": {
    as: people.secretariat,
    to: () => ["/i/ps6/control/inventories/procedures"],
  },
  "/i/$t/control/inventories/functions": {
    as: people.secretariat,
    to: () => ["/i/ps6/control/inventories/functions", "/i/ps6/control/inventories/functions?edit=new"],
  },
  "/i/$t/control/inventories/delegations": {
    as: people.secretariat,
    to: () => ["/i/ps6/control/inventories/delegations", "/i/ps6/control/inventories/delegations?edit=new"],
  },
  "/i/$t/control/commission": {
    as: people.secretariat,
    to: () =>
      ["", "?act=decision", "?member=new", "?new=meeting"].map(
        (query) => `/i/ps6/control/commission${query}`,
      ),
  },
  "/i/$t/control/commission/$id": {
    as: people.secretariat,
    to: async ({ secretariat }) => {
      const address = `/i/ps6/control/commission/${await aMeeting(await secretariat())}`;
      return [address, ...["edit", "attendance", "decide", "minutes"].map((act) => `${address}?act=${act}`)];
    },
  },
  "/i/$t/caf": { as: people.quality, to: () => ["/i/ps6/caf", "/i/ps6/caf?new=assessment"] },
  "/i/$t/caf/$id": {
    as: people.quality,
    to: async ({ quality, specialist }) => {
      const { id: prepared } = await anAssessment(await quality());
      const { id: scoring } = await inScoring(await quality(), [await specialist()]);
      return ["", "?step=1", "?member=new", "?act=edit"]
        .map((query) => `/i/ps6/caf/${prepared}${query}`)
        .concat(`/i/ps6/caf/${scoring}?step=5`);
    },
  },
  "/i/$t/caf/$id/mine/$sub": {
    as: people.specialist,
    to: async ({ quality, specialist }) => {
      const { id } = await inScoring(await quality(), [await specialist()]);
      const { id: classical } = await inScoring(await quality(), [await specialist()], "CLASSICAL");
      return [
        ...["next", "6.1", "1.1?view=check"].map((sub) => `/i/ps6/caf/${id}/mine/${sub}`),
        `/i/ps6/caf/${classical}/mine/1.1`,
      ];
    },
  },
  "/i/$t/caf/$id/room": {
    as: people.quality,
    to: async ({ quality, specialist }) => {
      const { id: scoring } = await inScoring(await quality(), [await specialist()]);
      const { id } = await inConsensus(await quality(), [await specialist()]);
      await revealed(await quality(), id);
      return [`${scoring}/room`, `${id}/room`, `${id}/room?twin=table`].map(
        (address) => `/i/ps6/caf/${address}`,
      );
    },
  },
  "/i/$t/caf/$id/room/projector": {
    as: people.specialist,
    to: async ({ quality, specialist }) => {
      const { id } = await inConsensus(await quality(), [await specialist()]);
      await revealed(await quality(), id);
      return [`/i/ps6/caf/${id}/room/projector`];
    },
  },
  "/i/$t/caf/$id/areas": {
    as: people.quality,
    to: async ({ quality, specialist }) => {
      const { id: prepared } = await anAssessment(await quality());
      const { id } = await concluded(await quality(), await specialist(), [
        "Sondajul se face rar",
        "Lipsesc indicatorii",
      ]);
      return [`${prepared}/areas`, `${id}/areas`].map((address) => `/i/ps6/caf/${address}`);
    },
  },
  "/i/$t/caf/$id/report": {
    as: people.quality,
    to: async ({ quality, specialist }) => {
      const { id: prepared } = await anAssessment(await quality());
      const { id } = await concluded(await quality(), await specialist(), ["Lipsesc indicatorii"]);
      await aCafReport(await quality(), id);
      return [`${prepared}/report`, `${id}/report`].map((address) => `/i/ps6/caf/${address}`);
    },
  },
  "/i/$t/caf/$id/results": {
    as: people.quality,
    to: async ({ quality, specialist }) => {
      const { id: prepared } = await anAssessment(await quality());
      const { id } = await concluded(await quality(), await specialist());
      return [`${prepared}/results`, `${id}/results`, `${id}/results?criteria=radar`].map(
        (address) => `/i/ps6/caf/${address}`,
      );
    },
  },
  "/i/$t/risks": {
    as: people.secretariat,
    to: async ({ head }) => {
      await aRisk(await head(), "Risc de privit", { residualProbability: 2, residualImpact: 3 });
      return ["view=list", "view=map&p=2&i=3", "view=units", "new=risk", "act=setting", "on=2026-01-31"].map(
        (query) => `/i/ps6/risks?${query}`,
      );
    },
  },
  "/i/$t/risks/$id": {
    as: people.unitHead,
    to: async ({ head }) => {
      const { id } = await aRisk(await head(), "Risc de privit", { causes: "Termene scurte" });
      return ["", "?act=edit", "?act=review", "?act=measure"].map((query) => `/i/ps6/risks/${id}${query}`);
    },
  },
  "/i/$t/risks/alerts": {
    as: people.unitHead,
    to: async ({ head }) => {
      const { id } = await anAlert(await head(), "Semnalare de privit");
      return ["", `?open=${id}`, `?open=${id}&act=analyse`].map((query) => `/i/ps6/risks/alerts${query}`);
    },
  },
  "/i/$t/risks/alerts/new": { as: people.specialist, to: () => ["/i/ps6/risks/alerts/new"] },
  "/i/$t/control/$year/report": {
    as: people.secretariat,
    to: async ({ secretariat }) => {
      const { year } = await openReport(await secretariat());
      return [`/i/ps6/control/${year}/report`, `/i/ps6/control/${year}/report?field=basis`];
    },
  },
  "/i/$t/control/$year/forms": {
    as: people.head,
    to: async ({ secretariat }) => {
      const { year } = await openQuestionnaire(await secretariat());
      return [`/i/ps6/control/${year}/forms`];
    },
  },
  "/i/$t/control/$year/subordinates": {
    as: people.secretariat,
    to: () => ["/i/ps6/control/2019/subordinates", "/i/ps6/control/2019/subordinates?act=open"],
  },
  "/i/$t/admin/journal": {
    as: people.administrator,
    to: () => ["/i/ps6/admin/journal", "/i/ps6/admin/journal?type=plan&from=2026-01-01"],
  },
  "/i/$t/admin/people": {
    as: people.administrator,
    to: () => ["/i/ps6/admin/people", "/i/ps6/admin/people?edit=new"],
  },
  "/i/$t/admin/units": {
    as: people.administrator,
    to: () => ["/i/ps6/admin/units", "/i/ps6/admin/units?edit=new"],
  },
  "/i/$t/admin/roles": {
    as: people.administrator,
    to: () => ["/i/ps6/admin/roles", "/i/ps6/admin/roles?edit=new"],
  },
  "/i/$t/admin/retention": {
    as: people.quality,
    to: () => ["/i/ps6/admin/retention", "/i/ps6/admin/retention?edit=new"],
  },
  "/i/$t/admin/disposals": { as: people.quality, to: () => ["/i/ps6/admin/disposals"] },
  "/i/$t/admin/disposals/$id": {
    as: people.quality,
    to: async ({ api }) => [`/i/ps6/admin/disposals/${await emptyDisposal(await api())}`],
  },
  "/i/$t/admin/policies": { as: people.administrator, to: () => ["/i/ps6/admin/policies"] },
  "/i/$t/admin/institutions": {
    as: people.administrator,
    to: () => ["/i/ps6/admin/institutions", "/i/ps6/admin/institutions?edit=new"],
  },
  "/i/$t/admin/institution": { as: people.administrator, to: () => ["/i/ps6/admin/institution"] },
  "/i/$t/admin/imports": {
    as: people.administrator,
    to: () => ["/i/ps6/admin/imports", "/i/ps6/admin/imports?kind=INSTITUTIONS"],
  },
  "/i/$t/admin/reminders": {
    as: people.administrator,
    to: () => ["/i/ps6/admin/reminders", "/i/ps6/admin/reminders?year=2027"],
  },
  "/m/$m/plans/$id": { as: people.oversight, to: ({ plan }) => [`/m/sector-6/plans/${plan}`] },
  "/m/$m/caf": { as: people.oversight, to: () => ["/m/sector-6/caf"] },
  "/m/$m/scorecard": { as: people.oversight, to: () => ["/m/sector-6/scorecard"] },
};

for (const route of new Set(routes())) {
  test(`${route}: no serious fault of accessibility, wide and narrow, light and dark`, async ({
    browse,
    api,
  }) => {
    test.setTimeout(300_000);
    const visit = visits[route];
    if (visit === undefined) throw new Error("this address has no visit: say above who goes there");
    const page = await browse(visit.as);
    const world = {
      ...(await demonstrated(await api(people.quality))),
      page,
      api: () => api(people.administrator),
      secretariat: () => api(people.secretariat),
      head: () => api(people.unitHead),
      quality: () => api(people.quality),
      specialist: () => api(people.specialist),
    };
    for (const address of await visit.to(world)) {
      await test.step(address, async () => {
        await page.setViewportSize({ width: 1280, height: 900 });
        await page.goto(address);
        await settled(page);
        await expectAccessible(page);
        await expectRoomForSpacedText(page);
        await expectHelp(page, route);
      });
    }
  });
}

test("what a guest finds: no serious fault of accessibility either", async ({ browse }) => {
  test.setTimeout(300_000);
  const page = await browse(people.guest);
  await page.goto("/");
  await settled(page);
  const granted = page.getByRole("main").locator("a[href*='/plans/']").first();
  const plan = (await granted.getAttribute("href"))?.split("?")[0] ?? "";
  await page.goto(`${plan}?view=table`);
  await settled(page);
  const action = await page.getByRole("main").locator("a[href*='/actions/']").first().getAttribute("href");
  const views = ["table", "board", "about"].map((view) => `${plan}?view=${view}`);
  for (const address of ["/", ...views, action ?? ""]) {
    await test.step(address, async () => {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(address);
      await settled(page);
      await expectAccessible(page);
      await expectRoomForSpacedText(page);
    });
  }
});

/** The same pages as other roles find them: less on them, or the sentence that there is no access. */
for (const [role, email] of Object.entries(people)) {
  test(`all pages of an institution as ${role}, on a phone`, async ({ browse, api }) => {
    test.setTimeout(300_000);
    const page = await browse(email, { viewport: { width: 320, height: 640 } });
    const { plan, action } = await demonstrated(await api(people.quality));
    const { id: risk } = await aRisk(await api(people.unitHead), "Risc de privit");
    const addresses = routes().filter((route) => !/token|sign-in|reset|accessibility/.test(route));
    for (const route of addresses) {
      const id = route.includes("/actions/") ? action : route.includes("/risks/") ? risk : plan;
      const address = route
        .replace("$t", "ps6")
        .replace("$m", "sector-6")
        .replace("$year", "2021")
        .replace("$id", id)
        .replace("$sub", "1.1");
      await test.step(address, async () => {
        await page.goto(address);
        await settled(page);
        await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
        await expect(page.getByText(/Ceva nu a funcționat|nu s-a putut încărca/)).toHaveCount(0);
        await expectNoSidewaysScroll(page);
      });
    }
  });
}

/** F1 says what this very page is for; only pages outside the institutions share the help on Calitas as a whole. */
async function expectHelp(page: Page, route: string): Promise<void> {
  await page.keyboard.press("F1");
  const help = page
    .getByRole("dialog")
    .filter({ has: page.getByRole("heading", { name: "Ce puteți face" }) });
  await expect(help).toBeVisible();
  const isGeneral = await help.getByRole("heading", { name: "Cum este alcătuit Calitas" }).count();
  expect(isGeneral > 0, `the help of ${route} has a text of its own`).toBe(/help|accessibility/.test(route));
  await page.keyboard.press("Escape");
  await expect(help).toHaveCount(0);
}

/** Nothing on the page is still being fetched. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

/** The address of an invitation that still can be accepted. */
async function invitation(page: Page, api: Api): Promise<string> {
  const email = `vizita.${unique()}@ps6.example`;
  const { id } = await tenant(api);
  await api.change(
    "inviteMember",
    { tenantId: id, email, displayName: "Inspector", roles: [{ role: "READER" }] },
    "invitation { id }",
  );
  return await linkFor(page, email, /invita/i);
}
