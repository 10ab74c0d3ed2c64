import type { Page } from "@playwright/test";
import { expect, test } from "../kit/journey.ts";
import { desktop, expectAccessible } from "../kit/looks.ts";
import { people } from "../kit/product.ts";
import { expectSaved } from "../kit/steps.ts";
import { aCampaign, campaigns, complete, freeYears, questionnaireOf } from "../kit/world.ts";

test("the self-assessment of a year: opened, answered also offline, returned, taken in, summed up", async ({
  browse,
  api,
  faults,
}) => {
  test.setTimeout(300_000);
  faults.expect(/ERR_INTERNET_DISCONNECTED/);
  const secretariat = await api(people.secretariat);
  const [year = 0] = await freeYears(secretariat);
  const page = await browse(people.secretariat);

  await test.step("the secretariat opens it for all compartments of the first level", async () => {
    await page.goto("/i/ps6/control");
    await expect(page.getByRole("heading", { level: 1, name: "Control intern" })).toBeVisible();
    await expect(page.getByText("Lista criteriilor este un model", { exact: false })).toBeVisible();
    await page.getByRole("button", { name: "Deschideți autoevaluarea" }).first().click();
    const form = page.getByRole("form", { name: "Deschideți autoevaluarea" });
    await form.getByRole("textbox", { name: "Anul raportat" }).fill(String(year));
    await form.getByRole("button", { name: "Deschideți autoevaluarea" }).click();
    await expect(form.getByText("Scrieți ziua până la care se predau").first()).toBeVisible();
    const due = form.getByRole("textbox", { name: "Termen de predare" });
    await due.fill(`15.1.${new Date().getFullYear() + 1}`);
    await due.blur();
    await form.getByRole("button", { name: "Deschideți autoevaluarea" }).click();
    await expect(
      page.getByRole("heading", { level: 2, name: `Autoevaluarea pentru ${year}`, exact: true }),
    ).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize(desktop);
    await page.getByRole("button", { name: "Schimbați termenul" }).click();
    const change = page.getByRole("form", { name: "Schimbați termenul" });
    const day = change.getByRole("textbox", { name: "Termen de predare" });
    await day.fill(`31.1.${new Date().getFullYear() + 1}`);
    await day.blur();
    await change.getByRole("button", { name: "Salvați" }).click();
    await expect(change).toHaveCount(0);
    await expect(
      page
        .getByRole("main")
        .getByText(/^31 ian/)
        .first(),
    ).toBeVisible();
  });

  const campaign = (await campaigns(secretariat)).find((one) => one.year === year);
  if (campaign === undefined) throw new Error("the self-assessment was not opened");
  const head = await api(people.unitHead);
  const { id } = await questionnaireOf(head, campaign);
  const address = `/i/ps6/control/${year}/questionnaires/${id}`;
  const mine = await browse(people.unitHead);

  await test.step("the head of a unit finds the own compartment first and answers", async () => {
    await mine.goto(`/i/ps6/control?year=${year}`);
    const compartments = mine.getByRole("table", { name: /^Compartimente/ });
    await compartments.getByRole("rowheader").first().getByRole("link").click();
    await expect(
      mine.getByRole("heading", { level: 1, name: `Chestionar ${year}, Direcția Juridică` }),
    ).toBeVisible();
    expect(mine.url()).toContain(id);
    await expect(mine.getByText("0 din 45 complete")).toBeVisible();
    await criterion(mine, "1.1").getByRole("radio", { name: "Da", exact: true }).check();
    await explain(mine, "1.1", "Codul de conduită este comunicat.");
    await expect(mine.getByText("1 din 45 complete")).toBeVisible();
    await expectSaved(mine);
  });

  await test.step("what is answered offline goes out on coming back", async () => {
    await mine.context().setOffline(true);
    await criterion(mine, "1.2").getByRole("radio", { name: "Nu", exact: true }).check();
    await explain(mine, "1.2", "Consilierul de etică nu este numit.");
    await expect(
      mine.getByRole("main").getByText(/^Salvat pe acest dispozitiv. 2 modificări așteaptă/),
    ).toBeVisible();
    await mine.context().setOffline(false);
    await expect(mine.getByText("2 din 45 complete")).toBeVisible({ timeout: 20_000 });
    await expect(criterion(mine, "1.2").getByRole("radio", { name: "Nu", exact: true })).toBeChecked();
  });

  await test.step("the way to the next criterion, and a colleague who answers it", async () => {
    await mine.getByRole("link", { name: "Mergeți la criteriul 1.3" }).click();
    await expect(criterion(mine, "1.3").getByRole("radio").first()).toBeFocused();
    await expect(mine).toHaveURL(/item=1\.3/);
    await mine.getByRole("button", { name: "Delegați completarea" }).click();
    const form = mine.getByRole("form", { name: "Delegați completarea" });
    await form.getByRole("combobox", { name: "Cine completează" }).fill("Consilier, Direcția Juridică");
    await mine.getByRole("option", { name: /^Consilier, Direcția Juridică/ }).click();
    await form.getByRole("button", { name: "Salvați" }).click();
    await expect(mine.getByText("Completează și: Consilier, Direcția Juridică")).toBeVisible();

    const colleague = await browse(people.specialist);
    await colleague.goto(`${address}?item=1.3`);
    await expect(criterion(colleague, "1.3").getByRole("radio").first()).toBeFocused();
    await criterion(colleague, "1.3").getByRole("radio", { name: "Neaplicabil" }).check();
    await expect(criterion(mine, "1.3").getByRole("radio", { name: "Neaplicabil" })).toBeChecked();
    await colleague.close();
  });

  await test.step("it is handed in whole or not at all", async () => {
    await mine.getByRole("link", { name: "Verificați răspunsurile" }).click();
    await expect(mine).toHaveURL(/view=check/);
    const submit = mine.getByRole("button", { name: "Trimiteți spre verificare" });
    await expect(submit).toHaveAttribute("aria-disabled", "true");
    await expect(mine.getByText("Mai sunt 43 de criterii de completat.")).toBeVisible();
    await complete(head, await questionnaireOf(head, campaign));
    await expect(mine.getByText("45 din 45 complete")).toBeVisible({ timeout: 20_000 });
    await expectAccessible(mine);
    await mine.setViewportSize(desktop);
    await act(mine, "Trimiteți spre verificare");
    await expect(mine.getByText("predat", { exact: true }).first()).toBeVisible();
    await mine.getByRole("link", { name: "Tabel", exact: true }).click();
    await expect(mine.getByRole("group", { name: /^1\.1 / })).toBeVisible();
    await expect(mine.getByRole("radio")).toHaveCount(0);
  });

  await test.step("the secretariat gives it back, the head sees why at once and hands it in again", async () => {
    await page.goto(address);
    await page.getByRole("button", { name: "Returnați cu observații" }).click();
    const dialog = page.getByRole("dialog", { name: "Returnați cu observații" });
    await dialog.getByRole("textbox", { name: "Ce trebuie refăcut" }).fill("Indicați actul la 1.2");
    await dialog.getByRole("button", { name: "Returnați cu observații" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText("returnat", { exact: true }).first()).toBeVisible();
    await expect(mine.getByText("Returnat cu observații: Indicați actul la 1.2")).toBeVisible();
    await explain(mine, "1.2", "Actul de numire se pregătește: referatul 12.");
    await expectSaved(mine);
    await mine.getByRole("link", { name: "Verificați răspunsurile" }).click();
    await act(mine, "Trimiteți spre verificare");
    await expect(mine.getByText("predat", { exact: true }).first()).toBeVisible();
  });

  await test.step("it is taken in and fixed", async () => {
    await expect(page.getByText("Actul de numire se pregătește: referatul 12.")).toBeVisible();
    await act(page, "Primiți și încheiați");
    await expect(page.getByText("încheiat", { exact: true }).first()).toBeVisible();
    await expect(mine.getByText("încheiat", { exact: true }).first()).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize(desktop);
  });

  await test.step("the synthesis shows it, as long as others owe their answers as provisional", async () => {
    await page.goto(`/i/ps6/control?year=${year}`);
    await page
      .getByRole("link", { name: `Situația sintetică ${year}` })
      .first()
      .click();
    await expect(
      page.getByRole("heading", { level: 1, name: `Situația sintetică a autoevaluării ${year}` }),
    ).toBeVisible();
    await expect(page.getByText("Situație provizorie", { exact: false })).toBeVisible();
    const table = page.getByRole("table", { name: /^Situația sintetică/ });
    await expect(table.getByRole("rowheader")).toHaveCount(16);
    await expect(table.getByRole("row", { name: /^2\. / })).toContainText("implementat (I)");
    await expectAccessible(page);
    await page.setViewportSize(desktop);
  });

  await test.step("a closed one stays as it is", async () => {
    await page.goto(`/i/ps6/control?year=${year}`);
    await act(page, "Închideți autoevaluarea");
    await expect(page.getByText("Închisă", { exact: true }).first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Schimbați termenul" })).toHaveCount(0);
    await page.goto(address);
    await expect(page.getByRole("button", { name: "Returnați cu observații" })).toHaveCount(0);
  });
});

test("the answers of the year before are taken over and confirmed one by one", async ({ browse, api }) => {
  const [secretariat, head] = [await api(people.secretariat), await api(people.unitHead)];
  // The oldest year that is free, above one that is not.
  const free = (await freeYears(secretariat)).toSorted((one, other) => one - other);
  const year = free.find((one) => one > 2018) ?? 0;
  const below = async () =>
    (await campaigns(secretariat))
      .filter((one) => one.year < year)
      .toSorted((one, other) => other.year - one.year)[0];
  const earlier = (await below()) ?? (await aCampaign(secretariat, 2018));
  await complete(head, await questionnaireOf(head, earlier), ["1.1"]);
  // Another journey may have answered it already.
  const said = (await questionnaireOf(head, earlier)).answers.find(
    ({ criterion: { code } }) => code === "1.1",
  );
  const answer = { YES: "Da", NO: "Nu", NOT_APPLICABLE: "Neaplicabil" }[said?.answer ?? "YES"] ?? "";
  const campaign = await aCampaign(secretariat, year);
  const { id } = await questionnaireOf(head, campaign);

  const page = await browse(people.unitHead);
  await page.goto(`/i/ps6/control/${year}/questionnaires/${id}`);
  await page.getByRole("button", { name: "Preluați răspunsurile din anul precedent" }).click();
  await expect(criterion(page, "1.1")).toContainText("preluat din anul precedent, de confirmat");
  await expect(criterion(page, "1.1").getByRole("radio", { name: answer, exact: true })).toBeChecked();
  await expect(page.getByText("0 din 45 complete")).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize(desktop);
  await criterion(page, "1.1").getByRole("button", { name: "Confirmați" }).click();
  await expect(criterion(page, "1.1").getByRole("radio", { name: answer, exact: true })).toBeFocused();
  await expect(page.getByText("1 din 45 complete")).toBeVisible();
  await expect(criterion(page, "1.1")).not.toContainText("de confirmat");

  await page.getByRole("button", { name: "Preluați răspunsurile din anul precedent" }).click();
  await expect(page.getByText("Nu există răspunsuri din anul precedent")).toBeVisible();
});

/** One criterion of the questionnaire. */
function criterion(page: Page, code: string) {
  return page.getByRole("group", { name: new RegExp(`^${code.replace(".", "\\.")} `) });
}

async function explain(page: Page, code: string, text: string) {
  const field = criterion(page, code).getByRole("textbox", { name: "Explicație" });
  await field.fill(text);
  await field.blur();
}

/** A step that asks once more. */
async function act(page: Page, name: string) {
  await page.getByRole("button", { name, exact: true }).click();
  await page.getByRole("dialog", { name }).getByRole("button", { name, exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
}
