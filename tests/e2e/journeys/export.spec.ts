import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "../kit/journey.ts";
import { expectNoSidewaysScroll, expectNoViolation } from "../kit/looks.ts";
import { people } from "../kit/product.ts";
import { dayOf, sheetOf, wordsOf } from "../kit/sheet.ts";
import { anAction, aPlan, demonstrated } from "../kit/world.ts";

const titles = ["Anexa la regulament", "=1+1 anexa cu formulă", "Anexa fără termen"];

async function choose(page: Page, format: RegExp) {
  await page.getByRole("button", { name: "Exportați: Acțiuni" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: format }).click();
  return await download;
}

test("what is filtered in a plan is what the sheet holds", async ({ browse, api, faults }) => {
  const quality = await api(people.quality);
  const plan = await aPlan(quality, "Plan de exportat");
  const [first, second, third] = titles as [string, string, string];
  await anAction(quality, plan, first, { dueOn: "2027-03-01", budget: "1500.50" });
  await anAction(quality, plan, "Fără legătură", { dueOn: "2027-01-01" });
  await anAction(quality, plan, second, { dueOn: "2027-02-01" });
  await anAction(quality, plan, third);
  const page = await browse(people.quality);

  await test.step("the menu opens by keys and is sound", async () => {
    await page.goto(`/i/ps6/plans/${plan.id}?q=anexa&sort=due&hide=status,progress,unit,start,priority`);
    await expect(page.getByText("3 acțiuni", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Exportați: Acțiuni" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("menuitem", { name: "XLSX – Excel" })).toBeFocused();
    await expectNoViolation(page, 1280);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Exportați: Acțiuni" })).toBeFocused();
  });

  await test.step("a sheet of the shown columns, rows and order, with real dates and amounts", async () => {
    const download = await choose(page, /^XLSX/);
    expect(download.suggestedFilename()).toMatch(
      new RegExp(`^Acțiuni ${plan.code} \\d{4}-\\d{2}-\\d{2}\\.xlsx$`),
    );
    const rows = await sheetOf(download);
    expect(rows.flatMap(wordsOf).join("\n")).toContain("căutare: „anexa”");
    const head = rows.findIndex((row) => wordsOf(row)[0] === "Cod");
    expect(wordsOf(rows[head] ?? [])).toEqual(["Cod", "Acțiune", "Termen", "Responsabil", "Buget"]);
    // What was filtered by stands alone in its row.
    const held = rows.slice(head + 1).filter((row) => wordsOf(row).filter(Boolean).length > 1);
    const shown = page.getByRole("grid", { name: /Acțiuni/ }).getByRole("row");
    await expect(shown).toHaveCount(held.length + 1);
    for (const [at, row] of held.entries()) {
      const [code = "", title = ""] = wordsOf(row);
      await expect(shown.nth(at + 1)).toContainText(code);
      await expect(shown.nth(at + 1)).toContainText(title);
    }
    expect(held.map((row) => wordsOf(row)[1])).toEqual([second, first, third]);
    expect(held[0]?.[1]?.kind, "a title that looks like a formula").toBe("text");
    expect(held.map((row) => dayOf(row[2]))).toEqual(["2027-02-01", "2027-03-01", null]);
    expect(held[1]?.[4]).toEqual({ kind: "number", value: 1500.5 });
  });

  await test.step("the same as text, in the Romanian way", async () => {
    const text = await readFile(await (await choose(page, /^CSV/)).path(), "utf8");
    expect(text).toContain("Cod;Acțiune;Termen;Responsabil;Buget");
    expect(text).toContain("1500,50");
  });

  await test.step("a server that fails is asked again, and the page stays as it was", async () => {
    faults.expect(/\/exports\/table\.ods/);
    const failing = "**/exports/table.ods";
    await page.route(failing, (route) =>
      route.fulfill({
        status: 503,
        json: { errors: [{ message: "", extensions: { code: "UNAVAILABLE" } }] },
      }),
    );
    await page.getByRole("button", { name: "Exportați: Acțiuni" }).click();
    await page.getByRole("menuitem", { name: /^ODS/ }).click();
    const failure = page.getByRole("alert").filter({ hasText: "Fișierul nu a putut fi făcut." });
    await expect(failure).toBeVisible();
    await expect(page.getByRole("link", { name: first })).toBeVisible();
    await expectNoViolation(page, 1280);
    await page.setViewportSize({ width: 320, height: 640 });
    await expectNoSidewaysScroll(page);
    await expect(failure.getByRole("button", { name: "Reîncercați" })).toBeInViewport();
    await page.unroute(failing);
    const download = page.waitForEvent("download");
    await failure.getByRole("button", { name: "Reîncercați" }).click();
    expect((await download).suggestedFilename()).toMatch(/\.ods$/);
    await expect(failure).toHaveCount(0);
  });
});

test("an export that takes long can be left", async ({ browse, faults }) => {
  const page = await browse(people.quality);
  await page.goto("/i/ps6/actions");
  await expect(page.getByRole("button", { name: "Exportați: Acțiuni" })).toBeVisible();
  faults.expect(/ERR_ABORTED/);
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.route("**/exports/table.xlsx", async (route) => {
    await held;
    await route.abort().catch(() => {});
  });
  await page.getByRole("button", { name: "Exportați: Acțiuni" }).click();
  await page.getByRole("menuitem", { name: /^XLSX/ }).click();
  await expect(page.getByText("Se pregătește fișierul…").last()).toBeVisible();
  await page.getByRole("button", { name: "Renunțați" }).click();
  await expect(page.getByRole("button", { name: "Exportați: Acțiuni" })).toBeFocused();
  await expect(page.getByText("Exportul a fost oprit.")).toHaveCount(1);
  go();
});

test("every table gives a file with its columns", async ({ browse, api }) => {
  test.slow();
  const { plan } = await demonstrated(await api(people.quality));
  const pages: [string, string[]][] = [
    [
      people.quality,
      ["/?list=mine", "/?list=resolved", "/i/ps6/plans", "/i/ps6/actions"].concat(
        ["table&hide=none", "timeline&twin=table", "workload", "about&on=2026-10-01"].map(
          (view) => `/i/ps6/plans/${plan}?view=${view}`,
        ),
      ),
    ],
    [
      people.administrator,
      ["people", "units", "institutions", "journal?kind=plan_approved"].map((page) => `/i/ps6/admin/${page}`),
    ],
    [people.oversight, ["/m/sector-6/scorecard"]],
  ];
  for (const [person, addresses] of pages) {
    const page = await browse(person);
    for (const address of addresses) {
      await page.goto(address);
      const menus = page.getByRole("button", { name: /^Exportați: / });
      await expect(menus.first(), address).toBeVisible();
      for (let at = 0; at < (await menus.count()); at += 1) {
        // A menu closes when its page scrolls.
        await menus.nth(at).scrollIntoViewIfNeeded();
        await menus.nth(at).click();
        const download = page.waitForEvent("download");
        await page.getByRole("menuitem", { name: /^CSV/ }).click();
        const text = await readFile(await (await download).path(), "utf8");
        const [head = "", ...lines] = text.trim().split(/\r?\n/);
        expect(head.split(";").length, `${address}: ${head}`).toBeGreaterThan(2);
        expect(lines.length, address).toBeGreaterThan(0);
      }
    }
  }
});
