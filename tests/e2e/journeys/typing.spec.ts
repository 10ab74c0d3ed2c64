import { expect, test } from "../kit/journey.ts";
import { password, people } from "../kit/product.ts";
import { expectSaved } from "../kit/steps.ts";
import { anAction, aPlan, unitId } from "../kit/world.ts";

test("two people write in one field: both values are shown, the other one stays in the history", async ({
  browse,
  api,
  faults,
}) => {
  faults.expect(/ERR_INTERNET_DISCONNECTED/);
  const quality = await api(people.quality);
  const plan = await aPlan(quality, "Plan cu un conflict");
  const action = await anAction(quality, plan, "Acțiune scrisă de doi", {
    description: "Cum era",
    unitId: await unitId(quality, "juridic"),
  });
  const [mine, others] = [await browse(people.quality), await browse(people.unitHead)];
  for (const page of [mine, others]) await page.goto(`/i/ps6/actions/${action.id}`);
  const field = mine.getByRole("textbox", { name: "Cum și de ce" });
  const otherField = others.getByRole("textbox", { name: "Cum și de ce" });
  await expect(field).toHaveValue("Cum era");
  await expect(otherField).toHaveValue("Cum era");

  // Typed and not yet sent: the line is cut, so that the other one is first.
  await mine.context().setOffline(true);
  await field.fill("Cum scriu eu");
  await field.blur();
  await expect(mine.getByText("Salvat pe acest dispozitiv").first()).toBeVisible();
  await otherField.fill("Cum scrie altcineva");
  await otherField.blur();
  await expectSaved(others);
  await mine.context().setOffline(false);

  const conflict = mine.getByRole("group", {
    name: /^Cum și de ce: modificat între timp de Director executiv/,
  });
  await expect(conflict).toBeVisible();
  await expect(field).toHaveValue("Cum scriu eu");
  await expect(conflict).toContainText("scriu eu");
  await expect(conflict).toContainText("scrie altcineva");
  await conflict.getByRole("button", { name: "Păstrați varianta dvs." }).click();
  await expect(conflict).toBeHidden();
  await expectSaved(mine);
  await expect(otherField).toHaveValue("Cum scriu eu");

  await mine.getByRole("button", { name: "Istoric" }).click();
  const history = mine.getByRole("region", { name: "Conținut: Istoric" });
  await expect(history.getByText("Cum scrie altcineva").first()).toBeVisible();
  await expect(history.getByText("Cum scriu eu").first()).toBeVisible();
});

test("a change that arrives while somebody types does not touch what is typed", async ({ browse, api }) => {
  const quality = await api(people.quality);
  const plan = await aPlan(quality, "Plan în care se scrie");
  const action = await anAction(quality, plan, "Acțiune în care se scrie");
  const page = await browse(people.quality);
  await page.goto(`/i/ps6/actions/${action.id}`);
  const field = page.getByRole("textbox", { name: "Cum și de ce" });
  await field.click();
  await page.keyboard.type("Prima jumătate ");
  await quality.change(
    "updatePlanAction",
    { id: action.id, expectedVersion: action.version, title: "Titlu venit în timpul scrierii" },
    "planAction { id }",
  );
  await expect(page.getByRole("heading", { level: 1, name: /Titlu venit în timpul scrierii/ })).toBeVisible();
  await expect(field).toBeFocused();
  await page.keyboard.type("și a doua jumătate");
  await expect(field).toHaveValue("Prima jumătate și a doua jumătate");
  await field.blur();
  await expectSaved(page);
  await page.reload();
  await expect(field).toHaveValue("Prima jumătate și a doua jumătate");
});

test("what was typed is there after the session expired and one signed in again", async ({
  browse,
  api,
  faults,
}) => {
  faults.expect(/\b401\b/);
  // Somebody of whom no other journey has a session.
  const email = "calitate@dgaspc6.example";
  const quality = await api(email);
  const plan = await aPlan(quality, "Plan cu o sesiune expirată", "dgaspc6");
  const action = await anAction(quality, plan, "Acțiune cu o sesiune expirată");
  const page = await browse(email);
  await page.goto(`/i/dgaspc6/actions/${action.id}`);
  const comment = page.getByRole("textbox", { name: "Comentariu nou" });
  const field = page.getByRole("textbox", { name: "Cum și de ce" });
  await comment.fill("Un comentariu început");

  // Ended from another place; the page learns it with its next request.
  await quality.change("signOutEverywhere", {}, "signedOutAt", "SignOutInput");
  await field.fill("Scris după sfârșitul sesiunii");
  const expired = page.getByRole("dialog", { name: "Sesiunea a expirat" });
  await expect(expired).toBeVisible({ timeout: 20_000 });
  await expired.getByLabel("Parola").fill("nu-este-aceasta");
  await expired.getByRole("button", { name: "Autentificați-vă" }).click();
  await expect(expired.getByRole("link", { name: "Adresa sau parola nu este corectă" })).toBeVisible();
  await expired.getByLabel("Parola").fill(password);
  await expired.getByRole("button", { name: "Autentificați-vă" }).click();
  await expect(expired).toBeHidden();
  await expect(field).toHaveValue("Scris după sfârșitul sesiunii");
  await expect(comment).toHaveValue("Un comentariu început");
  await expectSaved(page);
});

test("what was typed offline is there after closing the page and is sent on return", async ({
  browse,
  api,
  faults,
}) => {
  faults.expect(/ERR_INTERNET_DISCONNECTED/);
  const quality = await api(people.quality);
  const plan = await aPlan(quality, "Plan scris fără conexiune");
  const action = await anAction(quality, plan, "Acțiune scrisă fără conexiune");
  const page = await browse(people.quality);
  await page.goto(`/i/ps6/actions/${action.id}`);
  const field = page.getByRole("textbox", { name: "Cum și de ce" });
  await expect(field).toBeVisible();
  await page.context().setOffline(true);
  await field.fill("Scris fără conexiune");
  await field.blur();
  await expect(
    page.getByRole("main").getByText(/^Salvat pe acest dispozitiv. 1 modificare așteaptă/),
  ).toBeVisible();
  await page.close();

  await page.context().setOffline(false);
  const again = await page.context().newPage();
  await again.goto(`/i/ps6/actions/${action.id}`);
  await expect(again.getByRole("textbox", { name: "Cum și de ce" })).toHaveValue("Scris fără conexiune");
  await expectSaved(again);
  const { planAction } = await quality.ask<{ planAction: { description: string } }>(
    "query ($id: ID!) { planAction(id: $id) { description } }",
    { id: action.id },
  );
  expect(planAction.description).toBe("Scris fără conexiune");
});
