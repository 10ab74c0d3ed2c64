import type { Page } from "@playwright/test";
import { expect, test } from "../kit/journey.ts";
import { expectAccessible } from "../kit/looks.ts";
import { people } from "../kit/product.ts";
import { expectSaved } from "../kit/steps.ts";
import { aCampaign, complete, freeYears, questionnaireOf } from "../kit/world.ts";

const desktop = { width: 1280, height: 900 };

test("a questionnaire criterion by criterion: answered also offline, checked, handed in, returned", async ({
  browse,
  api,
  faults,
}) => {
  test.setTimeout(300_000);
  faults.expect(/ERR_INTERNET_DISCONNECTED/);
  const [secretariat, head] = [await api(people.secretariat), await api(people.unitHead)];
  const [year = 0] = (await freeYears(secretariat)).toSorted((one, other) => one - other);
  const campaign = await aCampaign(secretariat, year);
  const { id, answers } = await questionnaireOf(head, campaign);
  const address = `/i/ps6/control/${year}/questionnaires/${id}`;
  const mine = await browse(people.unitHead);

  await test.step("one criterion a page: the question is the heading, what is missing is said", async () => {
    await mine.goto(`${address}?view=one`);
    await expect(question(mine, "1.1")).toBeVisible();
    await mine.getByRole("button", { name: "Continuați" }).click();
    await expect(mine.getByRole("alert").filter({ hasText: "Alegeți un răspuns" })).toBeVisible();
    await expect(mine.getByRole("radio").first()).toBeFocused();
    await mine.getByRole("radio", { name: "Da", exact: true }).check();
    await explain(mine, "Codul de conduită este comunicat.");
    await expectAccessible(mine);
    await mine.setViewportSize(desktop);
    await mine.getByRole("button", { name: "Continuați" }).click();
    await expect(question(mine, "1.2")).toBeFocused();
    await expect(mine).toHaveURL(/item=1\.2/);
    await expect(mine.getByText("1 din 45 complete")).toBeVisible();
  });

  await test.step("what is answered offline goes out on coming back; the pages go on meanwhile", async () => {
    await mine.context().setOffline(true);
    await mine.getByRole("radio", { name: "Nu", exact: true }).check();
    await explain(mine, "Consilierul de etică nu este numit.");
    await mine.getByRole("button", { name: "Continuați" }).click();
    await expect(question(mine, "1.3")).toBeVisible();
    await mine.getByRole("radio", { name: "Neaplicabil" }).check();
    await explain(mine, "Nu privește compartimentul.");
    await expect(
      mine.getByRole("main").getByText(/^Salvat pe acest dispozitiv. 4 modificări așteaptă/),
    ).toBeVisible();
    await mine.context().setOffline(false);
    await expect(mine.getByText("3 din 45 complete")).toBeVisible({ timeout: 20_000 });
    await expectSaved(mine);
    await mine.getByRole("link", { name: "Înapoi", exact: true }).click();
    await expect(question(mine, "1.2")).toBeVisible();
    await expect(mine.getByRole("radio", { name: "Nu", exact: true })).toBeChecked();
    await mine.getByRole("link", { name: "Săriți peste" }).click();
    await expect(question(mine, "1.3")).toBeVisible();
  });

  await test.step("filters: those without an answer, in the list and one by one", async () => {
    await mine.getByRole("link", { name: "Tabel", exact: true }).click();
    await mine.getByRole("button", { name: "Nu 1", exact: true }).click();
    await expect(mine.getByRole("textbox", { name: "Explicație" })).toHaveCount(1);
    await mine.getByRole("button", { name: "Fără răspuns 42", exact: true }).click();
    await expect(mine).toHaveURL(/only=unanswered/);
    await mine.getByRole("link", { name: "Pe rând", exact: true }).click();
    await expect(question(mine, "1.3")).toBeVisible();
    await expect(mine.getByRole("link", { name: "Înapoi", exact: true })).toHaveCount(0);
  });

  await test.step("the check view leads to what is missing", async () => {
    await mine.getByRole("link", { name: "Verificare", exact: true }).click();
    const missing = mine.getByRole("region", { name: /^De completat/ });
    await expect(missing.getByRole("listitem")).toHaveCount(42);
    await expect(mine.getByRole("region", { name: /^Standardul 1\./ })).toContainText("Codul de conduită");
    await expect(mine.getByRole("button", { name: "Trimiteți spre verificare" })).toHaveAttribute(
      "aria-disabled",
      "true",
    );
    await expectAccessible(mine);
    await mine.setViewportSize(desktop);
    const [first] = await missing.getByRole("link").allTextContents();
    await missing.getByRole("link").first().click();
    await expect(mine.getByRole("heading", { level: 1 })).toContainText(first?.slice(0, 3) ?? "");
  });

  await test.step("all answered: it is handed in from the check view", async () => {
    await complete(head, await questionnaireOf(head, campaign));
    await mine.goto(`${address}?view=check`);
    await expect(mine.getByText("Toate criteriile au răspuns, explicație și confirmare.")).toBeVisible();
    await expect(
      mine.getByRole("region", { name: /^Standardul 1\./ }).getByText("parțial implementat (PI)"),
    ).toBeVisible();
    await act(mine, "Trimiteți spre verificare");
    await expect(mine.getByText("predat", { exact: true }).first()).toBeVisible();
    await expect(mine.getByRole("link", { name: /^Modificați/ })).toHaveCount(0);
  });

  await test.step("the secretariat returns it and the head sees why on every page of it", async () => {
    const page = await browse(people.secretariat);
    await page.goto(`${address}?view=check`);
    await page.getByRole("button", { name: "Returnați cu observații" }).click();
    const dialog = page.getByRole("dialog", { name: "Returnați cu observații" });
    await dialog.getByRole("textbox", { name: "Ce trebuie refăcut" }).fill("Indicați actul la 1.2");
    await dialog.getByRole("button", { name: "Returnați cu observații" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(mine.getByText("Returnat cu observații: Indicați actul la 1.2")).toBeVisible();
    await mine.getByRole("link", { name: /^Modificați: Criteriul 1\.2/ }).click();
    await expect(mine.getByText("Returnat cu observații: Indicați actul la 1.2")).toBeVisible();
    await page.close();
  });

  await test.step("a colleague's answer shows at once", async () => {
    const place = answers.find(({ criterion }) => criterion.code === "1.2");
    const now = (await questionnaireOf(head, campaign)).answers.find(({ id: one }) => one === place?.id);
    await head.change(
      "answerCriterion",
      { id: now?.id, expectedVersion: now?.version, explanation: "Referatul 12 din octombrie." },
      "criterionAnswer { id }",
    );
    await expect(mine.getByRole("textbox", { name: "Explicație" })).toHaveValue("Referatul 12 din octombrie.");
  });
});

test("a standard that is not implemented gets its measure in the development programme", async ({
  browse,
  api,
}) => {
  test.setTimeout(180_000);
  const [secretariat, head] = [await api(people.secretariat), await api(people.unitHead)];
  const [year = 0] = (await freeYears(secretariat)).toSorted((one, other) => one - other);
  const campaign = await aCampaign(secretariat, year);
  const { id, answers } = await questionnaireOf(head, campaign);
  const first = answers.find(({ criterion }) => criterion.code === "1.1");
  await head.change(
    "answerCriterion",
    { id: first?.id, expectedVersion: first?.version, answer: "NO", explanation: "Lipsește." },
    "criterionAnswer { id }",
  );
  await complete(head, await questionnaireOf(head, campaign));

  const page = await browse(people.quality);
  await page.goto(`/i/ps6/control/${year}/questionnaires/${id}?view=one&item=S01.1`);
  await page.getByRole("link", { name: /^Propuneți o măsură pentru / }).click();
  const measures = page.getByRole("region", { name: /^Măsuri pentru standardele neimplementate/ });
  await expect(measures.getByRole("heading", { level: 3, name: /^Standardul 1\./ })).toBeVisible();
  const title = `Consilier de etică numit ${Date.now()}`;
  await measures.getByRole("textbox", { name: "Ce este de făcut" }).fill(title);
  await measures.getByRole("button", { name: "Propuneți acțiunea" }).click();
  await expect(measures.getByRole("link", { name: new RegExp(title) }).first()).toBeVisible();
  await expectAccessible(page);
});

/** The question of a page of one criterion. */
function question(page: Page, code: string) {
  return page.getByRole("heading", { level: 1, name: new RegExp(`^${code.replace(".", "\\.")}`) });
}

async function explain(page: Page, text: string) {
  const field = page.getByRole("textbox", { name: "Explicație" });
  await field.fill(text);
  await field.blur();
}

/** A step that asks once more. */
async function act(page: Page, name: string) {
  await page.getByRole("button", { name, exact: true }).click();
  await page.getByRole("dialog", { name }).getByRole("button", { name, exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
}
