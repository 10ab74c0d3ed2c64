import type { Page } from "@playwright/test";
import { expect, test } from "../kit/journey.ts";
import { expectAccessible } from "../kit/looks.ts";
import { password, people, unique } from "../kit/product.ts";
import { signIn } from "../kit/steps.ts";
import { anAction, aPlan, unitId } from "../kit/world.ts";

const title = "Căutați sau dați o comandă";
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });

/** The palette with its field, opened by its key. */
async function open(page: Page) {
  await page.keyboard.press("Control+K");
  const dialog = page.getByRole("dialog", { name: title });
  const field = dialog.getByRole("combobox", { name: title });
  await expect(field).toBeFocused();
  const option = (name: string | RegExp) => dialog.getByRole("option", { name });
  return { dialog, field, option };
}

test("pages, commands and things by keyboard alone, without diacritics", async ({ browse, api }) => {
  test.setTimeout(120_000);
  const word = `zzq${unique()}`;
  const quality = await api(people.quality);
  const plan = await aPlan(quality, `Împrejmuirea școlii ${word}`);
  const action = await anAction(quality, plan, `Însămânțarea ${word}`, {
    unitId: await unitId(quality, "juridic"),
  });
  const page = await browse(people.quality);
  await page.goto("/");
  await expect(heading(page, "De făcut")).toBeVisible();

  await test.step("a page of the menu", async () => {
    const { field, option } = await open(page);
    await expect(option(/^Planuri/)).toBeVisible();
    // What the menu does not offer this person is not here either.
    await expect(option(/Politici/)).toHaveCount(0);
    await expect(option(/Invitați o persoană/)).toHaveCount(0);
    await page.keyboard.type("institutia");
    await expect(option(/^Instituția PS6/)).toHaveAttribute("aria-selected", "true");
    await expect(field).toHaveAttribute("aria-activedescendant", /.+/);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/i\/ps6$/);
  });

  await test.step("a command", async () => {
    await open(page);
    await page.keyboard.type("plan nou");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/plans\?new=plan/);
    await expect(page.getByRole("textbox", { name: "Titlul" })).toBeVisible();
  });

  await test.step("a thing, by the beginning of its words", async () => {
    const { option } = await open(page);
    await page.keyboard.type(`imprejm ${word}`);
    await expect(option(new RegExp(`Împrejmuirea școlii ${word}`))).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(heading(page, new RegExp(`Împrejmuirea școlii ${word}`))).toBeVisible();
  });

  await test.step("what was opened last comes first; Escape leaves all as it was", async () => {
    await page.goto(`/i/ps6/actions/${action.id}`);
    await expect(heading(page, new RegExp(`Însămânțarea ${word}`))).toBeVisible();
    const comment = page.getByRole("textbox", { name: "Comentariu nou" });
    await comment.fill("Un gând");
    const { dialog } = await open(page);
    await expect(dialog.getByRole("option").first()).toContainText(`Împrejmuirea școlii ${word}`);
    await page.keyboard.press("Escape");
    await expect(comment).toBeFocused();
    await expect(comment).toHaveValue("Un gând");
    await comment.fill("");
  });

  await test.step("all results on their page", async () => {
    const { option } = await open(page);
    await page.keyboard.type(word);
    await expect(option(new RegExp(`Însămânțarea ${word}`))).toBeVisible();
    await page.keyboard.press("ArrowUp");
    await expect(option(`Toate rezultatele pentru „${word}”`)).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await expect(heading(page, `Căutare: ${word}`)).toBeFocused();
    await expect(page.getByRole("heading", { level: 2, name: "Planuri (1)" })).toBeVisible();
    await expect(page.getByRole("heading", { level: 2, name: "Acțiuni (1)" })).toBeVisible();
    await expect(page.getByRole("main").getByText("2 rezultate")).toBeVisible();
  });
});

test("nobody finds what is not theirs, and who signs out leaves no trace", async ({
  browse,
  api,
  faults,
}) => {
  test.setTimeout(90_000);
  faults.expect(/\b401\b/);
  const word = `zzq${unique()}`;
  const quality = await api(people.quality);
  const plan = await aPlan(quality, `Ciorna ${word}`);
  const page = await browse(people.quality);
  await page.goto(`/i/ps6/plans/${plan.id}`);
  await expect(heading(page, new RegExp(word))).toBeVisible();
  const mine = await open(page);
  await page.keyboard.press("Escape");
  await expect(mine.dialog).toHaveCount(0);
  await page.getByRole("button", { name: /^Contul/ }).click();
  await page.getByRole("menuitem", { name: "Ieșiți din cont" }).click();

  // A guest reads one plan of this institution, and not this one.
  await signIn(page, people.guest, password);
  await expect(heading(page, "De făcut")).toBeVisible();
  const { dialog, option } = await open(page);
  await expect(dialog.getByText("Deschise de curând")).toHaveCount(0);
  await expect(option(/^Planuri/)).toHaveCount(0);
  await page.keyboard.type(word);
  await expect(dialog.getByText(`Niciun rezultat pentru „${word}”.`)).toBeVisible();
  await expect(dialog.getByRole("option")).toHaveCount(1);
});

test("the palette has no fault of accessibility, wide and narrow, and its button is on a phone too", async ({
  browse,
}) => {
  test.setTimeout(90_000);
  const page = await browse(people.administrator);
  await page.goto("/i/ps6");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const { dialog, option } = await open(page);
  await expect(option(/Invitați o persoană/)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.type("in");
  await expect(option(/^Toate rezultatele/)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 320, height: 640 });
  await page.getByRole("button", { name: title }).click();
  await expect(dialog.getByRole("combobox")).toBeFocused();
  await option(/^Oameni/).click();
  await expect(heading(page, "Oameni")).toBeVisible();
});
