import { concluded } from "../kit/caf.ts";
import { expect, test } from "../kit/journey.ts";
import { expectNoSidewaysScroll, expectNoViolation } from "../kit/looks.ts";
import { people } from "../kit/product.ts";

const found = ["Sondajul se face rar", "Lipsesc indicatorii pe procese", "Ideile nu au termen de răspuns"];

test("areas are weighed, become actions in one step and stand in the plan", async ({ browse, api }) => {
  test.setTimeout(120_000);
  const quality = await api(people.quality);
  const { id } = await concluded(quality, await api(people.specialist), found);
  const page = await browse(people.quality);

  await page.goto(`/i/ps6/caf/${id}`);
  await page.getByRole("link", { name: "Zonele de îmbunătățit" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: /^Zone de îmbunătățit/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Neprioritizate: 3 zone" })).toBeVisible();
  await expectNoViolation(page, 1280);

  await test.step("by keys: the list of commands of a card", async () => {
    for (const choice of ["Impact 5", "Efort 2"]) {
      const move = page.getByRole("button", { name: `Mutați zona 1.1 ${found[0]}` });
      await move.focus();
      await page.keyboard.press("Enter");
      await page.getByRole("menuitemradio", { name: choice }).focus();
      await page.keyboard.press("Enter");
    }
    await expect(page.locator('td[data-quadrant="QUICK_WIN"]').getByText(found[0] ?? "")).toBeVisible();
  });

  await test.step("by dragging, and in the table", async () => {
    const card = page.getByRole("article", { name: `1.2 ${found[1]}` });
    const cell = page
      .getByRole("row", { name: /^Impact 4/ })
      .getByRole("cell")
      .nth(3);
    await card.dragTo(cell);
    await expect(cell.getByText(found[1] ?? "")).toBeVisible();
    await page.getByLabel(`Impactul zonei 1.3 ${found[2]}`).selectOption("2");
    await page.getByLabel(`Efortul zonei 1.3 ${found[2]}`).selectOption("1");
    await expect(page.getByRole("heading", { name: "Neprioritizate: 0 zone" })).toBeVisible();
    await page.reload();
    await expect(page.getByRole("row", { name: /^Impact 4/ }).getByText(found[1] ?? "")).toBeVisible();
  });

  await test.step("two of them become one action, in a new plan", async () => {
    await page.getByRole("button", { name: "Bifați câștigul rapid" }).click();
    await page.getByRole("checkbox", { name: new RegExp(`1.2 ${found[1]}`) }).check();
    await page.getByRole("button", { name: "Faceți acțiuni din cele 2 zone bifate" }).click();
    await page.getByRole("checkbox", { name: "O singură acțiune din cele 2 zone" }).check();
    const title = page.getByLabel("Titlul acțiunii", { exact: true });
    await title.fill("");
    await page.getByRole("button", { name: "Adăugați în plan" }).click();
    await expect(page.getByRole("link", { name: /^Scrieți titlul acțiunii/ })).toBeVisible();
    await title.fill("Sondaj anual cu indicatori");
    await page.getByRole("button", { name: "Adăugați în plan" }).click();
    await expect(page.getByText("O acțiune propusă a fost adăugată în plan.")).toBeVisible();
    await expect(page.getByText(/^Din zonele de îmbunătățit s-a făcut planul/)).toBeVisible();
    await expect(page.getByRole("link", { name: /Sondaj anual cu indicatori$/ })).toHaveCount(2);
  });

  await test.step("the action says where it comes from and what is to be seen", async () => {
    await page
      .getByRole("link", { name: /Sondaj anual cu indicatori$/ })
      .first()
      .click();
    await expect(page.getByRole("heading", { name: "Efect în CAF" })).toBeVisible();
    await expect(page.getByText("Se va vedea la următoarea autoevaluare.").first()).toBeVisible();
  });
});

test("the demonstration shows what an action of the last cycle has moved", async ({ browse }) => {
  const page = await browse(people.quality, { viewport: { width: 320, height: 700 } });
  await page.goto("/i/ps6/caf");
  await page.getByRole("link", { name: "Autoevaluare CAF 2022" }).click();
  await page.getByRole("link", { name: "Zonele de îmbunătățit" }).first().click();
  await expect(page.getByRole("heading", { name: "Toate zonele" })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page
    .getByRole("link", { name: /Programarea la distanță a audiențelor|Planul anual de formare/ })
    .first()
    .click();
  await expect(page.getByText(/2022: .*2024: .*a crescut cu/).first()).toBeVisible();
});
