import { expect, test } from "../kit/journey.ts";
import { expectAccessible } from "../kit/looks.ts";
import { people } from "../kit/product.ts";
import { demonstrated } from "../kit/world.ts";

test("a plan leaves the house as PDF, Word and Excel, as approved, as it is now, and as a report", async ({
  browse,
  api,
}) => {
  test.setTimeout(180_000);
  const { plan } = await demonstrated(await api(people.quality));
  const page = await browse(people.quality);
  await page.goto(`/i/ps6/plans/${plan}`);
  await page.getByRole("button", { name: "Alte posibilități" }).first().click();
  await page.getByRole("menuitem", { name: "Descărcați documente" }).click();
  const dialog = page.getByRole("dialog", { name: /^Documentele planului/ });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  for (const [report, part] of [
    [/^Planul aprobat, versiunea/, / v\d+\./],
    [/^Planul cum este acum/, / proiect\./],
    [/^Raport de monitorizare/, / monitorizare .*\./],
  ] as const) {
    for (const [format, ending, first] of [
      [/^PDF/, "pdf", "%PDF"],
      [/^DOCX/, "docx", "PK"],
      [/^XLSX/, "xlsx", "PK"],
    ] as const) {
      await test.step(`${report}, ${ending}`, async () => {
        await dialog.getByRole("radio", { name: report }).check();
        await dialog.getByRole("radio", { name: format }).check();
        const [file] = await Promise.all([
          page.waitForEvent("download", { timeout: 60_000 }),
          dialog.getByRole("button", { name: "Descărcați" }).click(),
        ]);
        expect(file.suggestedFilename()).toMatch(part);
        expect(file.suggestedFilename()).toMatch(new RegExp(`\\.${ending}$`));
        const chunks = await (await file.createReadStream()).toArray();
        expect(Buffer.concat(chunks).subarray(0, first.length).toString("latin1")).toBe(first);
        if (process.env.CALITAS_KEEP !== undefined)
          await file.saveAs(`${process.env.CALITAS_KEEP}/${file.suggestedFilename()}`);
      });
    }
  }
});

test("the administrator gives the documents a head, and sees it before anybody else does", async ({
  browse,
}) => {
  const page = await browse(people.administrator);
  await page.goto("/i/ps6/admin/institution");
  const section = page.getByRole("region", { name: "Antetul documentelor" });
  const paper = section.getByRole("figure");
  const contact = section.getByLabel(/^Adresă și contact/);
  const before = await contact.inputValue();
  await contact.fill(`${before}\nwww.probă.example`);
  await expect(paper).toContainText("www.probă.example");
  const choose = section.getByRole("button", { name: "Alegeți altă imagine" });
  const chosen = async (name: string, mimeType: string, content: string) => {
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), choose.click()]);
    await chooser.setFiles({ name, mimeType, buffer: Buffer.from(content) });
  };
  await chosen("stema.png", "image/png", "nu este o imagine");
  await expect(section.getByRole("link", { name: /^Imaginea nu poate fi citită/ })).toBeVisible();
  const square = `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><path d="M0 0h60v60H0z"/></svg>`;
  await chosen("stema.svg", "image/svg+xml", square);
  await section.getByLabel("Ce arată sigla").fill("Un pătrat");
  await expect(paper.getByRole("img", { name: "Un pătrat" })).toBeVisible();
  await expectAccessible(page);
  await section.getByRole("button", { name: "Salvați antetul" }).click();
  await expect(section.getByText("Antetul a fost salvat")).toBeVisible();
  await page.reload();
  await expect(contact).toHaveValue(/www\.probă\.example$/);
  await contact.fill(before);
  await section.getByRole("button", { name: "Salvați antetul" }).click();
  await expect(section.getByText("Antetul a fost salvat")).toBeVisible();
  await page.reload();
  await expect(paper.getByRole("img", { name: "Un pătrat" })).toBeVisible();
  await expect(paper).not.toContainText("www.probă.example");
});
