import { expect, test } from "../kit/journey.ts";
import { password, people } from "../kit/product.ts";
import { expectSaved } from "../kit/steps.ts";
import { anAction, aPlan } from "../kit/world.ts";

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
  faults.expect(/\b401\b|ERR_INTERNET_DISCONNECTED/);
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

  // Ended from another place; the page, cut off, learns it only after something more was typed.
  await page.context().setOffline(true);
  await quality.change("signOutEverywhere", {}, "signedOutAt", "SignOutInput");
  await field.fill("Scris după sfârșitul sesiunii");
  await page.context().setOffline(false);
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
