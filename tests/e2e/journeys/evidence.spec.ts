import { deflateSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, test } from "../kit/journey.ts";
import { expectFocusKept, press, type } from "../kit/keyboard.ts";
import { expectAccessible, expectNoSidewaysScroll, expectNoViolation } from "../kit/looks.ts";
import { people } from "../kit/product.ts";
import { openUnsent } from "../kit/steps.ts";
import { anAction, aPlan } from "../kit/world.ts";

type File = { name: string; type: string; content: Buffer };

const pdf: File = {
  name: "Hotărârea 12.pdf",
  type: "application/pdf",
  content: Buffer.from(
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
      "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
  ),
};
const picture: File = { name: "Panou montat.png", type: "image/png", content: onePixel() };
const minutes: File = {
  name: "Proces-verbal lung.txt",
  type: "text/plain",
  content: Buffer.from("Proces-verbal al ședinței. ".repeat(120_000)),
};

test("evidence with two files that were dropped, looked at and saved", async ({ browse, api }) => {
  const page = await browse(people.quality);
  await page.goto(`/i/ps6/actions/${await action(await api(people.quality), "Acțiune cu dovezi")}`);
  await drop(page, [pdf, picture]);
  const form = page.getByRole("form", { name: "Dovadă nouă" });
  await expect(form.getByText("2 fișiere alese")).toBeVisible();
  await form.getByRole("textbox", { name: "Ce dovadă este" }).fill("Hotărârea de aprobare");
  await form.getByRole("textbox", { name: "Data dovezii" }).fill("5.11.2026");
  await form.getByRole("button", { name: "Atașați dovada" }).click();
  const evidence = page.getByRole("listitem").filter({ hasText: "Hotărârea de aprobare" }).first();
  await expect(evidence).toContainText("din 5 noiembrie 2026");
  await expect(evidence).toContainText("atașată de Responsabil cu managementul calității");
  for (const { name } of [pdf, picture]) {
    await expect(evidence.getByRole("button", { name: `Vedeți ${name}` })).toBeVisible();
  }

  await evidence.getByRole("button", { name: `Vedeți ${picture.name}` }).click();
  const shown = page.getByRole("dialog", { name: picture.name }).getByRole("img");
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  await page.keyboard.press("Escape");
  const answered = page.waitForResponse(/\/files\//);
  await evidence.getByRole("button", { name: `Vedeți ${pdf.name}` }).click();
  expect((await answered).headers()["content-type"]).toBe("application/pdf");
  await expect(page.getByRole("dialog", { name: pdf.name }).locator("iframe")).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Închideți" }).click();

  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    evidence.getByRole("button", { name: `Descărcați ${pdf.name}` }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe(pdf.name);
  const chunks = await (await saved.createReadStream()).toArray();
  expect(Buffer.concat(chunks).equals(pdf.content)).toBe(true);
  await expectAccessible(page);
});

test("the address of a file is worth nothing to anybody else", async ({ browse, api }) => {
  const page = await browse(people.quality);
  await page.goto(`/i/ps6/actions/${await action(await api(people.quality), "Acțiune cu o adresă furată")}`);
  await attach(page, "Dovada cu adresă", [picture]);
  const [request] = await Promise.all([
    page.waitForRequest(/\/files\//),
    page.getByRole("button", { name: `Vedeți ${picture.name}` }).click(),
  ]);
  expect((await page.request.get(request.url())).status(), "who may").toBe(200);
  const same = await browse(people.quality);
  const colleague = await browse(people.head);
  const stranger = await browse("calitate@pmbc.example");
  const nobody = await browse(null);
  for (const other of [same, colleague, stranger, nobody]) {
    expect((await other.request.get(request.url())).status()).toBe(404);
  }
});

test("an upload that is cut in the middle goes on by itself, also after a reload", async ({
  browse,
  api,
  faults,
}) => {
  faults.expect(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/);
  const page = await browse(people.quality);
  await page.goto(`/i/ps6/actions/${await action(await api(people.quality), "Acțiune cu o întrerupere")}`);
  const held = await holdAfter(page, 1);
  await attach(page, "Dovada trimisă pe bucăți", [minutes], "on its way");
  const progress = page.getByRole("progressbar", { name: `Cât s-a trimis din ${minutes.name}` });
  await held.reached;
  await expect(progress).toHaveAttribute("value", /^[1-9]/);

  await page.context().setOffline(true);
  held.release();
  await expect(page.getByText("Fără conexiune. Se trimite la reconectare.")).toBeVisible();
  const again = await holdAfter(page, 1);
  await page.context().setOffline(false);
  await again.reached;
  await page.getByRole("button", { name: `Opriți trimiterea: ${minutes.name}` }).click();
  await expect(page.getByText(/Oprit la/)).toBeVisible();
  again.release();
  await page.reload();
  await expect(page.getByRole("button", { name: `Descărcați ${minutes.name}` }).first()).toBeVisible();
  await expect(progress).toHaveCount(0);
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page
      .getByRole("button", { name: `Descărcați ${minutes.name}` })
      .first()
      .click(),
  ]);
  const chunks = await (await saved.createReadStream()).toArray();
  expect(Buffer.concat(chunks).equals(minutes.content)).toBe(true);
});

test("evidence chosen without a connection waits on the device and goes out from any page", async ({
  browse,
  api,
  faults,
}) => {
  faults.expect(/ERR_INTERNET_DISCONNECTED/);
  const quality = await api(people.quality);
  const id = await action(quality, "Acțiune fără semnal");
  const page = await browse(people.quality);
  await page.goto(`/i/ps6/actions/${id}`);
  await expect(page.getByRole("button", { name: "Atașați o dovadă" })).toBeVisible();
  await page.context().setOffline(true);
  await attach(page, "Panoul de pe teren", [picture], "on its way");
  const evidence = page.getByRole("listitem").filter({ hasText: "Panoul de pe teren" }).first();
  await expect(evidence).toContainText("Păstrată pe acest dispozitiv.");
  await expect(evidence).toContainText("Se trimite la reconectare.");
  const unsent = await openUnsent(page);
  const row = unsent.getByRole("listitem").filter({ hasText: picture.name });
  await expect(row).toContainText("PS6");
  await expect(row).toContainText("Așteaptă trimiterea");
  await expect(row).toContainText("dovada „Panoul de pe teren”");
  await expectNoViolation(page, 1280);
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(page);
  await expectNoViolation(page, 320);
  await page.close();

  await page.context().setOffline(false);
  const again = await page.context().newPage();
  await again.goto("/");
  const proof = async () => {
    const { planAction } = await quality.ask<{
      planAction: { evidence: { nodes: { title: string; files: { name: string }[] }[] } };
    }>("query ($id: ID!) { planAction(id: $id) { evidence(first: 9) { nodes { title files { name } } } } }", {
      id,
    });
    return planAction.evidence.nodes;
  };
  await expect
    .poll(proof, { timeout: 20_000 })
    .toEqual([{ title: "Panoul de pe teren", files: [{ name: picture.name }] }]);
  await expect(again.getByRole("button", { name: /^Netrimise/ })).toHaveCount(0);
});

test("evidence by keys alone: attached, refused, taken off and put back", async ({ browse, api }) => {
  const page = await browse(people.quality);
  await page.goto(`/i/ps6/actions/${await action(await api(people.quality), "Acțiune cu dovezi din taste")}`);
  // Listened for long before: the browser is told so by a message that the key could overtake.
  const choosing = page.waitForEvent("filechooser", { timeout: 30_000 });
  await press(page, page.getByRole("button", { name: "Atașați o dovadă" }));
  const form = page.getByRole("form", { name: "Dovadă nouă" });
  await expect(form.getByRole("button", { name: "Alegeți fișiere" })).toBeFocused();
  await page.keyboard.press("Enter");
  const chooser = await choosing;
  const fake = { name: "Pagină.pdf", type: "application/pdf", content: Buffer.from("<html></html>") };
  await chooser.setFiles(
    [pdf, fake].map(({ name, type, content }) => ({ name, mimeType: type, buffer: content })),
  );
  await type(page, form.getByRole("textbox", { name: "Ce dovadă este" }), "Dovada din taste");
  await press(page, form.getByRole("button", { name: "Atașați dovada" }));
  await expect(page.getByRole("button", { name: `Vedeți ${pdf.name}` })).toBeVisible();
  await expectFocusKept(page);
  const refused = page
    .getByRole("listitem")
    .filter({ hasText: "Conținutul fișierului nu corespunde numelui" });
  await expect(refused.first()).toBeVisible();
  await press(page, page.getByRole("button", { name: "Renunțați la Pagină.pdf" }));
  await expect(refused).toHaveCount(0);
  await expectFocusKept(page);

  await press(page, page.getByRole("button", { name: `Vedeți ${pdf.name}` }));
  await expect(page.getByRole("dialog", { name: pdf.name })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: `Vedeți ${pdf.name}` })).toBeFocused();
  await press(page, page.getByRole("button", { name: `Eliminați ${pdf.name}` }));
  await expect(page.getByRole("button", { name: `Vedeți ${pdf.name}` })).toHaveCount(0);
  await expectFocusKept(page);
  await press(page, page.getByRole("button", { name: "Anulați modificarea" }));
  await expect(page.getByRole("button", { name: `Vedeți ${pdf.name}` })).toBeVisible();
});

