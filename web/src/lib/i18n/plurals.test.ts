import { setupI18n } from "@lingui/core";
import { describe, expect, it } from "vitest";
import en from "../../ui/locales/en.json";
import ro from "../../ui/locales/ro.json";

const i18n = setupI18n({ locale: "ro", messages: { ro: ro as never, en: en as never } });
const said = (locale: "ro" | "en", key: string, count: number) => {
  i18n.activate(locale);
  return i18n._(`ui.${key}`, { count });
};

describe("plural forms", () => {
  it.each([
    [1, "Aveți 1 lucru de corectat"],
    [2, "Aveți 2 lucruri de corectat"],
    [19, "Aveți 19 lucruri de corectat"],
    [20, "Aveți 20 de lucruri de corectat"],
    [101, "Aveți 101 lucruri de corectat"],
    [120, "Aveți 120 de lucruri de corectat"],
    [1000, "Aveți 1000 de lucruri de corectat"],
  ])("follow Romanian at %i", (count, text) => {
    expect(said("ro", "form.toCorrect", count).replace("1.000", "1000")).toBe(text);
  });

  it("take „few” for zero", () => {
    expect(said("ro", "save.waiting", 0)).toBe("0 modificări așteaptă trimiterea.");
  });

  it.each([
    [1, "1 thing to correct"],
    [2, "2 things to correct"],
    [101, "101 things to correct"],
  ])("follow English at %i", (count, text) => {
    expect(said("en", "form.toCorrect", count)).toBe(text);
  });

  it("make verbs agree", () => {
    expect(said("ro", "save.waiting", 1)).toBe("1 modificare așteaptă trimiterea.");
    expect(said("ro", "save.refused", 1)).toBe("1 valoare trebuie corectată");
    expect(said("ro", "save.refused", 20)).toBe("20 de valori trebuie corectate");
  });
});
