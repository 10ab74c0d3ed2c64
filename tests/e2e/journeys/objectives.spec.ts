import type { Page } from "@playwright/test";
import { expect, test } from "../kit/journey.ts";
import { desktop, expectAccessible } from "../kit/looks.ts";
import { people, unique } from "../kit/product.ts";

test("from a general objective to a measured indicator, and the procedure that covers the activity", async ({
  browse,
}) => {
  test.setTimeout(300_000);
  const mark = unique();
  const general = `Servicii mai bune ${mark}`;
  const specific = `Avize la timp ${mark}`;
  const page = await browse(people.secretariat);

  await test.step("the secretariat adds a general objective", async () => {
    await page.goto("/i/ps6/control");
    await page.getByRole("link", { name: "Obiective și indicatori" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Obiective și indicatori" })).toBeVisible();
    await page.getByRole("button", { name: "Adăugați un obiectiv general" }).first().click();
    const form = page.getByRole("form", { name: "Adăugați un obiectiv general" });
    await form.getByRole("button", { name: "Adăugați un obiectiv general" }).click();
    await expect(form.getByText("Scrieți obiectivul").first()).toBeVisible();
    await form.getByRole("textbox", { name: "Obiectivul" }).fill(general);
    await form.getByRole("button", { name: "Adăugați un obiectiv general" }).click();
    await expect(row(page, general)).toBeVisible();
  });

  const mine = await browse(people.unitHead);

  await test.step("the head of a unit adds a specific one, and is told what it lacks", async () => {
    await mine.goto("/i/ps6/control/objectives");
    await open(mine, general);
    await mine.getByRole("button", { name: "Adăugați un obiectiv specific" }).click();
    const form = mine.getByRole("form", { name: "Adăugați un obiectiv specific" });
    await form.getByRole("textbox", { name: "Obiectivul" }).fill(specific);
    const unit = form.getByRole("combobox", { name: "Compartiment" });
    if ((await unit.inputValue()) === "") {
      await unit.fill("Direcția Juridică");
      await mine.getByRole("option", { name: /^Direcția Juridică/ }).click();
    }
    await form.getByRole("textbox", { name: /^Rezultatul așteptat/ }).fill("Avize în 7 zile");
    await form.getByRole("button", { name: "Adăugați un obiectiv specific" }).click();
    await expect(row(mine, specific)).toContainText("un indicator, resursele, importanța și termenul");
    await expectAccessible(mine);
    await mine.setViewportSize(desktop);
  });

  await test.step("with an activity that needs a procedure", async () => {
    await mine.getByRole("button", { name: "Adăugați o activitate" }).click();
    const form = mine.getByRole("form", { name: "Adăugați o activitate" });
    await form.getByRole("textbox", { name: "Activitatea" }).fill(`Avizarea contractelor ${mark}`);
    await form.getByRole("button", { name: "Adăugați o activitate" }).click();
    await expect(mine.getByText("încă fără procedură aprobată")).toBeVisible();
    await expect(row(mine, `Avizarea contractelor ${mark}`)).toBeVisible();
  });

  await test.step("and an indicator, which is measured", async () => {
    await mine.getByRole("button", { name: "Adăugați un indicator" }).click();
    const form = mine.getByRole("form", { name: "Adăugați un indicator" });
    await form.getByRole("textbox", { name: "Ce se măsoară" }).fill(`Durata de avizare ${mark}`);
    await form.getByRole("textbox", { name: "Unitatea de măsură" }).fill("zile");
    await form.getByRole("radio", { name: "Valoarea trebuie să scadă" }).check();
    await form.getByRole("textbox", { name: /^Valoarea de pornire/ }).fill("12");
    await form.getByRole("textbox", { name: "Ținta" }).fill("7");
    await form.getByRole("button", { name: "Adăugați un indicator" }).click();
    await expect(row(mine, `Durata de avizare ${mark}`)).toContainText("nemăsurat");
    await mine.getByRole("button", { name: "Adăugați o valoare măsurată" }).click();
    const value = mine.getByRole("form", { name: "Adăugați o valoare măsurată" });
    await value.getByRole("textbox", { name: "Valoarea" }).fill("8");
    await value.getByRole("button", { name: "Adăugați o valoare măsurată" }).click();
    await expect(row(mine, `Durata de avizare ${mark}`)).toContainText("80 %");
    await expect(row(mine, `Durata de avizare ${mark}`)).toContainText("pe drum");
    await expectAccessible(mine);
    await mine.setViewportSize(desktop);
  });

  await test.step("a wrong value is taken out again", async () => {
    const values = mine.getByRole("table", { name: /^Valori măsurate/ });
    const remove = mine.getByRole("menuitem", { name: "Ștergeți valoarea" });
    // A table that is drawn anew for another width closes its menu.
    await expect(async () => {
      if (!(await remove.isVisible())) await values.getByRole("button", { name: /^Acțiuni/ }).click();
      await remove.click({ timeout: 1_000 });
    }).toPass();
    await expect(mine.getByText("Nu există încă valori măsurate", { exact: false })).toBeVisible();
    await expect(row(mine, `Durata de avizare ${mark}`)).toContainText("nemăsurat");
  });

  await test.step("the inventory counts the activity, and covers it once its procedure is approved", async () => {
    await mine.goto(`/i/ps6/control/inventories/procedures?q=${mark}`);
    const table = mine.getByRole("table", { name: /^Inventarul activităților procedurale/ });
    await expect(table.getByRole("row", { name: new RegExp(mark) })).toContainText("lipsește");
    await expectAccessible(mine);
    await mine.setViewportSize(desktop);
    await table.getByRole("link", { name: new RegExp(mark) }).click();
    await mine.getByRole("button", { name: "Modificați activitatea" }).click();
    const form = mine.getByRole("form", { name: "Modificați activitatea" });
    const approved = form.getByRole("textbox", { name: /^Data aprobării/ });
    await approved.fill("2.3.2026");
    await approved.blur();
    await form.getByRole("button", { name: "Salvați" }).click();
    await expect(form.getByText("Scrieți codul procedurii aprobate").first()).toBeVisible();
    await form.getByRole("textbox", { name: /^Codul procedurii/ }).fill("PO-14");
    await form.getByRole("button", { name: "Salvați" }).click();
    await expect(form).toHaveCount(0);
    await mine.goto(`/i/ps6/control/inventories/procedures?q=${mark}`);
    await expect(table.getByRole("row", { name: new RegExp(mark) })).toContainText("aprobată");
  });
});

test("a meeting of the commission is recorded, and its decision becomes an action of a plan", async ({
  browse,
}) => {
  test.setTimeout(300_000);
  const mark = unique();
  const page = await browse(people.secretariat);

  await test.step("the commission is there", async () => {
    await page.goto("/i/ps6/control/commission");
    await expect(page.getByRole("heading", { level: 1, name: "Comisia de monitorizare" })).toBeVisible();
    const setUp = page.getByRole("button", { name: "Adăugați decizia de constituire" });
    await expect(setUp.or(page.getByRole("heading", { level: 2, name: /^Membri/ })).first()).toBeVisible();
    if (await setUp.isVisible()) {
      await setUp.click();
      const form = page.getByRole("form", { name: "Adăugați decizia de constituire" });
      await form.getByRole("textbox", { name: "Numărul deciziei" }).fill("Dispoziția 45");
      const day = form.getByRole("textbox", { name: "Data deciziei" });
      await day.fill("15.1.2026");
      await day.blur();
      await form.getByRole("button", { name: "Adăugați decizia de constituire" }).click();
      await expect(page.getByText("Dispoziția 45 din 15 ianuarie 2026")).toBeVisible();
    }
  });

  await test.step("a meeting is convened", async () => {
    await page.getByRole("button", { name: "Convocați o ședință" }).click();
    const form = page.getByRole("form", { name: "Convocați o ședință" });
    await form.getByRole("button", { name: "Convocați o ședință" }).click();
    await expect(form.getByText("Scrieți cel puțin un punct").first()).toBeVisible();
    await form.getByRole("textbox", { name: "Ordinea de zi" }).fill(`Autoevaluarea ${mark}\nDiverse`);
    await form.getByRole("button", { name: "Convocați o ședință" }).click();
    await expect(page.getByRole("heading", { level: 1, name: /^Ședința \d+ din/ })).toBeVisible();
    await expect(page.getByText(`Autoevaluarea ${mark}`)).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize(desktop);
  });

  await test.step("it took place", async () => {
    await expect(page.getByText("Prezența, hotărârile și procesul-verbal se scriu după")).toBeVisible();
    await page.getByRole("button", { name: "Consemnați că a avut loc" }).click();
    const form = page.getByRole("form", { name: "Consemnați că a avut loc" });
    await form.getByRole("button", { name: "Consemnați că a avut loc" }).click();
    await expect(page.getByRole("heading", { level: 2, name: /^Procesul-verbal semnat/ })).toBeVisible();
  });

  const first = `Chestionarele se predau ${mark}`;
  const decision = `Chestionarele se predau la timp ${mark}`;
  await test.step("a decision is taken and becomes an action", async () => {
    await page.getByRole("button", { name: "Adăugați o hotărâre" }).click();
    const form = page.getByRole("form", { name: "Adăugați o hotărâre" });
    await form.getByRole("textbox", { name: "Hotărârea" }).fill(first);
    await form.getByRole("button", { name: "Adăugați o hotărâre" }).click();
    const decisions = page.getByRole("table", { name: /^Hotărâri/ });
    await expect(decisions.getByRole("row", { name: new RegExp(mark) })).toContainText("nicio acțiune încă");
    await decisions
      .getByRole("row", { name: new RegExp(mark) })
      .getByRole("button")
      .click();
    await page.getByRole("menuitem", { name: "Corectați hotărârea" }).click();
    const correction = page.getByRole("form", { name: "Corectați hotărârea" });
    await expect(correction.getByRole("textbox", { name: "Hotărârea" })).toHaveValue(first);
    await correction.getByRole("textbox", { name: "Hotărârea" }).fill(decision);
    await expectAccessible(page);
    await page.setViewportSize(desktop);
    await correction.getByRole("button", { name: "Salvați" }).click();
    await expect(correction).toHaveCount(0);
    await expect(decisions.getByRole("row", { name: new RegExp(decision) })).toBeVisible();
    await decisions
      .getByRole("row", { name: new RegExp(mark) })
      .getByRole("button")
      .click();
    await page.getByRole("menuitem", { name: "Transformați în acțiune" }).click();
    await expect(page.getByText(`: ${decision}`)).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize(desktop);
    const title = page.getByRole("textbox", { name: "Ce este de făcut" });
    await title.fill(`Predarea chestionarelor ${mark}`);
    await page.getByRole("button", { name: "Propuneți acțiunea" }).click();
    await expect(
      decisions.getByRole("link", { name: new RegExp(`Predarea chestionarelor ${mark}`) }),
    ).toBeVisible();
  });

  await test.step("the minutes are written", async () => {
    await page.getByRole("button", { name: "Scrieți procesul-verbal" }).click();
    const form = page.getByRole("form", { name: "Procesul-verbal" });
    await form.getByRole("textbox", { name: "Procesul-verbal" }).fill(`S-a discutat ${mark}.`);
    await form.getByRole("button", { name: "Salvați" }).click();
    await expect(page.getByText(`S-a discutat ${mark}.`)).toBeVisible();
  });

  await test.step("the action leads back to the meeting", async () => {
    await page.getByRole("link", { name: new RegExp(`Predarea chestionarelor ${mark}`) }).click();
    await page.getByRole("link", { name: new RegExp(`^CM-.*${mark}`) }).click();
    await expect(page.getByRole("heading", { level: 1, name: /^Ședința \d+ din/ })).toBeVisible();
  });
});

/** A row of the tree. */
function row(page: Page, title: string) {
  return page.getByRole("treegrid").getByRole("row").filter({ hasText: title });
}

async function open(page: Page, title: string) {
  await row(page, title)
    .getByRole("button", { name: new RegExp(title) })
    .click();
}
