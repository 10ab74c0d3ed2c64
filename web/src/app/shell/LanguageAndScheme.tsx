import { useMantineColorScheme } from "@mantine/core";
import { chooseLanguage, useI18n } from "../../lib/i18n";
import type { Language } from "../../lib/i18n/language";
import { Icon } from "../../ui/Icon";
import { IconChevronDown } from "../../ui/icons";
import { Menu, type MenuItem } from "../../ui/overlay/Menu";

/** Language and light as choices of a menu. Without an account the language is a choice of this device. */
export function useLanguageAndScheme(
  choose: (language: Language) => void = (language) => void chooseLanguage(language),
): MenuItem[] {
  const { t, language } = useI18n("app");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const languages = [
    { code: "ro", name: "Română" },
    { code: "en", name: "English" },
  ] as const;
  return [
    { kind: "heading", label: t("language") },
    ...languages.map(({ code, name }) => ({
      kind: "choice" as const,
      label: name,
      lang: code,
      isChosen: language === code,
      onSelect: () => choose(code),
    })),
    { kind: "heading", label: t("scheme") },
    ...(["auto", "light", "dark"] as const).map((scheme) => ({
      kind: "choice" as const,
      label: t(`scheme.${scheme}`),
      isChosen: colorScheme === scheme,
      onSelect: () => setColorScheme(scheme),
    })),
  ];
}

/** The same before sign-in, as one button. */
export function LanguageAndScheme() {
  const { t, language } = useI18n("app");
  const items = useLanguageAndScheme();
  return (
    <Menu
      items={items}
      button={
        <>
          <span className="visually-hidden">{t("languageAndScheme")}</span>
          {language.toUpperCase()}
          <Icon of={IconChevronDown} size={16} />
        </>
      }
    />
  );
}
