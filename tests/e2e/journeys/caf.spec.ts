import type { Page } from "@playwright/test";
import { inScoring, submitted } from "../kit/caf.ts";
import { expect, test } from "../kit/journey.ts";
import { expectFocusKept, press, tabTo } from "../kit/keyboard.ts";
import { people, unique } from "../kit/product.ts";
import { expectSaved } from "../kit/steps.ts";

/** How many subcriteria each criterion has. */
const sizes = [4, 4, 3, 6, 3, 2, 2, 2, 2];
const codes = sizes.flatMap((size, at) => Array.from({ length: size }, (_, sub) => `${at + 1}.${sub + 1}`));

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });
const spoken = (page: Page, text: string | RegExp) =>
  page.getByRole("status").filter({ hasText: text }).first();

test("a coordinator begins an assessment, builds the group and starts scoring", async ({ browse }) => {
  test.setTimeout(120_000);
  const title = `Autoevaluare începută ${unique()}`;
  const page = await browse(people.quality);
  await page.goto("/i/ps6/caf?new=assessment");

  await test.step("the method is explained and has to be chosen", async () => {
    const form = page.getByRole("form", { name: "Începeți o autoevaluare" });
    await form.getByLabel("Titlul").fill(title);
    await form.getByRole("button", { name: "Începeți o autoevaluare" }).click();
    await expect(form.getByRole("link", { name: "Alegeți metoda de notare" })).toBeVisible();
    await expect(form.getByText("Se fixează când începe notarea.")).toBeVisible();
    await form.getByRole("radio", { name: "Notare detaliată" }).check();
    await form.getByRole("button", { name: "Începeți o autoevaluare" }).click();
    await expect(heading(page, title)).toBeVisible();
  });

  await test.step("the first step is recorded", async () => {
    await page.getByRole("link", { name: "Deschideți pasul 1" }).click();
    const form = page.getByRole("form", { name: "Pasul 1" });
    await form.getByLabel(/^Făcut la/).fill("azi");
    await form.getByLabel(/^Ce s-a făcut/).fill("Dispoziția nr. 45");
    await form.getByRole("button", { name: "Salvați" }).click();
    const first = page.getByRole("listitem").filter({ hasText: /^1\. / });
    await expect(first.getByText("Făcut", { exact: true })).toBeVisible();
    await expect(page.getByRole("link", { name: "Deschideți pasul 2" })).toBeVisible();
  });

  await test.step("the group: advice about its size; whoever was invited to something else says so", async () => {
    await page.getByRole("button", { name: "Adăugați un membru" }).first().click();
    const form = page.getByRole("form", { name: "Adăugați un membru" });
    for (const who of ["consilier, directia juridica", "secretar tehnic, comisia"]) {
      await form.getByRole("combobox", { name: "Membru" }).fill(who);
      await page.getByRole("option").first().click();
      await form.getByRole("button", { name: "Adăugați un membru" }).click();
      await expect(spoken(page, /este în grup\.$/)).toHaveCount(1);
      await expect(form.getByRole("combobox", { name: "Membru" })).toHaveValue("");
    }
    await expect(page.getByText(/Se recomandă între 5 și 12 membri\. Acum sunt 2 membri/)).toBeVisible();
    await form.getByRole("combobox", { name: "Membru" }).fill("invitat");
    const guest = page.getByRole("option").filter({ hasText: "Invitat la altceva" }).first();
    await expect(guest).toHaveAttribute("aria-disabled", "true");
    await page.keyboard.press("Escape");
  });

  await test.step("from here the method stands", async () => {
    await page.getByRole("button", { name: "Începeți notarea" }).click();
    const question = page.getByRole("dialog", { name: "Începeți notarea" });
    await expect(question.getByText(/De acum metoda rămâne: Notare detaliată/)).toBeVisible();
    await question.getByRole("button", { name: "Începeți notarea" }).click();
    await expect(question.getByRole("link", { name: "Scrieți până când se trimit notele" })).toBeVisible();
    await question.getByLabel("Termenul notării").fill(`1.3.${new Date().getFullYear() + 1}`);
    await question.getByRole("button", { name: "Începeți notarea" }).click();
    await expect(question).toHaveCount(0);
    await expect(page.getByText("Notare individuală", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Modificați datele" }).click();
    const form = page.getByRole("form", { name: "Modificați datele" });
    await expect(form.getByLabel("Titlul")).toBeVisible();
    await expect(form.getByRole("radio", { name: "Notare clasică" })).toHaveCount(0);
  });
});

test("a member scores 28 subcriteria by keyboard alone and submits", async ({ browse, api }) => {
  test.setTimeout(300_000);
  const member = await api(people.specialist);
  const { id } = await inScoring(await api(people.quality), [member]);
  const page = await browse(people.specialist);
  await page.goto(`/i/ps6/caf/${id}`);
  await press(page, page.getByRole("link", { name: "Începeți notarea" }));

  for (const [at, code] of codes.entries()) {
    await expect(page).toHaveURL(new RegExp(`/mine/${code.replace(".", "\\.")}$`));
    await expect(heading(page, new RegExp(`^${code.replace(".", "\\.")}`))).toBeFocused();
    const isResult = Number(code[0]) > 5;
    const points = isResult ? ["45", "60"] : ["70", "55", "40", "20"];
    await tabTo(page, page.getByRole("textbox", { name: isResult ? /^Tendința/ : /^PLAN/ }));
    for (const number of points) {
      await page.keyboard.type(number);
      await page.keyboard.press("Enter");
    }
    const sentence = isResult ? "Nota (45+60)/2 = 52,5" : "Nota (70+55+40+20)/4 = 46,25, afișat 46,3";
    await expect(page.getByText(sentence)).toBeVisible();
    const next = at === codes.length - 1 ? "Verificați și trimiteți" : "Continuați";
    await expect(page.getByRole("link", { name: next }).first()).toBeFocused();
    if (at === 0) await expectSaved(page);
    await page.keyboard.press("Enter");
  }

  await expect(heading(page, "Verificați notele")).toBeFocused();
  await expect(page.getByText("28 din 28")).toBeVisible();
  const submit = page.getByRole("button", { name: "Trimiteți notele" });
  await expect(submit).not.toHaveAttribute("aria-disabled", "true", { timeout: 20_000 });
  await press(page, submit);
  const question = page.getByRole("dialog", { name: "Trimiteți notele" });
  await expect(question.getByText(/nu le vede nimeni altcineva/)).toBeVisible();
  await press(page, question.getByRole("button", { name: "Trimiteți notele" }));
  await expect(question).toHaveCount(0);
  await expect(page.getByText(/^Ați trimis notele la/)).toBeVisible();
  await expectFocusKept(page);
  await press(page, page.getByRole("button", { name: "Retrageți notele" }));
  await expect(submit).toBeVisible();
});

test("numbers: what is none stays and is said, a band can be picked, a doubtful mean is advice", async ({
  browse,
  api,
}) => {
  const { id } = await inScoring(await api(people.quality), [await api(people.specialist)]);
  const page = await browse(people.specialist);
  await page.goto(`/i/ps6/caf/${id}/mine/1.2`);
  const plan = page.getByRole("textbox", { name: /^PLAN/ });

  await plan.fill("101");
  await expect(page.getByText("Scrieți un număr întreg între 0 și 100")).toBeVisible();
  await plan.fill("46,5");
  await expect(page.getByText("Scrieți un număr întreg între 0 și 100")).toBeVisible();
  await expect(plan).toHaveValue("46,5");
  await plan.fill("46");
  await expect(page.getByText("31–50: Unele dovezi bune, în zone relevante.")).toBeVisible();

  await page.getByText("Intervalele pentru DO").click();
  await page.getByRole("button", { name: /^91–100/ }).click();
  const carriedOut = page.getByRole("textbox", { name: /^DO/ });
  await expect(carriedOut).toHaveValue("96");
  await expect(carriedOut).toBeFocused();
  await page.getByRole("textbox", { name: /^CHECK/ }).fill("50");
  await page.getByRole("textbox", { name: /^ACT/ }).fill("10");
  await expect(page.getByText("Nota (46+96+50+10)/4 = 50,5")).toBeVisible();
  await expect(page.getByText(/O fază are cel mult 20.*Le puteți păstra\./)).toBeVisible();
  await page.getByRole("textbox", { name: "Puncte tari" }).fill("Misiune aprobată în 2025.");
  await page.getByRole("textbox", { name: "Zone de îmbunătățit" }).focus();
  await expectSaved(page);

  await test.step("another browser of the same person goes on from there", async () => {
    const other = await browse(people.specialist);
    await other.goto(`/i/ps6/caf/${id}/mine/1.2`);
    await expect(other.getByRole("textbox", { name: "Puncte tari" })).toHaveValue(
      "Misiune aprobată în 2025.",
    );
    await expect(other.getByRole("textbox", { name: /^ACT/ })).toHaveValue("10");
    const nav = other.getByRole("navigation", { name: "Cele 28 de subcriterii" });
    await expect(nav.getByRole("link", { name: /^1\.2 .*notat/ })).toContainText("50,5");
  });
});

test("nobody sees scores before consensus, which opens without somebody only for a reason", async ({
  browse,
  api,
}) => {
  const [member, absent] = [await api(people.specialist), await api(people.unitHead)];
  const assessment = await inScoring(await api(people.quality), [member, absent]);
  await submitted(member, assessment);
  const page = await browse(people.quality);

  await page.goto(`/i/ps6/caf/${assessment.id}/results`);
  await expect(page.getByText(/^Rezultatele apar când se deschide consensul/)).toBeVisible();
  await page.goto(`/i/ps6/caf/${assessment.id}/mine/1.1`);
  await expect(page.getByText("Nu faceți parte din grupul de autoevaluare.")).toBeVisible();

  await page.getByRole("link", { name: "Mergeți la pașii autoevaluării" }).click();
  await expect(page.getByText("1 din 2 note trimise")).toBeVisible();
  await page.getByRole("button", { name: "Deschideți consensul" }).click();
  const question = page.getByRole("dialog", { name: "Deschideți consensul" });
  await expect(question.getByText(/^1 membru nu a trimis notele/)).toBeVisible();
  await question.getByRole("button", { name: "Deschideți consensul" }).click();
  await expect(question.getByRole("link", { name: /^Scrieți de ce se deschide/ })).toBeVisible();
  await question.getByLabel("De ce se deschide fără ei").fill("Un membru este în concediu medical.");
  await question.getByRole("button", { name: "Deschideți consensul" }).click();
  await expect(question).toHaveCount(0);
  await expect(page.getByText("Consens", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("Un membru este în concediu medical.")).toBeVisible();
  await page.getByRole("link", { name: "Vedeți rezultatele" }).first().click();
  await expect(page.getByText(/^Rezultatele nu sunt definitive: 0 din 28/)).toBeVisible();
});
