import { Outlet } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useI18n } from "../../lib/i18n";
import { PlaceContext } from "../../ui/layout/place";
import { LiveRegion } from "../../ui/state/LiveRegion";
import { OfflineBar } from "../../ui/state/OfflineBar";
import styles from "./Door.module.css";
import { Help, help } from "./Help";
import { LanguageAndScheme } from "./LanguageAndScheme";
import { SkipLink } from "./SkipLink";
import { Wordmark } from "./Wordmark";

/** The frame of the pages before sign-in: name, one column, language and light. */
export function Door({ children }: { children?: ReactNode }) {
  const { t } = useI18n("app");
  return (
    <PlaceContext value={{ shortName: null, crumbs: [] }}>
      <SkipLink />
      <div className={styles.door}>
        <header className={styles.header}>
          <Wordmark />
          <LanguageAndScheme />
        </header>
        <OfflineBar />
        <main id="main" tabIndex={-1} className={styles.main}>
          {children ?? <Outlet />}
        </main>
        <footer className={`${styles.footer} small no-print`}>
          <a href="/accessibility">{t("footer.accessibility")}</a>
          <button type="button" onClick={() => help.set(true)}>
            {t("help.open")}
          </button>
        </footer>
      </div>
      <Help />
      <LiveRegion />
    </PlaceContext>
  );
}