/** An action of a fresh plan, by its id. */
async function action(api: Parameters<typeof aPlan>[0], title: string): Promise<string> {
  return (await anAction(api, await aPlan(api, `Plan: ${title}`), title)).id;
}

async function attach(page: Page, title: string, files: File[], until = "arrived"): Promise<void> {
  await drop(page, files);
  await page.getByRole("textbox", { name: "Ce dovadă este" }).fill(title);
  await page.getByRole("button", { name: "Atașați dovada" }).click();
  if (until !== "arrived") return;
  for (const { name } of files) {
    await expect(page.getByRole("button", { name: `Descărcați ${name}` }).first()).toBeVisible();
  }
}

/** Lets files fall onto the evidence, as from the desktop. */
async function drop(page: Page, files: File[]): Promise<void> {
  const place = page.getByRole("region", { name: "Aici pot fi aduse fișiere" });
  await expect(place).toBeVisible();
  const dataTransfer = await page.evaluateHandle(
    (files) => {
      const transfer = new DataTransfer();
      for (const { name, type, content } of files) {
        const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type }));
      }
      return transfer;
    },
    files.map(({ name, type, content }) => ({ name, type, content: content.toString("base64") })),
  );
  for (const event of ["dragenter", "dragover", "drop"]) await place.dispatchEvent(event, { dataTransfer });
}

/** Lets so many chunks pass and holds the next one. */
async function holdAfter(page: Page, count: number) {
  let release = () => {};
  let reach = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  let passed = 0;
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.route(/\/uploads\//, async (route) => {
    if (route.request().method() !== "PATCH") return await route.continue();
    passed += 1;
    if (passed > count) {
      reach();
      await released;
    }
    await route.continue().catch(() => undefined);
  });
  return { reached, release };
}

/** The smallest picture there is. */
function onePixel(): Buffer {
  const chunk = (kind: string, content: Buffer) => {
    const named = Buffer.concat([Buffer.from(kind), content]);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(content.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([size, named, sum]);
  };
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    chunk("IDAT", deflateSync(Buffer.from([0, 90]))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function crc32(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}
