import { expect, test } from "../kit/journey.ts";
import { people, unique } from "../kit/product.ts";
import { anAction, aPlan } from "../kit/world.ts";

test("a view saved for the institution opens in another browser", async ({ browse, api }) => {
  const quality = await api(people.quality);
  const plan = await aPlan(quality, "Plan cu o vedere salvată");
  await anAction(quality, plan, "Una care rămâne", { impact: 5, effort: 1 });
  await anAction(quality, plan, "Alta care se ascunde", { impact: 1, effort: 5 });
  const name = `Câștiguri rapide ${unique()}`;

  const page = await browse(people.quality);
  await page.goto(`/i/ps6/plans/${plan.id}`);
  await page.getByRole("button", { name: "Prioritate" }).first().click();
  await page.getByRole("checkbox", { name: "Câștig rapid" }).check();
  await page.keyboard.press("Escape");
  await expect(page.getByText("1 acțiune", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: /^Vedere: toate acțiunile/ }).click();
  await page.getByRole("menuitem", { name: "Salvați ca vedere nouă" }).click();
  await page.getByRole("textbox", { name: "Numele vederii" }).fill(name);
  await page.getByRole("checkbox", { name: "Pentru toată instituția" }).check();
  await page.getByRole("button", { name: "Salvați vederea" }).click();
  await expect(page.getByRole("button", { name: `Vedere: ${name}` })).toBeVisible();

  const other = await browse(people.head);
  await other.goto(`/i/ps6/plans/${plan.id}`);
  await expect(other.getByText("2 acțiuni", { exact: true })).toBeVisible();
  await other.getByRole("button", { name: /^Vedere: toate acțiunile/ }).click();
  await other.getByRole("menuitemradio", { name }).click();
  await expect(other.getByText("1 acțiune", { exact: true })).toBeVisible();
  await expect(other.getByRole("link", { name: "Una care rămâne" })).toBeVisible();
  await expect(other.getByRole("link", { name: "Alta care se ascunde" })).toHaveCount(0);

  await page.getByRole("button", { name: `Vedere: ${name}` }).click();
  await page.getByRole("menuitem", { name: `Ștergeți vederea „${name}”` }).click();
  await expect(page.getByText(`Vederea „${name}” a fost ștearsă.`).first()).toBeVisible();
});

test("three actions get a new deadline at once, and one undo takes it back", async ({ browse, api }) => {
  const quality = await api(people.quality);
  const plan = await aPlan(quality, "Plan modificat pe mai multe rânduri");
  const titles = ["Prima de mutat", "A doua de mutat", "A treia de mutat"];
  for (const title of [...titles, "A patra rămâne"]) {
    await anAction(quality, plan, title, { dueOn: "2027-03-01" });
  }
  const page = await browse(people.quality);
  await page.goto(`/i/ps6/plans/${plan.id}`);
  for (const title of titles) await page.getByRole("checkbox", { name: new RegExp(title) }).check();
  const bar = page.getByRole("region", { name: "Acțiunile alese" });
  await expect(bar).toContainText("3 alese");
  await bar.getByRole("button", { name: "Termen" }).click();
  await bar.getByRole("textbox", { name: "Termenul nou" }).fill("15.6.2027");
  await bar.getByRole("button", { name: "Schimbați termenul" }).click();
  await expect(page.getByText("3 acțiuni modificate.").first()).toBeVisible();
  for (const title of titles) {
    await expect(page.getByRole("row", { name: new RegExp(title) })).toContainText("15 iun. 2027");
  }
  await expect(page.getByRole("row", { name: /A patra rămâne/ })).toContainText("1 mar. 2027");

  await page.getByRole("button", { name: "Anulați modificarea" }).click();
  for (const title of titles) {
    await expect(page.getByRole("row", { name: new RegExp(title) })).toContainText("1 mar. 2027");
  }
});

test("a plan on paper: the register and nothing to click", async ({ browse }) => {
  const page = await browse(people.quality);
  await page.goto("/i/ps6/plans");
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByRole("navigation", { name: "Vederi ale planului" })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByRole("banner")).toHaveCount(0);
  for (const role of ["checkbox", "searchbox", "combobox", "textbox"] as const) {
    await expect(page.getByRole(role)).toHaveCount(0);
  }
  await expect(page.getByText(/^PS6 · tipărit la/)).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Termen" })).toBeVisible();
  // A4 at 96 dpi, without its margins.
  await page.setViewportSize({ width: 720, height: 1040 });
  const overhang = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overhang, "pixels wider than the paper").toBeLessThanOrEqual(0);
  const pdf = await page.pdf({ format: "A4" });
  expect(pdf.length).toBeGreaterThan(10_000);
});

test("on a phone the board shows one status at a time", async ({ browse, api }) => {
  const quality = await api(people.quality);
  const plan = await aPlan(quality, "Plan privit pe telefon");
  for (const title of ["Prima propusă", "A doua propusă"]) await anAction(quality, plan, title);
  const page = await browse(people.quality, { viewport: { width: 320, height: 640 } });
  await page.goto(`/i/ps6/plans/${plan.id}?view=board`);
  const chooser = page.getByRole("combobox", { name: "Stare" });
  await expect(chooser.getByRole("option")).toHaveText([
    "Propusă (2)",
    "Aprobată (0)",
    "În lucru (0)",
    "Realizată (0)",
    "Verificată – eficace (0)",
  ]);
  const shown = page.getByRole("group", { name: "Panou pe stări" }).getByRole("region");
  await expect(shown).toHaveCount(1);
  await expect(shown.getByRole("article")).toHaveCount(2);

  await chooser.focus();
  await page.keyboard.press("ArrowDown");
  await expect(page).toHaveURL(/column=APPROVED/);
  await expect(shown).toHaveCount(1);
  await expect(shown).toContainText("Aprobată");
  await page.reload();
  await expect(chooser).toHaveValue("APPROVED");
  await chooser.selectOption("PROPOSED");
  await chooser.focus();
  await page.keyboard.press("Tab");
  await expect(shown.getByRole("article").first()).toBeFocused();
});
