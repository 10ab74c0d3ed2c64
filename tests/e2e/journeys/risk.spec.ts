import type { Page } from "@playwright/test";
import { expect, test } from "../kit/journey.ts";
import { desktop, expectAccessible } from "../kit/looks.ts";
import { people, unique } from "../kit/product.ts";
import { aRisk, unitId } from "../kit/world.ts";

const phone = { width: 320, height: 640 };

test("an employee reports a risk, the head of the compartment takes it into the register", async ({
  browse,
}) => {
  test.setTimeout(180_000);
  const title = `Se pierd dosare la mutarea arhivei ${unique()}`;
  const mine = await browse(people.specialist);
  const report = () => mine.getByRole("form", { name: "Semnalați un risc" });

  await test.step("the way to it is on every page; what is missing is said at its field", async () => {
    await mine.goto("/");
    await mine.getByRole("link", { name: "Semnalați un risc" }).click();
    await expect(mine.getByRole("heading", { level: 1, name: "Semnalați un risc" })).toBeVisible();
    await expectAccessible(mine);
    await mine.setViewportSize(desktop);
    await report().getByRole("button", { name: "Trimiteți semnalarea" }).click();
    await expect(report().getByText("Scrieți ce se poate întâmpla, în cel puțin 3 litere")).toHaveCount(2);
    await expect(report().getByText("Alegeți probabilitatea")).toHaveCount(2);
  });

  await test.step("what was typed is there after the page was closed", async () => {
    await report().getByRole("textbox", { name: "Ce se poate întâmpla?" }).fill(title);
    await report().getByRole("textbox", { name: "Cum ați observat?" }).fill("Trei cutii fără inventar.");
    await report().getByRole("combobox", { name: "Probabilitate" }).selectOption("4");
    await mine.goto("/");
    await expect(mine.getByRole("button", { name: /^Netrimise/ })).toBeVisible();
    await mine.getByRole("link", { name: "Semnalați un risc" }).click();
    await expect(report().getByRole("textbox", { name: "Ce se poate întâmpla?" })).toHaveValue(title);
    await expect(report().getByRole("combobox", { name: "Probabilitate" })).toHaveValue("4");
    await expect(report().getByRole("combobox", { name: "Compartimentul la care se referă" })).toHaveValue(
      "Direcția Juridică",
    );
    await report().getByRole("combobox", { name: "Impact" }).selectOption("5");
    await expect(report().getByText("20 R")).toBeVisible();
  });

  await test.step("it is sent once and stands in the own list", async () => {
    await report().getByRole("button", { name: "Trimiteți semnalarea" }).click();
    await expect(mine.getByRole("heading", { level: 1, name: "Semnalări" })).toBeVisible();
    await expect(mine.getByRole("heading", { level: 2, name: title })).toBeVisible();
    await expect(mine.getByRole("row", { name: title })).toContainText("Nouă");
    await expect(mine.getByRole("button", { name: "Analizați" })).toHaveCount(0);
    await expectAccessible(mine);
    await mine.setViewportSize(desktop);
  });

  const head = await browse(people.unitHead);
  await test.step("the head of the compartment analyses it", async () => {
    await head.goto("/i/ps6/risks/alerts?status=RAISED");
    await head.getByRole("link", { name: title }).click();
    await head.getByRole("button", { name: "Analizați", exact: true }).click();
    const form = head.getByRole("form", { name: "Analizați" });
    await form.getByRole("button", { name: "Salvați analiza" }).click();
    await expect(form.getByText("Scrieți ce ați constatat, în cel puțin 3 litere").first()).toBeVisible();
    await form.getByRole("textbox", { name: "Analiza" }).fill("Confirmat la fața locului.");
    await form.getByRole("button", { name: "Salvați analiza" }).click();
    await expect(form).toHaveCount(0);
    await expect(mine.getByText("Confirmat la fața locului.")).toBeVisible();
  });

  await test.step("and accepts it with what the employee said", async () => {
    await head.getByRole("button", { name: "Acceptați în registru" }).click();
    const form = head.getByRole("form", { name: "Acceptați în registru" });
    await expect(form.getByRole("textbox", { name: "Risc", exact: true })).toHaveValue(title);
    await expect(form.getByRole("combobox", { name: "Impact" })).toHaveValue("5");
    await expectAccessible(head);
    await head.setViewportSize(desktop);
    await form.getByRole("button", { name: "Acceptați în registru" }).click();
    await expect(form).toHaveCount(0);
    // Whoever raised it sees the answer without asking.
    await expect(mine.getByRole("row", { name: title })).toContainText("Acceptată în registru");
    await mine.getByRole("definition").getByRole("link", { name: title }).click();
    await expect(mine.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(mine.getByRole("button", { name: "Modificați riscul" })).toHaveCount(0);
    await expect(
      mine.getByRole("heading", { level: 2, name: "Semnalări acceptate în acest risc" }),
    ).toBeVisible();
  });
});

test("a residual rating above the inherent one is refused at its field, explained, reviewed and closed", async ({
  browse,
  api,
}) => {
  test.setTimeout(180_000);
  const head = await api(people.unitHead);
  const risk = await aRisk(head, "Depășirea termenelor de răspuns", {
    residualProbability: 2,
    residualImpact: 3,
  });
  const page = await browse(people.unitHead);
  const other = await browse(people.secretariat);
  await other.goto(`/i/ps6/risks/${risk.id}`);
  await page.goto(`/i/ps6/risks/${risk.id}`);

  await test.step("the reason is asked for where it belongs and nothing typed is lost", async () => {
    await page.getByRole("button", { name: "Modificați riscul" }).click();
    const form = page.getByRole("form", { name: "Modificați riscul" });
    const residual = form.getByRole("group", { name: /^Risc rezidual/ });
    await residual.getByRole("combobox", { name: "Probabilitate" }).selectOption("5");
    await residual.getByRole("combobox", { name: "Impact" }).selectOption("5");
    await expect(residual.getByText("25 R")).toBeVisible();
    await form.getByRole("textbox", { name: /^Cauze/ }).fill("Personal insuficient");
    await form.getByRole("button", { name: "Salvați" }).click();
    const why = form.getByRole("textbox", { name: /^De ce riscul rezidual/ });
    await expect(why).toHaveAttribute("aria-invalid", "true");
    await expect(form.getByRole("link", { name: /^Expunerea reziduală este mai mare/ })).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize(desktop);
    await expect(form.getByRole("textbox", { name: /^Cauze/ })).toHaveValue("Personal insuficient");
    await why.fill("Măsura a fost suspendată.");
    await form.getByRole("button", { name: "Salvați" }).click();
    await expect(form).toHaveCount(0);
    await expect(page.getByText("Măsura a fost suspendată.")).toBeVisible();
    await expect(page.getByText("25 R").first()).toBeVisible();
    // Another browser shows it by itself.
    await expect(other.getByText("Măsura a fost suspendată.")).toBeVisible();
  });

  await test.step("an event is a reason to look again; the state before stays", async () => {
    await page.getByRole("button", { name: "Revizuiți riscul" }).click();
    const form = page.getByRole("form", { name: "Revizuiți riscul" });
    await form.getByRole("radio", { name: "După un eveniment" }).check();
    await form.getByRole("button", { name: "Înregistrați revizuirea" }).click();
    await expect(form.getByRole("textbox", { name: "Ce a prilejuit-o" })).toHaveAttribute(
      "aria-invalid",
      "true",
    );
    await form.getByRole("textbox", { name: "Ce a prilejuit-o" }).fill("Reluarea măsurii");
    await form.getByRole("radio", { name: "Evaluarea se schimbă" }).check();
    const residual = form.getByRole("group", { name: /^Risc rezidual/ });
    await residual.getByRole("combobox", { name: "Probabilitate" }).selectOption("2");
    await residual.getByRole("combobox", { name: "Impact" }).selectOption("2");
    await form.getByRole("button", { name: "Înregistrați revizuirea" }).click();
    await expect(form).toHaveCount(0);
    const reviews = page.getByRole("table", { name: /^Revizuiri/ });
    await expect(reviews.getByRole("row", { name: /Reluarea măsurii/ })).toContainText("25 R");
    await expect(reviews.getByRole("row", { name: /Reluarea măsurii/ })).toContainText("4 S");
  });

  await test.step("it is closed with a reason and comes back with one", async () => {
    await step(page, "Închideți riscul", "Activitatea a încetat.");
    await expect(page.getByText("Închis: Activitatea a încetat.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Modificați riscul" })).toHaveCount(0);
    await expect(other.getByText("Închis: Activitatea a încetat.")).toBeVisible();
    await step(page, "Redeschideți riscul", "Activitatea a fost reluată.");
    await expect(page.getByText("Redeschis: Activitatea a fost reluată.")).toBeVisible();
    await page.getByRole("button", { name: "Arătați istoricul" }).click();
    await expect(page.getByText("Riscul a fost redeschis")).toBeVisible();
    await expectAccessible(page);
  });
});

