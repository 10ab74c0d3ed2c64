import type { Page } from "@playwright/test";
import { expect, test } from "../kit/journey.ts";
import { desktop, expectAccessible } from "../kit/looks.ts";
import { people } from "../kit/product.ts";
import { confirmed, expectSaved } from "../kit/steps.ts";
import { campaigns, finish, freeYears } from "../kit/world.ts";

/** A small institution under the city hall: two compartments. */
const slug = "dep6";
const institution = /Evidenț/;
const secretary = "secretariat@dep6.example";
const director = "director@dep6.example";

test("the annual report: opened by the city hall, written, decided, approved, handed over, given back", async ({
  browse,
  api,
}) => {
  test.setTimeout(300_000);
  const secretariat = await api(secretary);
  const year = (await freeYears(secretariat, slug)).at(-1) ?? 0;
  const report = `/i/${slug}/control/${year}/report`;
  const hall = await browse(people.secretariat);

  await test.step("the city hall opens the self-assessment in the institution", async () => {
    await hall.goto(`/i/ps6/control/${year}/subordinates`);
    await expect(hall.getByRole("heading", { level: 1 })).toHaveText(`Instituții subordonate, ${year}`);
    await expect(row(hall)).toContainText("neînceput");
    await hall.getByRole("button", { name: "Deschideți la subordonate" }).click();
    const form = hall.getByRole("form", { name: "Deschideți la subordonate" });
    const due = form.getByRole("textbox", { name: "Termen de predare" });
    await due.clear();
    await form.getByRole("button", { name: "Deschideți la subordonate" }).click();
    await expect(form.getByText("Scrieți ziua până la care se predau").first()).toBeVisible();
    for (const box of await form.getByRole("checkbox").all()) await box.uncheck();
    await form.getByRole("checkbox", { name: institution }).check();
    await due.fill(`31.1.${new Date().getFullYear() + 1}`);
    await due.blur();
    await expectAccessible(hall);
    await hall.setViewportSize(desktop);
    await form.getByRole("button", { name: "Deschideți la subordonate" }).click();
    await expect(row(hall)).toContainText("în lucru");
    await expect(row(hall)).toContainText("0 din 2");
  });

  const campaign = (await campaigns(secretariat, slug)).find((one) => one.year === year);
  if (campaign === undefined) throw new Error("the self-assessment was not opened");
  const page = await browse(secretary);

  await test.step("the secretariat begins the report and sees what is missing", async () => {
    await page.goto(report);
    await page.getByRole("button", { name: "Începeți raportul" }).click();
    await expect(page.getByText("CIORNĂ", { exact: true })).toBeVisible();
    await expect(page.getByText("Text orientativ, neconfirmat în sursa oficială").first()).toBeVisible();
    await expect(
      missing(page).getByRole("link", { name: "2 chestionare nu sunt încheiate de secretariat" }),
    ).toBeVisible();
    await missing(page).getByRole("link", { name: "Pe ce se sprijină declarația" }).click();
    await expect(page.getByRole("textbox", { name: "Pe ce se sprijină declarația" })).toBeFocused();
    await expectAccessible(page);
    await page.setViewportSize(desktop);
  });

  await test.step("every field saves itself", async () => {
    await fill(page);
    await expectSaved(page);
    await page.reload();
    await expect(page.getByRole("textbox", { name: "Pe ce se sprijină declarația" })).toHaveValue(
      "Autoevaluarea și auditul public intern",
    );
    await expect(page.getByText("80 %")).toBeVisible();
    await expect(missing(page).getByRole("link")).toHaveCount(1);
  });

  await finish(
    secretariat,
    campaign,
    (unit) => api(`sef.${unit}@${slug}.example`),
    // Internal audit is done by the city hall.
    ["16"],
  );
  const head = await browse(director);

  await test.step("the chair decides on the standard that applies nowhere", async () => {
    await page.reload();
    await missing(page).getByRole("link", { name: "Un standard așteaptă decizia președintelui" }).click();
    await expect(page.getByText("necesită decizia președintelui").first()).toBeVisible();
    await expect(page.getByRole("button", { name: /^Hotărâți/ })).toHaveCount(0);

    await head.goto(`/i/${slug}/control/${year}/synthesis`);
    await expect(head.getByText("Un standard nu se aplică în niciun compartiment")).toBeVisible();
    await head.getByRole("button", { name: /^Hotărâți/ }).click();
    const dialog = head.getByRole("dialog");
    const reason = dialog.getByRole("textbox", { name: "Motivarea deciziei" });
    await expect(reason).toBeFocused();
    await dialog.getByRole("button", { name: "Înregistrați decizia" }).click();
    await expect(reason).toBeFocused();
    await expectAccessible(head);
    await head.setViewportSize(desktop);
    await reason.fill("Auditul public intern este asigurat de Primăria Sectorului 6.");
    await dialog.getByRole("button", { name: "Înregistrați decizia" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(head.getByText("Situația este completă", { exact: false })).toBeVisible();
    await expectAccessible(head);
    await head.setViewportSize(desktop);
  });

  await test.step("a number leads to the compartments and answers behind it", async () => {
    await head.getByRole("link", { name: /^2, Se aplică \(2\), standardul 1:/ }).click();
    const behind = head.getByRole("table", { name: /^Standardul 1: compartimente/ });
    await expect(behind.getByRole("rowheader")).toHaveCount(2);
    await expect(behind).toContainText("1.1: Da");
    await expect(behind.getByRole("link").first()).toHaveAttribute("href", /item=/);
  });

  await test.step("the secretariat hands in, the head returns, and approves the second time", async () => {
    await page.goto(report);
    await expect(page.getByText("Nu lipsește nimic: raportul se poate preda.")).toBeVisible();
    await confirmed(page, "Predați spre aprobare");
    await expect(page.getByText("la aprobare", { exact: true }).first()).toBeVisible();
    await expect(page.getByRole("radio")).toHaveCount(0);

    await head.goto(report);
    await head.getByRole("button", { name: "Returnați cu observații" }).click();
    const dialog = head.getByRole("dialog", { name: "Returnați cu observații" });
    await dialog.getByRole("textbox", { name: "Ce trebuie refăcut" }).fill("Numiți și auditul extern");
    await dialog.getByRole("button", { name: "Returnați cu observații" }).click();
    await expect(dialog).toHaveCount(0);

    await page.reload();
    await expect(page.getByText("Returnat cu observații: Numiți și auditul extern")).toBeVisible();
    const basis = page.getByRole("textbox", { name: "Pe ce se sprijină declarația" });
    await basis.fill("Autoevaluarea, auditul public intern și auditul extern");
    await basis.blur();
    await expectSaved(page);
    await confirmed(page, "Predați spre aprobare");

    await head.reload();
    await confirmed(head, "Aprobați raportul");
    await expect(head.getByText("aprobat", { exact: true }).first()).toBeVisible();
    await expect(head.getByText("CIORNĂ", { exact: true })).toHaveCount(0);
    await expect(head.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
    await expectAccessible(head);
    await head.setViewportSize(desktop);
  });

  await test.step("nothing reaches the city hall before it is handed over", async () => {
    await hall.reload();
    await expect(row(hall)).toContainText("toate chestionarele predate");
    await expect(row(hall).getByRole("link")).toHaveCount(0);
    await confirmed(head, "Transmiteți instituției superioare");
    await expect(head.getByText("Versiunea 1 a fost transmisă instituției superioare")).toBeVisible();
  });

  await test.step("each form comes as a file", async () => {
    await head.goto(`/i/${slug}/control/${year}/forms`);
    for (const [form, format] of [
      ["Anexa 4.3, Raportul anual", "PDF"],
      ["Anexa 4.2, Situația sintetică", "DOCX"],
    ] as const) {
      const coming = head.waitForEvent("download");
      await head.getByRole("button", { name: `${format}, descărcați: ${form}` }).click();
      expect((await coming).suggestedFilename()).toMatch(new RegExp(`\\.${format.toLowerCase()}$`));
    }
    await expectAccessible(head);
    await head.setViewportSize(desktop);
  });

  await test.step("the city hall reads it, centralises and gives it back", async () => {
    await hall.reload();
    await expect(row(hall)).toContainText("transmis");
    await row(hall).getByRole("link").click();
    await expect(hall.getByRole("heading", { level: 2, name: /^Raportul transmis/ })).toBeFocused();
    await expect(hall.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
    const statement = hall.getByRole("table", { name: /^Situația centralizatoare, informații generale/ });
    await expect(statement.getByRole("row", { name: /^Entități publice/ })).toContainText("1");
    const coming = hall.waitForEvent("download");
    await hall.getByRole("button", { name: "XLSX, descărcați: Anexa 3, Situația centralizatoare" }).click();
    expect((await coming).suggestedFilename()).toMatch(/\.xlsx$/);
    await expectAccessible(hall);
    await hall.setViewportSize(desktop);

    await hall.getByRole("button", { name: "Returnați cu observații" }).click();
    const dialog = hall.getByRole("dialog", { name: "Returnați cu observații" });
    await dialog.getByRole("textbox", { name: "Ce trebuie corectat" }).fill("Refaceți secțiunea 7");
    await dialog.getByRole("button", { name: "Returnați cu observații" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(row(hall)).toContainText("returnat");

    await page.goto(report);
    await expect(
      page.getByText(/^Returnat de instituția superioară, .*: Refaceți secțiunea 7$/),
    ).toBeVisible();
    await expect(page.getByRole("radio").first()).toBeVisible();
    await expectAccessible(page);
  });
});

/** The institution in the table of the city hall. */
function row(page: Page) {
  return page.getByRole("table", { name: /^Instituții subordonate/ }).getByRole("row", { name: institution });
}

function missing(page: Page) {
  return page.getByRole("region", { name: /^Ce lipsește/ });
}

async function fill(page: Page) {
  const yes = [
    "Sistemul cuprinde mecanisme de autocontrol",
    "Măsurile au la bază evaluarea riscurilor",
    "Comisia de monitorizare este funcțională",
    "Programul de dezvoltare este implementat și actualizat anual",
    "Procesul de management al riscurilor este organizat și monitorizat",
    "Performanțele se urmăresc cu indicatori pe obiective",
    "Obiectivele generale și specifice sunt stabilite",
  ];
  await choose(page, "Fondurile publice au fost folosite", "Parțial");
  for (const name of yes) await choose(page, name, "Da");
  for (const [name, text] of [
    ["Pe ce se sprijină declarația", "Autoevaluarea și auditul public intern"],
    ["Activități procedurale inventariate", "20"],
    ["Dintre ele, cu procedură documentată", "16"],
  ] as const) {
    const field = page.getByRole("textbox", { name });
    await field.fill(text);
    await field.blur();
  }
}

async function choose(page: Page, group: string, answer: string) {
  await page
    .getByRole("radiogroup", { name: group })
    .getByRole("radio", { name: answer, exact: true })
    .check();
}
