import { expect, test } from "../kit/journey.ts";
import { linkFor } from "../kit/mailbox.ts";
import { password, people } from "../kit/product.ts";
import { signIn } from "../kit/steps.ts";

test("a person signs in after a wrong password and signs out", async ({ browse, faults }) => {
  const page = await browse(null);
  await page.goto("/i/ps6/plans");
  await expect(page.getByRole("heading", { level: 1, name: "Autentificare" })).toBeVisible();

  await signIn(page, people.quality, "alta-parola-cu-totul");
  await expect(page.getByRole("link", { name: "Adresa sau parola nu este corectă" })).toBeVisible();
  await expect(page.getByLabel("Adresa de e-mail")).toHaveValue(people.quality);

  await signIn(page, people.quality, password);
  await expect(page.getByRole("heading", { level: 1, name: "Planuri" })).toBeVisible();
  await expect(page).toHaveURL(/\/i\/ps6\/plans$/);
  await expect(page).toHaveTitle("Planuri · PS6 · Calitas");

  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Planuri" })).toBeVisible();

  // What the page was still asking when the session ended is refused.
  faults.expect(/\b401\b.*graphql/);
  await page.getByRole("button", { name: "Contul:" }).click();
  await page.getByRole("menuitem", { name: "Ieșiți din cont" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Autentificare" })).toBeVisible();
  await page.goto("/me");
  await expect(page.getByRole("heading", { level: 1, name: "Autentificare" })).toBeVisible();
});

test("signing out everywhere closes the other browser too", async ({ browse, faults }) => {
  faults.expect(/\b401\b.*graphql/);
  const [here, there] = [await browse("calitate@pmbc.example"), await browse("calitate@pmbc.example")];
  await there.goto("/");
  await here.goto("/me");
  await here.getByRole("button", { name: "Ieșiți din cont peste tot" }).click();
  const question = here.getByRole("dialog", { name: "Ieșiți din cont peste tot" });
  await question.getByRole("button", { name: "Ieșiți din cont peste tot" }).click();
  await expect(here.getByRole("heading", { level: 1, name: "Autentificare" })).toBeVisible();

  await there.reload();
  await expect(there.getByRole("heading", { level: 1, name: "Autentificare" })).toBeVisible();
});

test("a forgotten password is replaced through the mail, in English", async ({ browse }) => {
  const email = "secretariat@pmbc.example";
  const page = await browse(null);
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Limba și lumina" }).click();
  await page.getByRole("menuitemradio", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");

  await page.getByRole("link", { name: "I have forgotten my password" }).click();
  // The door has a field of the same name.
  await expect(page.getByRole("heading", { level: 1, name: "New password" })).toBeVisible();
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Check your messages" })).toBeVisible();

  const link = await linkFor(page, email, /parol|password/i);
  await page.goto(link);
  await page.getByLabel("New password").fill("prea scurt");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByRole("group", { name: "1 thing to correct" })).toBeFocused();

  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "The password was changed" })).toBeVisible();

  await page.goto(link);
  await page.getByLabel("New password").fill(`${password}-2`);
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByRole("link", { name: "Ask for another link" })).toBeVisible();

  await page.goto("/sign-in");
  await signIn(page, email, password, "en");
  await expect(page.getByRole("heading", { level: 1, name: "To do" })).toBeVisible();
});

test("the language is kept with the account and on the device", async ({ browse, api }) => {
  const email = "sef.audit@pmbc.example";
  const page = await browse(email);
  await page.goto("/");
  await page.getByRole("button", { name: "Contul:" }).click();
  await page.getByRole("menuitemradio", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "To do" })).toBeVisible();

  const account = await api(email);
  const query = "{ viewer { account { language } } }";
  const language = async () =>
    (await account.ask<{ viewer: { account: { language: string } } }>(query)).viewer.account.language;
  await expect.poll(language).toBe("EN");
  const other = await browse(email);
  await other.goto("/");
  await expect(other.locator("html")).toHaveAttribute("lang", "en");

  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "To do" })).toBeVisible();
  await expect(page).toHaveTitle(/^To do/);

  await other.getByRole("button", { name: "Account:" }).click();
  await other.getByRole("menuitemradio", { name: "Română" }).click();
  await expect(other.getByRole("heading", { level: 1, name: "De făcut" })).toBeVisible();
});

test("a language that cannot be kept is told; what was typed stays when it changes", async ({
  browse,
  faults,
}) => {
  faults.expect(/ERR_INTERNET_DISCONNECTED/, /WebSocket/);
  const page = await browse("secretariat@pmbc.example");
  await page.goto("/me");
  const name = page.getByRole("textbox", { name: /^Numele/ });
  await name.fill("Nume scris pe jumătate");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Contul:" }).click();
  await page.getByRole("menuitemradio", { name: "English" }).click();
  const failure = page.getByRole("alert").filter({ hasText: "Limba nu s-a schimbat." });
  await expect(failure).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "ro");

  await page.context().setOffline(false);
  await failure.getByRole("button", { name: "Reîncercați" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(failure).toHaveCount(0);
  await expect(page.getByRole("textbox", { name: /name/i })).toHaveValue("Nume scris pe jumătate");

  await page.getByRole("button", { name: "Account:" }).click();
  await page.getByRole("menuitemradio", { name: "Română" }).click();
  await expect(name).toHaveValue("Nume scris pe jumătate");
});
