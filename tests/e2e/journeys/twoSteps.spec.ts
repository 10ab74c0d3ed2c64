import type { Page } from "@playwright/test";
import type { Api } from "../kit/api.ts";
import { expect, test } from "../kit/journey.ts";
import { expectAccessible } from "../kit/looks.ts";
import { linkFor } from "../kit/mailbox.ts";
import { oneTimeCode } from "../kit/oneTimeCode.ts";
import { people, unique } from "../kit/product.ts";
import { signIn } from "../kit/steps.ts";
import { tenant } from "../kit/world.ts";

const password = "o propoziție destul de lungă";

test("a person turns two-step sign-in on, then enters with a code and with a recovery code", async ({
  browse,
  api,
}) => {
  test.setTimeout(180_000);
  const email = `doi.pasi.${unique()}@ps6.example`;
  const page = await browse(null);
  await newcomer(page, await api(people.administrator), email);

  await page.goto("/me");
  const section = page.getByRole("region", { name: "Autentificarea în doi pași" });
  await section.getByRole("button", { name: "Activați" }).click();
  await section.getByLabel("Parola actuală").fill(`${password}?`);
  await section.getByRole("button", { name: "Continuați" }).click();
  await expect(section.getByRole("group", { name: "Aveți 1 lucru de corectat" })).toBeVisible();
  await section.getByLabel("Parola actuală").fill(password);
  await section.getByRole("button", { name: "Continuați" }).click();

  await expect(section.getByRole("img", { name: /^Codul QR/ })).toBeVisible();
  await expectAccessible(page);
  const key = (await section.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent()) ?? "";
  await section.getByLabel("Codul afișat de aplicație").fill(oneTimeCode(key));
  await section.getByRole("button", { name: "Confirmați codul" }).click();
  await expect(section.getByRole("heading", { name: "Coduri de rezervă" })).toBeFocused();
  const codes = await section.getByRole("listitem").allTextContents();
  expect(codes).toHaveLength(10);
  await expectAccessible(page);
  await section.getByRole("button", { name: "Am păstrat codurile" }).click();
  await expect(section.getByText("Au rămas 10 coduri de rezervă.")).toBeVisible();

  const second = await browse(null);
  await second.goto("/sign-in");
  await signIn(second, email, password);
  await expect(second.getByLabel("Codul de autentificare")).toBeFocused();
  await expectAccessible(second);
  await enter(second, "000000");
  await expect(second.getByRole("group", { name: "Aveți 1 lucru de corectat" })).toBeVisible();
  await enter(second, oneTimeCode(key, 1));
  await expect(second.getByRole("heading", { level: 1, name: "De făcut" })).toBeVisible();

  const third = await browse(null);
  await third.goto("/sign-in");
  await signIn(third, email, password);
  await enter(third, codes[0] ?? "");
  await expect(third.getByRole("heading", { level: 1, name: "De făcut" })).toBeVisible();
  await third.goto("/me");
  await expect(third.getByText("Au rămas 9 coduri de rezervă.")).toBeVisible();
});

test("an administrator resets the second step of who lost the phone", async ({ browse, api, faults }) => {
  // The reset ends the person's sessions, also the one of the page that is still open.
  faults.expect(/\b401\b.*graphql/);
  const email = `telefon.${unique()}@ps6.example`;
  const administrator = await api(people.administrator);
  const page = await browse(null);
  await newcomer(page, administrator, email);
  await page.goto("/me");
  const section = page.getByRole("region", { name: "Autentificarea în doi pași" });
  await section.getByRole("button", { name: "Activați" }).click();
  await section.getByLabel("Parola actuală").fill(password);
  await section.getByRole("button", { name: "Continuați" }).click();
  const key = (await section.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent()) ?? "";
  await section.getByLabel("Codul afișat de aplicație").fill(oneTimeCode(key));
  await section.getByRole("button", { name: "Confirmați codul" }).click();
  await section.getByRole("button", { name: "Am păstrat codurile" }).click();

  const admin = await browse(people.administrator);
  await admin.goto(`/i/ps6/admin/people?text=${encodeURIComponent(functionOf(email))}`);
  await admin.getByRole("button", { name: `Acțiuni pentru ${functionOf(email)}` }).click();
  await admin.getByRole("menuitem", { name: "Modificați" }).click();
  await admin.getByRole("button", { name: "Resetați al doilea pas" }).click();
  const question = admin.getByRole("dialog", { name: /^Resetați al doilea pas/ });
  await question.getByRole("button", { name: "Resetați al doilea pas" }).click();
  await expect(admin.getByRole("button", { name: "Resetați al doilea pas" })).toHaveCount(0);

  await page.goto("/sign-in");
  await signIn(page, email, password);
  await expect(page.getByRole("heading", { level: 1, name: "De făcut" })).toBeVisible();
});

async function enter(page: Page, code: string): Promise<void> {
  await page.getByLabel("Codul de autentificare").fill(code);
  await page.getByRole("button", { name: "Autentificați-vă" }).click();
}

/** The function of a new person: nobody else has it. */
function functionOf(email: string): string {
  return `Referent ${email.split("@")[0]}`;
}

/** Somebody new, signed in on the page. */
async function newcomer(page: Page, administrator: Api, email: string): Promise<void> {
  const { id } = await tenant(administrator);
  const input = { tenantId: id, email, displayName: functionOf(email), roles: [{ role: "READER" }] };
  await administrator.change("inviteMember", input, "invitation { id }");
  await page.goto(await linkFor(page, email, /invita/i));
  await page.getByLabel("Alegeți o parolă").fill(password);
  await page.getByRole("button", { name: "Acceptați invitația" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "De făcut" })).toBeVisible();
}