test("a measure against a risk is an action of a plan, and leads back", async ({ browse, api }) => {
  test.setTimeout(120_000);
  const risk = await aRisk(await api(people.unitHead), "Registru incomplet");
  const page = await browse(people.secretariat);
  await page.goto(`/i/ps6/risks/${risk.id}`);
  await page.getByRole("button", { name: "Adăugați o măsură" }).click();
  const panel = page.getByRole("region", { name: "Adăugați o măsură" });
  const title = `Registru electronic ${unique()}`;
  await panel.getByRole("textbox", { name: "Ce este de făcut" }).fill(title);
  await panel.getByRole("button", { name: "Propuneți acțiunea" }).click();
  await expect(page.getByRole("rowheader", { name: new RegExp(title) })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize(desktop);
  await page
    .getByRole("rowheader", { name: new RegExp(title) })
    .getByRole("link")
    .click();
  await page.getByRole("link", { name: `${risk.code} ${risk.title}` }).click();
  await expect(page.getByRole("heading", { level: 1, name: risk.title })).toBeVisible();
});

test("the heat map counts what the list shows, and a cell of it is a filter", async ({ browse, api }) => {
  test.setTimeout(180_000);
  const head = await api(people.unitHead);
  const mark = unique();
  for (const [residualProbability, residualImpact] of [
    [3, 4],
    [3, 4],
    [1, 2],
  ]) {
    await aRisk(head, `Hartă ${mark}`, {
      inherentProbability: 5,
      inherentImpact: 4,
      residualProbability,
      residualImpact,
    });
  }
  await aRisk(head, `Hartă ${mark}`, { inherentProbability: 5, inherentImpact: 4 });
  const page = await browse(people.secretariat);
  const cell = (name: RegExp) => page.getByRole("button", { name });

  await test.step("residual first, with what is not rated yet in words", async () => {
    await page.goto(`/i/ps6/risks?view=map&q=${mark}`);
    await expect(cell(/^P 3, I 4, expunere 12, medie.*, 2 riscuri: 2 M\. Filtrați$/)).toHaveText("2 M");
    await expect(cell(/^P 1, I 2, expunere 2, scăzută, 1 risc: 1 S\. Filtrați$/)).toHaveText("1 S");
    await expect(page.getByText("1 risc nu are încă evaluare reziduală")).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize(desktop);
  });

  await test.step("a cell filters the list and the address; once more takes it back", async () => {
    await cell(/^P 3, I 4/).click();
    await expect(page).toHaveURL(/p=3/);
    await expect(page).toHaveURL(/i=4/);
    await expect(page.getByRole("table", { name: /^Riscuri,/ }).getByRole("rowheader")).toHaveCount(2);
    await expect(page.getByRole("button", { name: /Scoateți filtrul.*P = 3, I = 4/ })).toBeVisible();
    await page.reload();
    await expect(cell(/^P 3, I 4/)).toHaveAttribute("aria-pressed", "true");
    await expectAccessible(page);
    await page.setViewportSize(desktop);
    await cell(/^P 3, I 4/).click();
    await expect(page.getByRole("table", { name: /^Riscuri,/ }).getByRole("rowheader")).toHaveCount(4);
  });

  await test.step("before measures all stand in one cell, by keys too", async () => {
    await page.getByRole("radio", { name: "Rezidual" }).focus();
    await page.keyboard.press("ArrowLeft");
    await expect(page).toHaveURL(/stage=inherent/);
    await expect(cell(/^P 5, I 4, expunere 20, ridicată.*, 4 riscuri: 4 R\. Filtrați$/)).toHaveText("4 R");
    await cell(/^P 5, I 4/).focus();
    await page.keyboard.press("Enter");
    await expect(cell(/^P 5, I 4/)).toHaveAttribute("aria-pressed", "true");
  });

  await test.step("on a phone the rows are cards and the matrix stays a table", async () => {
    await page.setViewportSize(phone);
    await expect(page.getByRole("list", { name: "Riscuri" }).getByRole("listitem")).toHaveCount(4);
    await expect(cell(/^P 5, I 4/)).toBeVisible();
  });
});

test("the register of a day, of a compartment and as documents; the scale and the tolerance", async ({
  browse,
  api,
}) => {
  test.setTimeout(180_000);
  const head = await api(people.unitHead);
  const risk = await aRisk(head, "Pierderea datelor", {
    inherentProbability: 5,
    residualProbability: 4,
    residualImpact: 4,
    inherentImpact: 4,
  });
  const unit = await unitId(head, "juridic");
  const page = await browse(people.secretariat);

  await test.step("the secretariat records the approved tolerance", async () => {
    await page.goto("/i/ps6/risks");
    await page.getByRole("button", { name: "Scala și toleranța" }).click();
    const form = page.getByRole("form", { name: "Scala și toleranța" });
    await form.getByRole("textbox", { name: /^Limita de toleranță/ }).fill("99");
    await form.getByRole("button", { name: "Salvați" }).click();
    await expect(form.getByRole("textbox", { name: /^Limita de toleranță/ })).toHaveAttribute(
      "aria-invalid",
      "true",
    );
    await form.getByRole("textbox", { name: /^Limita de toleranță/ }).fill("12");
    await form.getByRole("combobox", { name: "Aprobată de" }).fill("Primar");
    await page
      .getByRole("option", { name: /^Primar/ })
      .first()
      .click();
    await form.getByRole("textbox", { name: "Aprobată la" }).fill("15.1.2026");
    await form.getByRole("textbox", { name: "Aprobată la" }).blur();
    await form.getByRole("button", { name: "Salvați" }).click();
    await expect(form).toHaveCount(0);
    await expect(
      page.getByText(/^Scala 5 × 5\. Limita de toleranță 12, aprobată la 15 ianuarie 2026 de Primar/),
    ).toBeVisible();
  });

  await test.step("what is above it is marked, found and counted by compartment", async () => {
    await page.goto(`/i/ps6/risks?attention=above&unit=${unit}&q=${encodeURIComponent(risk.title)}`);
    await expect(page.getByRole("row", { name: risk.title })).toContainText("16 R");
    await expect(page.getByRole("row", { name: risk.title })).toContainText("peste");
    await page.goto("/i/ps6/risks?view=units");
    await page
      .getByRole("row", { name: /^Direcția Juridică/ })
      .getByRole("link", { name: /Peste toleranță/ })
      .click();
    await expect(page).toHaveURL(/attention=above/);
    await expect(page.getByRole("heading", { level: 2, name: /^Riscuri/ })).toBeVisible();
  });

  await test.step("yesterday it was not there", async () => {
    await page.goto("/i/ps6/risks");
    await page.getByText("Registrul la o altă dată").click();
    const day = page.getByRole("textbox", { name: "Starea registrului la" });
    await day.fill("31.12.2090");
    await day.blur();
    await page.getByRole("button", { name: "Afișați" }).click();
    await expect(page.getByText("Alegeți o zi care a trecut")).toBeVisible();
    await day.fill("azi");
    await day.blur();
    await page.getByRole("button", { name: "Afișați" }).click();
    await expect(page.getByText(/^Vedeți registrul așa cum era la sfârșitul zilei/)).toBeVisible();
    await expect(page.getByRole("rowheader", { name: new RegExp(risk.code) }).first()).toBeVisible();
    await page.getByRole("link", { name: "Hartă", exact: true }).click();
    await expect(page.getByRole("table", { name: /^Câte riscuri/ })).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize(desktop);
    await page.getByRole("button", { name: "Înapoi la ziua de azi" }).click();
    await expect(page).not.toHaveURL(/on=/);
  });

  await test.step("the register is a document in three formats", async () => {
    for (const [name, ending] of [
      ["PDF, de semnat", "pdf"],
      ["DOCX, de completat", "docx"],
      ["XLSX, tabel", "xlsx"],
    ] as const) {
      await page.getByRole("button", { name: "Descărcați registrul" }).click();
      const download = page.waitForEvent("download");
      await page.getByRole("menuitem", { name }).click();
      expect((await download).suggestedFilename()).toMatch(new RegExp(`\\.${ending}$`));
    }
  });
});

/** A step that asks for its reason. */
async function step(page: Page, name: string, reason: string) {
  await page.getByRole("button", { name, exact: true }).click();
  const dialog = page.getByRole("dialog", { name });
  await dialog.getByRole("button", { name, exact: true }).click();
  await expect(dialog.getByRole("textbox", { name: "Motivul" })).toHaveAttribute("aria-invalid", "true");
  await dialog.getByRole("textbox", { name: "Motivul" }).fill(reason);
  await dialog.getByRole("button", { name, exact: true }).click();
  await expect(dialog).toHaveCount(0);
}
