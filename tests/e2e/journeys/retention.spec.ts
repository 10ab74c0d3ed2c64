import type { Page } from "@playwright/test";
import type { Api } from "../kit/api.ts";
import { expect, test } from "../kit/journey.ts";
import { expectAccessible } from "../kit/looks.ts";
import { people, unique } from "../kit/product.ts";
import { aPlan, tenant } from "../kit/world.ts";

test("an entry of the nomenclature is added, gives a document its term, and is ended", async ({
  browse,
  api,
}) => {
  const code = `IX.${unique()}`;
  const page = await browse(people.quality);
  await page.goto("/i/ps6/admin/retention");
  await expect(page.getByRole("heading", { level: 1, name: "Nomenclator arhivistic" })).toBeVisible();
  await page.getByRole("button", { name: "Adăugați o poziție" }).first().click();
  const entry = page.getByRole("main");
  await entry.getByRole("textbox", { name: "Indicativ", exact: true }).fill(code);
  await entry.getByRole("textbox", { name: "Denumire" }).fill("Liste de prezență la instruiri");
  await entry.getByRole("button", { name: "Adăugați o poziție" }).last().click();
  await expect(entry.getByText("Scrieți un număr întreg de ani").first()).toBeVisible();
  await entry.getByRole("textbox", { name: "Ani", exact: true }).fill("5");
  await entry.getByRole("textbox", { name: "În vigoare din" }).fill("1.1.2024");
  await entry.getByRole("textbox", { name: "În vigoare din" }).press("Enter");
  await expect(page.getByRole("rowheader", { name: code })).toBeVisible();
  await expectAccessible(page);

  const author = await api(people.quality);
  const plan = await aPlan(author, "Plan cu un document");
  await author.change(
    "createEvidence",
    { subjectId: plan.id, title: "Listă", effectiveOn: "2026-02-28" },
    "evidence { id }",
  );
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`/i/ps6/plans/${plan.id}?view=about`);
  const evidence = page.getByRole("listitem").filter({ hasText: "Listă" }).first();
  await expect(evidence).toContainText("Fără indicativ: document de lucru");
  await evidence.getByRole("button", { name: "Stabiliți indicativul" }).click();
  const choice = evidence.getByRole("form", { name: "Stabiliți indicativul" });
  await choice.getByRole("combobox", { name: "Indicativ din nomenclator" }).fill(code);
  await page.getByRole("option", { name: new RegExp(code.replaceAll(".", "\\.")) }).click();
  await choice.getByRole("button", { name: "Stabiliți indicativul" }).click();
  await expect(evidence).toContainText("se păstrează până la 31 decembrie 2031");
});

test("documents whose term has ended go by a selection that somebody else approved", async ({
  browse,
  api,
}) => {
  const title = `Selecționarea ${unique()}`;
  const document = `Registru vechi ${unique()}`;
  await oldDocument(await api(people.quality), document);
  const page = await browse(people.quality);
  await page.goto("/i/ps6/admin/disposals");
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole("checkbox", { name: new RegExp(document) }).check();
  await page.getByRole("textbox", { name: "Denumirea selecționării" }).fill(title);
  await page.getByRole("button", { name: "Începeți o selecționare" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await page.getByRole("checkbox", { name: new RegExp(document) }).check();
  await page.getByRole("button", { name: "Comisia: se elimină" }).click();
  await expect(page.getByRole("cell", { name: "se elimină", exact: true })).toBeVisible();
  await act(page, "Trimiteți spre aprobare");
  await expect(page.getByText("Trimisă", { exact: true }).first()).toBeVisible();

  const head = await browse(people.head);
  await head.goto(new URL(page.url()).pathname);
  await act(head, "Aprobați");
  await expect(head.getByText("Aprobată", { exact: true }).first()).toBeVisible();

  await page.reload();
  const papers = page.getByRole("form", { name: "Proces-verbal și confirmare" });
  await papers.getByRole("textbox", { name: "Numărul procesului-verbal" }).fill("12");
  await papers.getByRole("textbox", { name: "Data procesului-verbal" }).fill("2.11.2026");
  await papers.getByRole("textbox", { name: "Numărul confirmării" }).fill("AN 34");
  await papers.getByRole("textbox", { name: "Data confirmării" }).fill("10.11.2026");
  await papers.getByRole("button", { name: "Consemnați" }).click();
  await expect(page.getByText("nr. AN 34 din 10 noiembrie 2026")).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await act(page, "Eliminați documentele");
  await expect(page.getByText("Realizată", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("cell", { name: "eliminat", exact: true })).toBeVisible();
  const [record] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Descărcați PDF" }).click(),
  ]);
  expect(record.suggestedFilename()).toMatch(/^Proces-verbal de selecționare .*\.pdf$/);
});

/** A step that asks once more. */
async function act(page: Page, name: string) {
  await page.getByRole("button", { name, exact: true }).click();
  await page.getByRole("dialog", { name }).getByRole("button", { name, exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

/** A document whose term has ended, of a plan that was given up. */
async function oldDocument(author: Api, title: string) {
  const { id: tenantId } = await tenant(author);
  const { retentionClass } = await author.change<{ retentionClass: { id: string } }>(
    "createRetentionClass",
    {
      tenantId,
      code: `X.${unique()}`,
      name: "Registre vechi",
      rule: "COMMISSION",
      years: 2,
      inForceFrom: "2015-01-01",
    },
    "retentionClass { id }",
  );
  const plan = await aPlan(author, "Plan cu registre vechi");
  await author.change(
    "createEvidence",
    { subjectId: plan.id, title, effectiveOn: "2019-02-28", retentionClassId: retentionClass.id },
    "evidence { id }",
  );
  await author.change(
    "cancelPlan",
    { id: plan.id, expectedVersion: 1, reason: "Nu mai este nevoie" },
    "plan { id }",
  );
}
