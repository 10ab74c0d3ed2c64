import { expect, test } from "../kit/journey.ts";
import { expectAccessible } from "../kit/looks.ts";
import { people } from "../kit/product.ts";

test("the development programme stands among the forms of the year and comes as a file", async ({
  browse,
}) => {
  const page = await browse(people.secretariat);
  await page.goto("/i/ps6/control/latest/forms");
  await expect(page.getByRole("heading", { level: 2, name: "Programul de dezvoltare" })).toBeVisible();
  const programme = page.getByRole("listitem").filter({ hasText: "PD-" }).first();
  await expect(programme.getByRole("link", { name: /^PD-\d{4}-\d+ Program de dezvoltare/ })).toBeVisible();
  for (const format of ["PDF", "DOCX", "XLSX"]) {
    const coming = page.waitForEvent("download");
    await programme
      .getByRole("button", { name: new RegExp(`^${format}, descărcați: Programul de dezvoltare`) })
      .click();
    const name = (await coming).suggestedFilename();
    expect(name).toMatch(new RegExp(`^Program de dezvoltare.*\\.${format.toLowerCase()}$`));
  }
  await expectAccessible(page);
});
