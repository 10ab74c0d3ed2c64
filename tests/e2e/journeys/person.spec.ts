import type { Page } from "@playwright/test";
import { expect, test } from "../kit/journey.ts";
import { expectAccessible } from "../kit/looks.ts";
import { linkFor } from "../kit/mailbox.ts";
import { people, unique } from "../kit/product.ts";

test("a person takes along everything that is kept of them", async ({ browse }) => {
  const page = await browse(people.specialist);
  await page.goto("/me");
  const section = page.getByRole("region", { name: "Datele mele personale" });
  const [file] = await Promise.all([
    page.waitForEvent("download", { timeout: 60_000 }),
    section.getByRole("button", { name: "Descărcați datele mele" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^Datele mele .*\.zip$/);
  const chunks = await (await file.createReadStream()).toArray();
  expect(Buffer.concat(chunks).subarray(0, 2).toString("latin1")).toBe("PK");
  if (process.env.CALITAS_KEEP !== undefined)
    await file.saveAs(`${process.env.CALITAS_KEEP}/${file.suggestedFilename()}`);
});

/** Opens the form of a member from the menu of the row. */
async function opened(page: Page, name: string) {
  const row = page
    .getByRole("table", { name: /^Membri/ })
    .getByRole("row")
    .filter({ hasText: name });
  // Rows that arrive meanwhile close a menu that stood open.
  await expect(async () => {
    await row.getByRole("button").click({ timeout: 2_000 });
    await page.getByRole("menuitem", { name: "Modificați" }).click({ timeout: 2_000 });
  }).toPass();
}

test("the administrator erases somebody who left, and the record of it stays", async ({ browse }) => {
  test.setTimeout(120_000);
  const name = `Evdochia ${unique()}`;
  const email = `${name.toLowerCase().replace(" ", ".")}@ps6.example`;
  const page = await browse(people.administrator);
  await page.goto("/i/ps6/admin/people?edit=new");
  await page.getByLabel("Adresa de e-mail").fill(email);
  await page.getByLabel("Funcția", { exact: true }).fill(name);
  await page.getByLabel("Rolul 1").selectOption({ label: "Cititor" });
  await page.getByRole("button", { name: "Trimiteți invitația" }).click();
  await expect(page.getByRole("row").filter({ hasText: email })).toContainText("În așteptare");
  const newcomer = await browse(null);
  await newcomer.goto(await linkFor(newcomer, email, /invita/i));
  await newcomer.getByLabel("Alegeți o parolă").fill("o propoziție destul de lungă");
  await newcomer.getByRole("button", { name: "Acceptați invitația" }).click();
  await expect(newcomer.getByRole("heading", { level: 1, name: "De făcut" })).toBeVisible();
  // Who is erased is signed out, which a browser that stayed open would complain about.
  await newcomer.context().close();

  await page.goto(`/i/ps6/admin/people?text=${encodeURIComponent(name)}`);
  await opened(page, name);
  await page.getByRole("button", { name: "Încheiați accesul" }).click();
  const asked = page.getByRole("dialog");
  await asked.getByRole("button", { name: "Încheiați accesul" }).click();
  // Leaving the page before the answer would leave the request behind.
  await expect(asked).toBeHidden();
  await page.goto(`/i/ps6/admin/people?ended=1&text=${encodeURIComponent(name)}`);
  await opened(page, name);
  await page.getByRole("button", { name: "Ștergeți datele personale" }).click();
  const dialog = page.getByRole("dialog", { name: /^Ștergeți datele personale/ });
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Ștergeți datele personale" }).click();
  await expect(dialog.getByRole("link", { name: /^Scrieți cererea/ })).toBeVisible();
  await dialog.getByLabel("Temeiul").fill("Cererea nr. 4512 din 20.11.2026");
  await dialog.getByLabel("Și funcția o numește").check();
  await dialog.getByRole("button", { name: "Ștergeți datele personale" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Datele personale ale acestei persoane au fost șterse.")).toBeVisible();
  const record = page.getByRole("region", { name: "Date personale șterse" });
  await expect(record).toContainText("Cererea nr. 4512 din 20.11.2026");
  await page.goto(`/i/ps6/admin/people?ended=1&text=${encodeURIComponent(email)}`);
  await expect(page.getByText(email)).toBeHidden();
});
