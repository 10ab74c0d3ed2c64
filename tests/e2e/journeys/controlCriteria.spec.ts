import { expect, test } from "../kit/journey.ts";
import { desktop, expectAccessible } from "../kit/looks.ts";
import { unique } from "../kit/product.ts";
import { tenant } from "../kit/world.ts";

/** An institution whose list no other journey asks by. */
const slug = "dep6";
const secretary = "secretariat@dep6.example";
const page1 = `/i/${slug}/control/criteria`;

test("the list of criteria: reworded, an own criterion added, one retired; campaigns keep their version", async ({
  browse,
  api,
}) => {
  test.setTimeout(180_000);
  const page = await browse(secretary);
  const [wording, own] = [`Codul de conduită este cunoscut ${unique()}`, `Registrul cadourilor ${unique()}`];
  const form = page.getByRole("region", { name: /^Versiunea \d+ a listei criteriilor/ });
  const line = (code: string) =>
    form.getByRole("listitem").filter({ has: page.getByText(code, { exact: true }) });
  const standard = form.getByRole("region", { name: /^Standardul 9\./ });

  await test.step("changes are kept on the device until they are saved", async () => {
    await page.goto(page1);
    await page.getByRole("button", { name: "Modificați lista" }).click();
    await expect(form.getByRole("button", { name: "Salvați versiunea nouă" })).toHaveAttribute(
      "aria-disabled",
      "true",
    );
    await line("1.1").getByRole("button", { name: "Modificați formularea criteriului 1.1" }).click();
    await line("1.1").getByRole("textbox", { name: "Criteriu", exact: true }).fill(wording);
    await standard.getByRole("button", { name: /^Adăugați un criteriu propriu/ }).click();
    const fresh = standard.getByRole("textbox", { name: "Criteriu", exact: true });
    await expect(fresh).toBeFocused();
    await fresh.fill("R");
    await page.reload();
    await expect(line("1.1").getByRole("textbox", { name: "Criteriu", exact: true })).toHaveValue(wording);
    await expectAccessible(page);
    await page.setViewportSize(desktop);
  });

  await test.step("what is refused is said beside its field and everything stays", async () => {
    await form.getByRole("button", { name: "Salvați versiunea nouă" }).click();
    const fresh = standard.getByRole("textbox", { name: "Criteriu", exact: true });
    await expect(fresh).toHaveAttribute("aria-invalid", "true");
    await expect(fresh).toBeFocused();
    await fresh.fill(own);
  });

  await test.step("one is retired; its standard keeps at least one", async () => {
    const [first] = await form
      .getByRole("region", { name: /^Standardul 2\./ })
      .getByRole("button", { name: /^Retrageți: / })
      .all();
    await first?.click();
    await expect(form.getByText("se retrage", { exact: true })).toBeVisible();
    await expect(form.getByText("1 formulare schimbată, 1 criteriu adăugat, 1 retras.")).toBeVisible();
    await form.getByRole("button", { name: /^Păstrați criteriul 2\./ }).click();
    await expect(form.getByText("1 formulare schimbată, 1 criteriu adăugat, niciunul retras.")).toBeVisible();
  });

  await test.step("the next version is there, with who made it", async () => {
    await form.getByRole("button", { name: "Salvați versiunea nouă" }).click();
    await expect(form).toHaveCount(0);
    const table = page.getByRole("table", { name: /^Lista criteriilor, versiunea/ });
    await expect(table.getByRole("row").filter({ hasText: own })).toContainText("criteriu propriu");
    await expect(table.getByRole("row").filter({ hasText: wording })).toBeVisible();
    await expect(page.getByText("O va folosi următoarea autoevaluare care se deschide.")).toBeVisible();
    await page.getByRole("button", { name: "Arătați istoricul" }).click();
    await expect(page.getByText("Lista criteriilor a fost modificată").first()).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize(desktop);
  });

  await test.step("another version that comes meanwhile takes nothing away", async () => {
    await page.getByRole("button", { name: "Modificați lista" }).click();
    const mine = `Declarațiile de interese ${unique()}`;
    await line("1.1").getByRole("button", { name: "Modificați formularea criteriului 1.1" }).click();
    await line("1.1").getByRole("textbox", { name: "Criteriu", exact: true }).fill(mine);

    const secretariat = await api(secretary);
    const { id } = await tenant(secretariat, slug);
    const { tenant: read } = await secretariat.ask<{ tenant: { controlTemplates: Template[] } }>(
      "query ($id: ID!) { tenant(id: $id) { controlTemplates { number criteria { code labelRo labelEn } } } }",
      { id },
    );
    const [newest] = read.controlTemplates;
    if (newest === undefined) throw new Error("there is no version");
    const theirs = `Codul etic ${unique()}`;
    await secretariat.change(
      "updateControlTemplate",
      {
        tenantId: id,
        baseNumber: newest.number,
        criteria: newest.criteria.map((one) => (one.code === "1.1" ? { ...one, labelRo: theirs } : one)),
      },
      "controlTemplate { number }",
    );

    await form.getByRole("button", { name: "Salvați versiunea nouă" }).click();
    await expect(
      form.getByText("Între timp altcineva a salvat o versiune nouă.", { exact: false }),
    ).toBeVisible();
    await expect(line("1.1")).toContainText(theirs);
    await expect(line("1.1").getByRole("textbox", { name: "Criteriu", exact: true })).toHaveValue(mine);
    await form.getByRole("button", { name: "Salvați versiunea nouă" }).click();
    await expect(form).toHaveCount(0);
    const table = page.getByRole("table", { name: /^Lista criteriilor, versiunea/ });
    await expect(table.getByRole("row").filter({ hasText: mine })).toBeVisible();
    await page.getByRole("link", { name: `versiunea ${newest.number}`, exact: true }).click();
    await expect(table.getByRole("row").filter({ hasText: wording })).toBeVisible();
  });

  await test.step("whoever only reads sees why there is no way to change it", async () => {
    const reader = await browse("sef.evidenta@dep6.example");
    await reader.goto(page1);
    await expect(reader.getByRole("table", { name: /^Lista criteriilor/ })).toBeVisible();
    await expect(reader.getByRole("button", { name: "Modificați lista" })).toHaveCount(0);
    await expectAccessible(reader);
  });
});

type Template = { number: number; criteria: { code: string; labelRo: string; labelEn: string }[] };
