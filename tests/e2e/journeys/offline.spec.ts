import type { Page } from "@playwright/test";
import { expect, test } from "../kit/journey.ts";
import { expectAccessible, expectNoSidewaysScroll } from "../kit/looks.ts";
import { password, people, unique } from "../kit/product.ts";
import { expectSaved, signIn } from "../kit/steps.ts";
import { anAction, aPlan, tenant, unitId } from "../kit/world.ts";

/** The one place that lists what the server does not have. */
async function openUnsent(page: Page) {
  await page.getByRole("button", { name: /^Netrimise/ }).click();
  return page.getByRole("dialog", { name: "Modificări netrimise" });
}

test("what was typed offline is listed, outlives the tab and is sent in order from any page", async ({
  browse,
  api,
  faults,
}) => {
  faults.expect(/ERR_INTERNET_DISCONNECTED/);
  const quality = await api(people.quality);
  const plan = await aPlan(quality, "Plan scris pe drum");
  const action = await anAction(quality, plan, "Acțiune scrisă pe drum");
  const page = await browse(people.quality);
  await page.goto(`/i/ps6/actions/${action.id}`);
  const field = page.getByRole("textbox", { name: "Cum și de ce" });
  await expect(field).toBeVisible();
  await page.context().setOffline(true);
  await field.fill("Scris pe drum");
  await page.getByRole("textbox", { name: "Ce este de făcut" }).fill("Titlu scris pe drum");
  await page.getByRole("textbox", { name: "Comentariu nou" }).fill("Un comentariu început pe drum");
  await field.focus();

  await test.step("one list, with place, institution and value", async () => {
    const unsent = await openUnsent(page);
    const row = unsent.getByRole("listitem").filter({ hasText: `${action.code}: Cum și de ce` });
    await expect(row).toContainText("PS6");
    await expect(row).toContainText("Așteaptă trimiterea");
    await expect(row).toContainText("Scris pe drum");
    await expect(unsent.getByRole("listitem").filter({ hasText: "Comentariu nou" })).toContainText(
      "Un comentariu început pe drum",
    );
    await expect(unsent.getByRole("button", { name: "Trimiteți acum" })).toHaveAttribute(
      "aria-disabled",
      "true",
    );
    await page.keyboard.press("Escape");
  });
  await page.close();

  await page.context().setOffline(false);
  const again = await page.context().newPage();
  await again.goto("/");
  const stored = () =>
    quality.ask<{ planAction: { title: string; description: string } }>(
      "query ($id: ID!) { planAction(id: $id) { title description } }",
      { id: action.id },
    );
  await expect
    .poll(async () => (await stored()).planAction)
    .toEqual({ title: "Titlu scris pe drum", description: "Scris pe drum" });
  const left = await openUnsent(again);
  await expect(left.getByRole("listitem")).toHaveCount(1);
  await left.getByRole("link", { name: "Comentariu nou" }).click();
  await expect(again.getByRole("textbox", { name: "Comentariu nou" })).toHaveValue(
    "Un comentariu început pe drum",
  );
});

test("a clash while one was away: both values wait, both stay", async ({ browse, api, faults }) => {
  test.setTimeout(120_000);
  faults.expect(/ERR_INTERNET_DISCONNECTED/);
  const quality = await api(people.quality);
  const plan = await aPlan(quality, "Plan cu două condeie");
  const action = await anAction(quality, plan, "Acțiune cu două condeie", {
    description: "Cum era",
    unitId: await unitId(quality, "juridic"),
  });
  const page = await browse(people.quality);
  await page.goto(`/i/ps6/actions/${action.id}`);
  const field = page.getByRole("textbox", { name: "Cum și de ce" });
  await expect(field).toHaveValue("Cum era");
  await page.context().setOffline(true);
  await field.fill("Cum scriu eu");
  await field.blur();
  await expect(page.getByText("Salvat pe acest dispozitiv").first()).toBeVisible();
  await page.close();
  const other = await api(people.unitHead);
  await other.change(
    "updatePlanAction",
    { id: action.id, expectedVersion: action.version, description: "Cum scrie altcineva" },
    "planAction { id }",
  );

  await page.context().setOffline(false);
  const again = await page.context().newPage();
  await again.goto("/");
  const unsent = await openUnsent(again);
  const row = unsent.getByRole("listitem");
  await expect(row).toContainText("Modificat între timp de altcineva");
  await expect(row).toContainText("Cum scriu eu");
  await expect(row).toContainText("Cum scrie altcineva");
  await expectAccessible(again);
  await again.setViewportSize({ width: 320, height: 640 });
  await unsent.getByRole("link", { name: "Comparați" }).click();

  const conflict = again.getByRole("group", {
    name: /^Cum și de ce: modificat între timp de Director executiv/,
  });
  await expect(conflict).toContainText("scriu eu");
  await expect(conflict).toContainText("scrie altcineva");
  await expectNoSidewaysScroll(again);
  await expectAccessible(again);
  await conflict.getByRole("button", { name: "Combinați" }).click();
  const combined = conflict.getByRole("textbox", { name: "Varianta combinată" });
  await expect(combined).toHaveValue("Cum scriu eu\nCum scrie altcineva");
  await combined.fill("Cum scriem amândoi");
  await conflict.getByRole("button", { name: "Salvați varianta combinată" }).click();
  await expectSaved(again);
  await expect(again.getByRole("button", { name: /^Netrimise/ })).toHaveCount(0);
  await again.setViewportSize({ width: 1280, height: 900 });
  await again.getByRole("button", { name: "Istoric" }).click();
  const history = again.getByRole("region", { name: "Conținut: Istoric" });
  await expect(history.getByText("Cum scrie altcineva").first()).toBeVisible();
  await expect(history.getByText("Cum scriem amândoi").first()).toBeVisible();
});

