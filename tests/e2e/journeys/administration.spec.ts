import { expect, test } from "../kit/journey.ts";
import { expectAccessible } from "../kit/looks.ts";
import { linkFor } from "../kit/mailbox.ts";
import { people, unique } from "../kit/product.ts";

const password = "o propoziție destul de lungă";

test("a role is composed, given, and changed for who holds it", async ({ browse }) => {
  test.setTimeout(120_000);
  const name = `Păstrător de planuri ${unique()}`;
  const email = `pastrator.${unique()}@ps6.example`;
  const admin = await browse(people.administrator);
  await admin.goto("/i/ps6/admin/roles");
  await admin.getByRole("button", { name: "Compuneți un rol" }).click();
  await admin.getByRole("button", { name: "Compuneți un rol" }).last().click();
  await expect(admin.getByRole("group", { name: "Aveți 2 lucruri de corectat" })).toBeVisible();
  await admin.getByLabel("Denumirea rolului").fill(name);
  await admin.getByRole("checkbox", { name: "consulta jurnalul", exact: false }).check();
  await expectAccessible(admin);
  await admin.setViewportSize({ width: 1280, height: 900 });
  await admin.getByRole("button", { name: "Compuneți un rol" }).last().click();
  const role = admin.getByRole("region", { name });
  await expect(role).toContainText("Nu îl are nimeni.");

  await admin.goto("/i/ps6/admin/people?edit=new");
  await admin.getByLabel("Adresa de e-mail").fill(email);
  await admin.getByLabel("Funcția", { exact: true }).fill("Arhivar");
  await admin.getByLabel("Rolul 1").selectOption({ label: name });
  await admin.getByRole("button", { name: "Trimiteți invitația" }).click();
  await expect(admin.getByRole("row").filter({ hasText: email })).toContainText(name);

  const keeper = await browse(null);
  await keeper.goto(await linkFor(keeper, email, /invita/i));
  await keeper.getByLabel("Alegeți o parolă").fill(password);
  await keeper.getByRole("button", { name: "Acceptați invitația" }).click();
  const rail = keeper.getByRole("navigation", { name: "Navigare principală" });
  await expect(rail.getByRole("link", { name: "Instituția" })).toBeVisible();
  await expect(rail.getByRole("link", { name: "Planuri" })).toHaveCount(0);

  await admin.goto("/i/ps6/admin/roles");
  await role.getByRole("button", { name: `Modificați: ${name}` }).click();
  await admin.getByRole("checkbox", { name: "consulta planuri" }).check();
  await expect(admin.getByText("1 persoană primește acces. Nimeni nu pierde acces.")).toBeVisible();
  await admin.getByRole("button", { name: "Salvați rolul" }).click();
  // The form has the role's name as its heading until it closes.
  await expect(admin.getByRole("button", { name: "Salvați rolul" })).toHaveCount(0);
  await expect(role).toContainText("consulta planuri");
  await expect(rail.getByRole("link", { name: "Planuri" })).toBeVisible({ timeout: 10_000 });
});

test("the city hall adds an institution, which asks for two-step sign-in, and retires it", async ({
  browse,
}) => {
  test.setTimeout(180_000);
  const slug = `muzeu-${unique()}`;
  const name = `Muzeul ${slug}`;
  const email = `administrator@${slug}.example`;
  const hall = await browse(people.administrator);
  await hall.goto("/i/ps6/admin/institutions?edit=new");
  await hall.getByLabel("Denumirea în română").fill(name);
  await hall.getByLabel("Denumirea scurtă").fill(slug.toUpperCase());
  await hall.getByLabel("Adresa în Calitas").fill("Un Muzeu");
  await hall.getByLabel("Adresa primului administrator").fill(email);
  await hall.getByRole("button", { name: "Adăugați o instituție" }).last().click();
  await expect(hall.getByRole("group", { name: "Aveți 1 lucru de corectat" })).toBeVisible();
  await hall.getByLabel("Adresa în Calitas").fill(slug);
  await hall.getByRole("button", { name: "Adăugați o instituție" }).last().click();
  await expect(hall.getByRole("row").filter({ hasText: name })).toBeVisible();

  const first = await browse(null);
  await first.goto(await linkFor(first, email, /invita/i));
  await first.getByLabel("Alegeți o parolă").fill(password);
  await first.getByRole("button", { name: "Acceptați invitația" }).click();
  await expect(first.getByRole("heading", { level: 1, name: "De făcut" })).toBeVisible();
  await first.goto(`/i/${slug}/admin/policies`);
  await expect(first.getByRole("link", { name: "Instituții", exact: true })).toHaveCount(0);
  await first.getByRole("radio", { name: /^Toată lumea/ }).check();
  await first.getByLabel("Obligatorie din").fill(today());
  await expectAccessible(first);
  await first.setViewportSize({ width: 1280, height: 900 });
  await first.getByRole("button", { name: "Salvați regula" }).click();
  const before = first.getByRole("heading", { level: 1, name: "Activați autentificarea în doi pași" });
  await expect(before).toBeVisible();
  await first.goto(`/i/${slug}/plans`);
  await expect(before).toBeVisible();
  await expectAccessible(first);

  await hall.getByRole("button", { name, exact: true }).click();
  await expectAccessible(hall);
  await hall.setViewportSize({ width: 1280, height: 900 });
  await hall.getByRole("button", { name: "Desființați instituția" }).click();
  const row = hall.getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("desființată din");
  await hall.getByRole("button", { name: "Anulați modificarea" }).click();
  await expect(row).not.toContainText("desființată din");
  await hall.getByRole("button", { name, exact: true }).click();
  await hall.getByRole("button", { name: "Desființați instituția" }).click();
  await expect(row).toContainText("desființată din");
});

/** Today in Bucharest, as people write it. */
function today(): string {
  const parts = new Intl.DateTimeFormat("ro-RO", {
    timeZone: "Europe/Bucharest",
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
  });
  return parts.format(new Date());
}
