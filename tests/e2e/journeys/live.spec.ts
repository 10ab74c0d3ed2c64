import { expect, test } from "../kit/journey.ts";
import { expectNoSidewaysScroll, expectNoViolation } from "../kit/looks.ts";
import { binary, people } from "../kit/product.ts";
import { Server } from "../kit/server.ts";
import { expectSaved } from "../kit/steps.ts";
import { anAction, aPlan } from "../kit/world.ts";

/** A change arrives within a second; the rest is for a machine that does other things as well. */
const soonMs = 3_000;

test("two people on one plan see each other and each other's changes at once", async ({ browse, api }) => {
  const quality = await api(people.quality);
  const plan = await aPlan(quality, "Plan văzut de doi");
  const action = await anAction(quality, plan, "Denumirea dinainte");
  const [one, two] = [await browse(people.quality), await browse(people.head)];
  await two.goto(`/i/ps6/plans/${plan.id}`);
  await expect(two.getByRole("link", { name: "Denumirea dinainte" })).toBeVisible();
  await one.goto(`/i/ps6/actions/${action.id}`);

  const presence = two.getByRole("button", { name: "2 persoane aici" });
  await presence.click();
  await expect(two.getByRole("list", { name: "Cine este aici" })).toContainText(
    "Responsabil cu managementul calității, la o acțiune",
  );

  await one.getByRole("textbox", { name: "Ce este de făcut" }).fill("Denumirea de acum");
  await one.getByRole("textbox", { name: "Ce este de făcut" }).blur();
  await expectSaved(one);
  const savedAt = Date.now();
  await expect(two.getByRole("link", { name: "Denumirea de acum" })).toBeVisible();
  expect(Date.now() - savedAt, "milliseconds from saved to seen").toBeLessThan(soonMs);

  await one.close();
  await expect(presence).toBeHidden();
});

test("who was cut off has every change once after coming back", async ({ browse, api, faults }) => {
  faults.expect(/ERR_INTERNET_DISCONNECTED/);
  const quality = await api(people.quality);
  const plan = await aPlan(quality, "Plan cu o întrerupere");
  const action = await anAction(quality, plan, "Înainte de întrerupere");
  const page = await browse(people.head);
  await page.goto(`/i/ps6/plans/${plan.id}`);
  await expect(page.getByRole("link", { name: "Înainte de întrerupere" })).toBeVisible();
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));

  await page.context().setOffline(true);
  await expect(page.getByText("Fără conexiune.").first()).toBeVisible();
  const missed = Array.from({ length: 9 }, (_, at) => `Propusă între timp ${at + 1}`);
  for (const title of missed) await anAction(quality, plan, title);
  await quality.change(
    "updatePlanAction",
    { id: action.id, expectedVersion: action.version, title: "Schimbată între timp" },
    "planAction { id }",
  );
  await page.context().setOffline(false);

  await expect(page.getByRole("link", { name: "Schimbată între timp" })).toBeVisible();
  await page.getByRole("button", { name: "Afișați" }).click();
  for (const title of missed)
    await expect(page.getByRole("link", { name: title, exact: true })).toHaveCount(1);
  await expect(page.getByRole("link", { name: "Schimbată între timp" })).toHaveCount(1);
  await expect(page.getByText("10 acțiuni", { exact: true })).toBeVisible();
  expect(await page.evaluate(() => "isSamePage" in window), "the page was not loaded again").toBe(true);
});

test("a part whose code does not come says so in its place; what is typed beside it stays", async ({
  browse,
  api,
  faults,
}) => {
  faults.expect(/EvidenceSection.*ERR_FAILED|ERR_FAILED.*EvidenceSection/);
  const quality = await api(people.quality);
  const plan = await aPlan(quality, "Plan cu o parte întârziată");
  const action = await anAction(quality, plan, "Acțiune cu o parte întârziată");
  // The code that the device keeps would hide that the server does not give it.
  const page = await browse(people.quality, { serviceWorkers: "block" });
  const code = /\/assets\/EvidenceSection-.*\.js$/;
  await page.route(code, (route) => route.abort());
  await page.goto(`/i/ps6/actions/${action.id}`);
  const notice = page.getByRole("main").getByText("Această parte a paginii nu s-a putut încărca.");
  await expect(notice).toBeVisible();
  const title = page.getByRole("textbox", { name: "Ce este de făcut" });
  await title.click();
  await title.press("End");
  await page.keyboard.type(", scrisă");
  await page.getByRole("button", { name: "Reîncercați" }).click();
  await expect(page.getByRole("button", { name: "Reîncărcați pagina" })).toBeVisible();
  await expectNoViolation(page, 1280);
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(page);
  await title.click();
  await title.press("End");
  await page.keyboard.type(" mai departe");

  await page.unroute(code);
  await expect(page.getByRole("heading", { name: "Dovezi" })).toBeVisible({ timeout: 30_000 });
  await expect(notice).toHaveCount(0);
  await expect(title).toBeFocused();
  await title.blur();
  await expectSaved(page);
  await page.reload();
  await expect(title).toHaveValue("Acțiune cu o parte întârziată, scrisă mai departe");
});

test("a killed server loses nothing of what was typed or missed", async ({ browse, api, faults }) => {
  test.skip(binary === undefined, "CALITAS_BIN is not set");
  // Refused, reset, or broken off in the middle of an answer.
  faults.expect(
    /ERR_(CONNECTION_\w+|SOCKET_NOT_CONNECTED|EMPTY_RESPONSE|CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED_ENCODING)/,
  );
  const quality = await api(people.quality);
  const plan = await aPlan(quality, "Plan cu un server oprit");
  const action = await anAction(quality, plan, "Acțiune pe un server oprit");
  const server = await Server.start();
  try {
    const page = await browse(people.quality, { baseURL: server.address });
    await page.goto(`/i/ps6/actions/${action.id}`);
    const title = page.getByRole("textbox", { name: "Ce este de făcut" });
    const budget = page.getByRole("textbox", { name: "Buget" });
    await expect(title).toHaveValue("Acțiune pe un server oprit");

    await server.kill();
    await title.fill("Scrisă cât timp serverul era oprit");
    await title.blur();
    await expect(page.getByText(/Nu s-a putut salva. Textul este păstrat./).first()).toBeVisible();
    // Others go on through a server that still runs.
    await quality.change(
      "updatePlanAction",
      { id: action.id, expectedVersion: action.version, budget: "1250.25" },
      "planAction { id }",
    );
    await server.start();
    await expectSaved(page);
    await expect(title).toHaveValue("Scrisă cât timp serverul era oprit");
    await expect(budget).toHaveValue("1.250,25");
    await expect(page.getByRole("heading", { level: 1, name: /Scrisă cât timp/ })).toBeVisible();
  } finally {
    await server.kill();
  }
});