test("a clash in a form: both values at the field, what only they changed is taken over", async ({
  browse,
  api,
}) => {
  test.setTimeout(90_000);
  const administrator = await api(people.administrator);
  const { id: tenantId } = await tenant(administrator);
  const code = unique();
  const { unit } = await administrator.change<{ unit: { id: string; version: number } }>(
    "createUnit",
    { tenantId, code, nameRo: `Birou ${code}`, kind: "OFFICE", isFirstLevel: false },
    "unit { id version }",
  );
  const page = await browse(people.administrator);
  await page.goto(`/i/ps6/admin/units?edit=${unit.id}`);
  const name = page.getByRole("textbox", { name: "Denumirea în română", exact: true });
  await expect(name).toHaveValue(`Birou ${code}`);
  await name.fill(`Birou ${code} al meu`);
  await administrator.change(
    "updateUnit",
    {
      id: unit.id,
      expectedVersion: unit.version,
      nameRo: `Birou ${code} al lor`,
      nameEn: `Their office ${code}`,
    },
    "unit { id }",
  );
  const save = page.getByRole("button", { name: "Salvați compartimentul" });
  await save.click();
  const clash = page.getByRole("group", { name: /^Denumirea în română: modificat între timp de altcineva/ });
  await expect(clash).toContainText("meu");
  await expect(clash).toContainText("lor");
  await expect(page.getByText("1 câmp a fost modificat între timp de altcineva.")).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await clash.getByRole("button", { name: "Păstrați varianta dvs." }).click();
  await save.click();
  await expect(name).toBeHidden();
  const { node } = await administrator.ask<{ node: { nameRo: string; nameEn: string } }>(
    "query ($id: ID!) { node(id: $id) { ... on Unit { nameRo nameEn } } }",
    { id: unit.id },
  );
  expect(node).toEqual({ nameRo: `Birou ${code} al meu`, nameEn: `Their office ${code}` });
});

test("signing out with something unsent asks; nobody else on the device meets it", async ({
  browse,
  api,
  faults,
}) => {
  test.setTimeout(90_000);
  faults.expect(/\b401\b/);
  const quality = await api(people.quality);
  const plan = await aPlan(quality, "Plan lăsat la jumătate");
  const action = await anAction(quality, plan, "Acțiune lăsată la jumătate");
  const page = await browse(people.quality);
  const question = page.getByRole("dialog", { name: "Ieșiți din cont cu modificări netrimise" });
  const leave = async () => {
    await page.getByRole("button", { name: /^Contul/ }).click();
    await page.getByRole("menuitem", { name: "Ieșiți din cont" }).click();
  };
  const heading = page.getByRole("heading", { level: 1, name: "De făcut" });
  await page.goto(`/i/ps6/actions/${action.id}`);
  await page.getByRole("textbox", { name: "Comentariu nou" }).fill("Lăsat la jumătate");
  await leave();
  await expect(question).toContainText("1 modificare nu a ajuns încă la server");
  await question.getByRole("button", { name: "Rămâneți în cont" }).click();
  await leave();
  await question.getByRole("button", { name: "Ieșiți și păstrați-le" }).click();

  await test.step("somebody else", async () => {
    await signIn(page, people.specialist, password);
    await expect(heading).toBeVisible();
    await expect(page.getByRole("button", { name: /^Netrimise/ })).toHaveCount(0);
    await leave();
  });

  await test.step("the same person again, who then erases it", async () => {
    await signIn(page, people.quality, password);
    await expect(heading).toBeVisible();
    await expect((await openUnsent(page)).getByText("Lăsat la jumătate")).toBeVisible();
    await page.keyboard.press("Escape");
    await leave();
    await question.getByRole("button", { name: "Ieșiți și ștergeți-le" }).click();
    await signIn(page, people.quality, password);
    await expect(heading).toBeVisible();
    await expect(page.getByRole("button", { name: /^Netrimise/ })).toHaveCount(0);
  });
});
