import type { Page } from "@playwright/test";
import { expect, test } from "../kit/journey.ts";
import { expectAccessible } from "../kit/looks.ts";
import { people, unique } from "../kit/product.ts";

async function read(page: Page, name: string, content: Buffer) {
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer: content });
  await page.getByRole("button", { name: "Citiți fișierul" }).click();
}

test("units come from a sheet: read, understood, corrected, all of them at once", async ({ browse }) => {
  test.setTimeout(120_000);
  const [above, below] = [`s${unique()}`, `b${unique()}`];
  const admin = await browse(people.administrator);
  await admin.goto("/i/ps6/admin/imports");
  await admin.getByRole("button", { name: "Citiți fișierul" }).click();
  await expect(admin.getByRole("group", { name: "Aveți 1 lucru de corectat" })).toBeVisible();
  await admin.getByRole("radio", { name: "Compartimente" }).check();

  const headings = "Indicativ;Denumire;Tip;Cod compartiment superior";
  const bad = `${headings}\n${below};Biroul Importat;Secție;${above}\n${above};S;Serviciu;\n`;
  await read(admin, "compartimente.csv", Buffer.from(bad, "utf8"));
  const columns = admin.getByRole("region", { name: "Coloanele" });
  await expect(columns.getByLabel("Denumire", { exact: true })).toHaveValue("NAME_RO");
  await columns.getByRole("button", { name: "Verificați rândurile" }).click();
  await expect(columns.getByRole("group", { name: "Aveți 1 lucru de corectat" })).toBeVisible();
  await columns.getByLabel("Indicativ").selectOption("CODE");
  await columns.getByRole("button", { name: "Verificați rândurile" }).click();
  const problems = admin.getByRole("region", { name: "De corectat", exact: true }).first();
  await expect(problems).toContainText("Rândul 2");
  await expect(problems).toContainText("Secție");
  await expect(problems).toContainText("Scrieți cel puțin 2 caractere");
  await expectAccessible(admin);
  await admin.setViewportSize({ width: 1280, height: 900 });

  // As Excel saves it in a Romanian Windows; what the heading means is remembered.
  const good = `${headings}\n${below};Biroul Importat;Birou;${above}\n${above};Serviciul Importat \xBAi at\xE2t;Serviciu;\n`;
  await read(admin, "compartimente.csv", Buffer.from(good, "latin1"));
  await expect(columns.getByText("De exemplu: Birou", { exact: true })).toBeVisible();
  await expect(columns.getByLabel("Indicativ")).toHaveValue("CODE");
  await columns.getByRole("button", { name: "Verificați rândurile" }).click();
  const preview = admin.getByRole("region", { name: "Ce se importă" });
  await expect(preview).toContainText("2 rânduri, fără nimic de corectat");
  await expectAccessible(admin);
  await admin.setViewportSize({ width: 1280, height: 900 });
  await preview.getByRole("button", { name: "Importați 2 rânduri" }).click();
  await expect(admin.getByRole("region", { name: "Import încheiat" })).toContainText(
    "2 compartimente adăugate",
  );

  await admin.goto("/i/ps6/admin/units");
  await expect(admin.getByText("Serviciul Importat și atât").first()).toBeVisible();
});
