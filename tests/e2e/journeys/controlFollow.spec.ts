import type { Page } from "@playwright/test";
import type { Api } from "../kit/api.ts";
import { expect, test } from "../kit/journey.ts";
import { desktop, expectAccessible } from "../kit/looks.ts";
import { people } from "../kit/product.ts";
import { expectSaved } from "../kit/steps.ts";
import { aFreeCampaign, aPlan, aRisk, complete, ownPlace, questionnaireOf } from "../kit/world.ts";

test("a questionnaire criterion by criterion: answered also offline, checked, handed in, returned", async ({
  browse,
  api,
  faults,
}) => {
  test.setTimeout(300_000);
  faults.expect(/ERR_INTERNET_DISCONNECTED/);
  const [secretariat, head] = [await api(people.secretariat), await api(people.unitHead)];
  const campaign = await aFreeCampaign(secretariat);
  const { year } = campaign;
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
    await mine.getByRole("link", { name: /^Modificați ?: Criteriul 1\.2/ }).click();
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
    await expect(mine.getByRole("textbox", { name: "Explicație" })).toHaveValue(
      "Referatul 12 din octombrie.",
      // A busy machine takes its time; what is lost never comes.
      { timeout: 30_000 },
    );
  });
});

test("a standard that is not implemented gets its measure in the development programme", async ({
  browse,
  api,
}) => {
  test.setTimeout(180_000);
  const [secretariat, head] = [await api(people.secretariat), await api(people.unitHead)];
  const campaign = await aFreeCampaign(secretariat);
  const { year } = campaign;
  const quality = await api(people.quality);
  // The programme that was begun latest takes the measures.
  const begun = new Date().getFullYear() + 5;
  const programme = await aPlan(quality, "Program de dezvoltare", "ps6", {
    kind: "CONTROL_DEVELOPMENT",
    periodStart: `${begun}-01-01`,
    periodEnd: `${begun}-12-31`,
  });
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
  await expect(measures.getByText(programme.code)).toBeVisible();
  await measures.getByRole("textbox", { name: "Ce este de făcut" }).fill(title);
  await measures.getByRole("button", { name: "Propuneți acțiunea" }).click();
  const measure = measures.getByRole("list").getByRole("link", { name: new RegExp(title) });
  await expect(measure).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize(desktop);

  await measure.click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(title);
  await page.getByRole("link", { name: "S01", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Situația sintetică/ })).toBeVisible();
});

