import type { Page } from "@playwright/test";
import { expect, test } from "../kit/journey.ts";
import { expectAccessible, expectNoSidewaysScroll, expectNoViolation } from "../kit/looks.ts";
import { password, people, unique } from "../kit/product.ts";
import { expectSaved, openUnsent, signIn } from "../kit/steps.ts";
import { anAction, aPlan, tenant, unitId } from "../kit/world.ts";

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
  await expect(
    page.getByRole("main").getByText(/^Salvat pe acest dispozitiv. 2 modificări așteaptă/),
  ).toBeVisible();

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
  await expect(again.getByRole("textbox", { name: "Cum și de ce" })).toHaveValue("Scris pe drum");
  await expectSaved(again);
});

test("a clash while one was away: both values wait, both stay, the other one sees what was chosen", async ({
  browse,
  api,
  faults,
}) => {
  test.setTimeout(120_000);
  faults.expect(/ERR_INTERNET_DISCONNECTED/);
  const quality = await api(people.quality);
  const plan = await aPlan(quality, "Plan cu două condeie");
  const action = await anAction(quality, plan, "Acțiune cu două condeie", {
    description: "Cum era",
    unitId: await unitId(quality, "juridic"),
  });
  const title = (page: Page) => page.getByRole("textbox", { name: "Ce este de făcut" });
  const words = (page: Page) => page.getByRole("textbox", { name: "Cum și de ce" });
  const [page, other] = [await browse(people.quality), await browse(people.unitHead)];
  for (const one of [page, other]) {
    await one.goto(`/i/ps6/actions/${action.id}`);
    await expect(words(one)).toHaveValue("Cum era");
  }
  await page.context().setOffline(true);
  await words(page).fill("Cum **scriu** eu");
  await title(page).fill("Titlul meu");
  await title(page).blur();
  await expect(page.getByRole("main").getByText(/2 modificări așteaptă/)).toBeVisible();
  await page.close();
  await words(other).fill("Cum **scrie** altcineva");
  await title(other).fill("Titlul lor");
  await title(other).blur();
  await expectSaved(other);

  await page.context().setOffline(false);
  const again = await page.context().newPage();
  await again.goto("/");
  const unsent = await openUnsent(again);
  const row = unsent.getByRole("listitem").filter({ hasText: "Cum și de ce" });
  await expect(row).toContainText("Modificat între timp de altcineva");
  await expect(row).toContainText("Cum scriu eu");
  await expect(row).toContainText("altcineva");
  await expectAccessible(again);
  await again.setViewportSize({ width: 320, height: 640 });
  await row.getByRole("link", { name: "Comparați" }).click();

  const who = "modificat între timp de Director executiv";
  const conflict = again.getByRole("group", { name: new RegExp(`^Cum și de ce: ${who}`) });
  await expect(words(again)).toHaveValue("Cum **scriu** eu");
  await expect(conflict).toContainText("Cum [scriu eu]");
  await expect(conflict).toContainText("Cum [scrie altcineva]");
  await expectNoSidewaysScroll(again);
  await expectNoViolation(again, 320);
  await conflict.getByRole("button", { name: "Combinați" }).click();
  const combined = conflict.getByRole("textbox", { name: "Varianta combinată" });
  await expect(combined).toHaveValue("Cum **scriu** eu\nCum **scrie** altcineva");
  await combined.fill("Cum scriem amândoi");
  await conflict.getByRole("button", { name: "Salvați varianta combinată" }).click();
  const titles = again.getByRole("group", { name: new RegExp(`^Ce este de făcut: ${who}`) });
  await expect(titles).toContainText("Titlul [lor]");
  await titles.getByRole("button", { name: "Păstrați varianta dvs." }).click();
  await expectSaved(again);
  await expect(again.getByRole("button", { name: /^Netrimise/ })).toHaveCount(0);
  await expect(title(other)).toHaveValue("Titlul meu");
  await expect(words(other)).toHaveValue("Cum scriem amândoi");

  await again.setViewportSize({ width: 1280, height: 900 });
  await again.getByRole("button", { name: "Istoric" }).click();
  const history = again.getByRole("region", { name: "Conținut: Istoric" });
  for (const value of ["Cum scrie altcineva", "Cum scriem amândoi", "Titlul lor", "Titlul meu"]) {
    await expect(history.getByText(value).first()).toBeVisible();
  }
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

test("a clash in the rules of reminders, a list of them included, and in one's own settings", async ({
  browse,
  api,
}) => {
  test.setTimeout(90_000);
  // Rules and settings that no other journey reads.
  const email = "administrator@pmbc.example";
  const administrator = await api(email);
  const { id: tenantId } = await tenant(administrator, "pmbc");
  const rules = async () => {
    const { node } = await administrator.ask<{ node: { notificationPolicy: Rules } }>(
      `query ($id: ID!) { node(id: $id) { ... on Tenant {
        notificationPolicy { version dueSoonDays isMailPaused escalations { afterDays recipient } }
      } } }`,
      { id: tenantId },
    );
    return node.notificationPolicy;
  };
  const setRules = async (next: Partial<Rules>) =>
    await administrator.change(
      "updateNotificationPolicy",
      { tenantId, expectedVersion: (await rules()).version, ...next },
      "tenant { id }",
    );
  const after = (afterDays: number) => [{ afterDays, recipient: "HEAD_OF_UNIT" }];
  await setRules({ dueSoonDays: [5, 1], isMailPaused: false, escalations: after(3) });
  const page = await browse(email);

  await test.step("rules: one kept, one theirs, one only they changed", async () => {
    await page.goto("/i/pmbc/admin/reminders");
    await page.getByRole("textbox", { name: "Zile lucrătoare înainte de termen" }).fill("7, 2");
    await page.getByRole("textbox", { name: "Zile lucrătoare", exact: true }).fill("4");
    await setRules({ dueSoonDays: [10], isMailPaused: true, escalations: after(9) });
    const save = page.getByRole("button", { name: "Salvați", exact: true });
    await save.click();
    const days = page.getByRole("group", { name: /^Zile lucrătoare înainte de termen: modificat/ });
    await expect(days).toContainText("7, 2");
    await expect(days).toContainText("10");
    const escalation = page.getByRole("group", { name: /^Cine află de termenele depășite: modificat/ });
    await expect(escalation).toContainText("[4]");
    await expect(escalation).toContainText("[9]");
    await expectNoViolation(page, 1280);
    await days.getByRole("button", { name: "Păstrați varianta dvs." }).click();
    await escalation.getByRole("button", { name: "Păstrați varianta de pe server" }).click();
    await save.click();
    await expect
      .poll(rules)
      .toMatchObject({ dueSoonDays: [7, 2], isMailPaused: true, escalations: after(9) });
    await setRules({ isMailPaused: false });
  });

  await test.step("one's own settings, changed in another place", async () => {
    const choose = async (channel: string) => {
      const { viewer } = await administrator.ask<{ viewer: { notificationSettings: { version: number } } }>(
        "{ viewer { notificationSettings { version } } }",
      );
      const expectedVersion = viewer.notificationSettings.version;
      const choices = [{ kind: "MENTIONED", channel }];
      await administrator.change(
        "updateNotificationSettings",
        { expectedVersion, choices },
        "notificationSettings { version }",
      );
    };
    await choose("IN_APP");
    await page.goto("/me");
    await page.getByRole("radio", { name: "Mențiune: Deloc" }).check();
    await choose("MAIL");
    const form = page.getByRole("region", { name: "Notificări" });
    await form.getByRole("button", { name: "Salvați" }).click();
    const clash = form.getByRole("group", { name: /^Mențiune: modificat/ });
    await expect(clash).toContainText("Deloc");
    await expect(clash).toContainText("Și imediat pe e-mail");
    await page.setViewportSize({ width: 320, height: 640 });
    await expectNoSidewaysScroll(page);
    await clash.getByRole("button", { name: "Păstrați varianta de pe server" }).click();
    await expect(page.getByRole("radio", { name: "Mențiune: Și imediat pe e-mail" })).toBeChecked();
  });
});

type Rules = {
  version: number;
  dueSoonDays: number[];
  isMailPaused: boolean;
  escalations: { afterDays: number; recipient: string }[];
};

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
