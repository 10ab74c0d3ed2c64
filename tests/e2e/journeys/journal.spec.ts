import { readFile } from "node:fs/promises";
import { expect, test } from "../kit/journey.ts";
import { expectAccessible } from "../kit/looks.ts";
import { people } from "../kit/product.ts";

test("an administrator finds an entry, has the chain verified and takes it out as a file", async ({
  browse,
}) => {
  const page = await browse(people.administrator);
  await page.goto("/i/ps6/admin/people");
  await page.getByRole("link", { name: "Jurnal" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Jurnal" })).toBeFocused();

  await test.step("verify", async () => {
    await page.getByRole("button", { name: "Verificați acum" }).click();
    const chain = page.getByRole("main").getByText(/Lanțul este intact până la poziția [\d.]+, verificat la/);
    await expect(chain).toBeVisible();
    await page.reload();
    await expect(chain).toBeVisible();
  });

  await test.step("filter by kind of thing, open what changed", async () => {
    await page.goto("/i/ps6/admin/journal?type=plan&kind=plan_approved");
    const entries = page.getByRole("listitem").filter({ hasText: "Planul a fost aprobat" });
    await expect(entries.first()).toBeVisible();
    await entries.first().getByText(/valor/).click();
    await expect(entries.first().getByText("Starea", { exact: true })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("export what is filtered", async () => {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Descărcați ca dovadă (CSV)" }).click();
    const text = await readFile(await (await download).path(), "utf8");
    expect(text.split("\r\n")[0]).toContain("Poziție;Data și ora");
    expect(text).toContain("Planul a fost aprobat;plan_approved;plan;");
    expect(text).not.toContain("plan_action");
    await page.goto("/i/ps6/admin/journal?kind=journal_exported");
    await expect(
      page.getByRole("listitem").filter({ hasText: "Jurnalul a fost exportat" }).first(),
    ).toBeVisible();
  });
});

test("a plan is read as it stood on a day, with what changed since", async ({ browse }) => {
  const page = await browse(people.quality);
  await page.goto("/i/ps6/plans");
  await page.getByRole("table").getByRole("link").first().click();
  await page.getByRole("link", { name: "Despre" }).click();
  await page.getByLabel("Starea la sfârșitul zilei").fill("01.10.2026");
  await page.getByRole("button", { name: "Arătați starea" }).click();
  await expect(page.getByRole("heading", { name: /^Starea la 1 octombrie 2026/ })).toBeFocused();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Înapoi la planul de acum" }).click();
  await expect(page.getByRole("heading", { name: "Starea la o dată" })).toBeVisible();
});