test("two people on one questionnaire: each sees the other, a clash shows both, what proves an answer is attached", async ({
  browse,
  api,
  faults,
}) => {
  test.setTimeout(300_000);
  faults.expect(/ERR_INTERNET_DISCONNECTED/);
  // Two people answer the same: one of them is told.
  faults.expect(/409/);
  const [secretariat, head, specialist] = [
    await api(people.secretariat),
    await api(people.unitHead),
    await api(people.specialist),
  ];
  const campaign = await aFreeCampaign(secretariat);
  const { id } = await questionnaireOf(head, campaign);
  const { controlQuestionnaire: now } = await head.ask<{ controlQuestionnaire: { version: number } }>(
    "query ($id: ID!) { controlQuestionnaire(id: $id) { version } }",
    { id },
  );
  await head.change(
    "delegateControlQuestionnaire",
    { id, expectedVersion: now.version, delegateId: await ownPlace(specialist) },
    "controlQuestionnaire { id }",
  );
  const address = `/i/ps6/control/${campaign.year}/questionnaires/${id}`;
  const [mine, theirs] = [await browse(people.unitHead), await browse(people.specialist)];

  await test.step("the delegate finds it among what is to be done", async () => {
    await theirs.goto("/");
    const duty = theirs.getByRole("listitem").filter({ hasText: String(campaign.year) });
    await expect(duty.first()).toContainText("prin delegare");
    await duty.first().getByRole("link").first().click();
    await expect(theirs).toHaveURL(new RegExp(`${id}\\?.*view=one`));
    await expect(question(theirs, "1.1")).toBeVisible();
  });

  await test.step("each sees that the other has it open, and where", async () => {
    await mine.goto(`${address}?view=one&item=1.1`);
    const here = mine.getByRole("button", { name: "2 persoane aici" });
    await here.click();
    const present = mine.getByRole("list", { name: "Cine are chestionarul deschis" });
    await expect(present.getByText(/la criteriul 1\.1$/)).toHaveCount(2);
    await expect(present.getByText("(dvs.)", { exact: false })).toHaveCount(1);
    await here.click();
    await expect(theirs.getByRole("button", { name: "2 persoane aici" })).toBeVisible();
  });

  await test.step("an answer shows at the other's at once", async () => {
    await theirs.getByRole("radio", { name: "Da", exact: true }).check();
    await expect(mine.getByRole("radio", { name: "Da", exact: true })).toBeChecked();
  });

  await test.step("a clash shows both and loses neither", async () => {
    await mine.context().setOffline(true);
    await explain(mine, "Codul de conduită din 2024.");
    await explain(theirs, "Dispoziția primarului nr. 7.");
    await expect
      .poll(async () => (await explained(head, id)).get("1.1"))
      .toBe("Dispoziția primarului nr. 7.");
    await mine.context().setOffline(false);
    const clash = mine.getByRole("group", { name: /^Explicație: modificat între timp de/ });
    await expect(clash).toBeVisible({ timeout: 20_000 });
    await expect(clash).toContainText("Codul de conduită din 2024.");
    await expect(clash).toContainText("Dispoziția primarului nr. 7.");
    await expectAccessible(mine);
    await mine.setViewportSize(desktop);
    await clash.getByRole("button", { name: "Combinați" }).click();
    await clash.getByRole("button", { name: "Salvați varianta combinată" }).click();
    await expect(clash).toHaveCount(0);
    await expect(theirs.getByRole("textbox", { name: "Explicație" })).toHaveValue(
      "Codul de conduită din 2024.\nDispoziția primarului nr. 7.",
    );
  });

  await test.step("a risk of the register proves it, picked by its code", async () => {
    const risk = await aRisk(head, "Cod de conduită necunoscut de angajați");
    await mine
      .getByRole("button", { name: "Alegeți din registrul de riscuri dovada la criteriul 1.1" })
      .click();
    const picker = mine.getByRole("combobox", { name: "Riscul care arată cum se îndeplinește criteriul" });
    await picker.fill(risk.code);
    await mine.getByRole("option", { name: new RegExp(`^${risk.code} `) }).click();
    await expect(mine.getByRole("textbox", { name: "Dovada: cod sau adresă" })).toHaveValue(risk.code);
    await expect(mine.getByRole("link", { name: `${risk.code} ${risk.title}` })).toHaveAttribute(
      "href",
      `/i/ps6/risks/${risk.id}`,
    );
    await expectSaved(mine);
  });

  await test.step("evidence with its file is attached to the answer", async () => {
    const evidence = mine.getByRole("region", { name: /^Dovezi la criteriul 1\.1/ });
    await evidence.getByRole("button", { name: "Atașați o dovadă" }).click();
    await evidence.locator("input[type=file]").setInputFiles({
      name: "cod-de-conduita.txt",
      mimeType: "text/plain",
      buffer: Buffer.from("Codul de conduită al personalului."),
    });
    await evidence.getByRole("textbox", { name: "Ce dovadă este" }).fill("Codul de conduită");
    await evidence.getByRole("button", { name: "Atașați dovada" }).click();
    await expect(evidence.getByText("Codul de conduită", { exact: true })).toBeVisible();
    await expect(evidence.getByText("cod-de-conduita.txt").first()).toBeVisible({ timeout: 20_000 });
    await expectAccessible(mine);
    await mine.setViewportSize(desktop);
    await theirs.goto(`${address}?item=1.1`);
    await theirs.getByRole("button", { name: "Dovezi la criteriul 1.1" }).click();
    await expect(
      theirs
        .getByRole("region", { name: /^Dovezi la criteriul 1\.1/ })
        .getByText("Codul de conduită", { exact: true }),
    ).toBeVisible();
  });

  await test.step("filters find what others changed", async () => {
    await theirs.getByRole("button", { name: "Modificate de alții 1", exact: true }).click();
    await expect(theirs.getByRole("group", { name: /^1\.1 / })).toBeVisible();
    await expect(theirs.getByRole("group", { name: /^1\.2 / })).toHaveCount(0);
    await expectAccessible(theirs);
  });
});

/** The explanations that the server has, by criterion. */
async function explained(head: Api, id: string): Promise<Map<string, string | null>> {
  type Said = { explanation: string | null; criterion: { code: string } };
  const { controlQuestionnaire } = await head.ask<{ controlQuestionnaire: { answers: Said[] } }>(
    "query ($id: ID!) { controlQuestionnaire(id: $id) { answers { explanation criterion { code } } } }",
    { id },
  );
  return new Map(controlQuestionnaire.answers.map((one) => [one.criterion.code, one.explanation]));
}

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
