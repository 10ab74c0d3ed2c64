import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useErrorText } from "../../lib/api/useErrorText";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { purpose, setPurpose } from "../../lib/purpose";
import { signOut } from "../../lib/session/session";
import { useStore } from "../../lib/store";
import type { Viewer } from "../../lib/viewer";
import { Icon } from "../../ui/Icon";
import { IconAlertOctagon, IconBuildingBank, IconChevronDown, IconHelp, IconUser } from "../../ui/icons";
import { Menu } from "../../ui/overlay/Menu";
import { Bell } from "./Bell";
import styles from "./Header.module.css";
import { help } from "./Help";
import { keyHelp } from "./KeyHelp";
import { useLanguageAndScheme } from "./LanguageAndScheme";
import { PlaceSwitch } from "./PlaceSwitch";
import { PaletteButton } from "./palette/PaletteButton";
import type { ShellPlace } from "./Shell";
import { SignOutDialog } from "./SignOutDialog";
import { UnsentButton } from "./UnsentButton";
import { useUnsent } from "./unsent";
import { useOwnLanguage } from "./useOwnLanguage";
import { Wordmark } from "./Wordmark";

/** Name of the product, where one is, who one is. */
export function Header({ viewer, place }: { viewer: Viewer | null; place: ShellPlace }) {
  const { t } = useI18n("app");
  const { longDate } = useFormat();
  const navigate = useNavigate();
  const why = useStore(purpose);
  const unsent = useUnsent();
  const unsentCount = unsent.pending.length + unsent.drafts.length + unsent.files.length;
  const [isAsking, setAsking] = useState(false);
  const errorText = useErrorText();
  const ownLanguage = useOwnLanguage(viewer);
  const choices = useLanguageAndScheme(ownLanguage.choose);
  const until = place.membership?.expiresOn;

  return (
    <>
      <header className={`${styles.header} no-print`}>
        <Wordmark />
        {viewer !== null && <PlaceSwitch viewer={viewer} place={place} />}
        {place.municipality && (
          <span className={styles.mode}>
            <Icon of={IconBuildingBank} />
            {t("municipality.mode")}
          </span>
        )}
        {place.municipality && why !== null && (
          <span className={styles.mode}>
            {t("municipality.purpose", { purpose: why })}
            <button type="button" className={styles.change} onClick={() => setPurpose(null)}>
              {t("municipality.purpose.change")}
            </button>
          </span>
        )}
        {until && <span className={styles.mode}>{t("guest.until", { date: longDate(until) })}</span>}
        {viewer !== null && <PaletteButton />}
        {viewer !== null && <UnsentButton />}
        {viewer !== null && <Bell viewer={viewer} />}
        {viewer !== null && (
          <button
            type="button"
            className={styles.help}
            aria-label={t("help.open")}
            onClick={() => help.set(true)}
          >
            <Icon of={IconHelp} />
          </button>
        )}
        {viewer !== null && (
          <div className={styles.account}>
            <span role="status" className={styles.saving}>
              {ownLanguage.isBusy && t("language.saving")}
            </span>
            <Menu
              items={[
                { label: t("account.me"), onSelect: () => void navigate({ to: "/me" as string }) },
                { label: t("help.open"), onSelect: () => help.set(true) },
                { label: t("keys.open"), onSelect: () => keyHelp.set(true) },
                ...choices,
                { kind: "heading", label: viewer.account.email },
                {
                  label: t("account.signOut"),
                  onSelect: () => (unsentCount > 0 ? setAsking(true) : void signOut()),
                },
              ]}
              button={
                <>
                  <Icon of={IconUser} />
                  <span className="visually-hidden">{t("account.menu")}</span>
                  <span className={styles.name}>
                    {place.membership?.displayName ?? viewer.account.displayName}
                  </span>
                  <Icon of={IconChevronDown} size={16} />
                </>
              }
            />
          </div>
        )}
        {isAsking && <SignOutDialog count={unsentCount} onStay={() => setAsking(false)} />}
      </header>
      {ownLanguage.failed !== null && (
        <div role="alert" className={`${styles.failed} no-print`}>
          <Icon of={IconAlertOctagon} />
          <span>
            {t("language.failed")} {errorText(ownLanguage.failed)}
          </span>
          <button type="button" className={styles.change} onClick={ownLanguage.retry}>
            {t("unreachable.retry")}
          </button>
        </div>
      )}
    </>
  );
}
