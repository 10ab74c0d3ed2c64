import { TextInput } from "@mantine/core";
import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useId, useRef, useState } from "react";
import { folded } from "../../lib/format/search";
import { useI18n } from "../../lib/i18n";
import { localName, type Viewer } from "../../lib/viewer";
import { Icon } from "../../ui/Icon";
import { IconBuilding, IconBuildingBank, IconChevronDown } from "../../ui/icons";
import styles from "./PlaceSwitch.module.css";
import type { ShellPlace } from "./Shell";
import { sameModule } from "./sameModule";

/** The institution one works in, and the way to the others: each with one's function and number of duties there. */
export function PlaceSwitch({ viewer, place }: { viewer: Viewer; place: ShellPlace }) {
  const { t } = useI18n("app");
  const path = useLocation({ select: (location) => location.pathname });
  const [isOpen, setOpen] = useState(false);
  const [wanted, setWanted] = useState("");
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const id = useId();
  const memberships = viewer.memberships.filter(({ isActive }) => isActive);
  const overviews = viewer.municipalities.filter(({ viewerCan }) => viewerCan.readReleased.allowed);
  const current = place.municipality ?? place.membership?.tenant;

  useEffect(() => {
    if (!isOpen) return;
    root.current?.querySelector<HTMLElement>("input, a")?.focus();
    const onOutside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", onOutside);
    document.addEventListener("focusin", onOutside);
    return () => {
      document.removeEventListener("pointerdown", onOutside);
      document.removeEventListener("focusin", onOutside);
    };
  }, [isOpen]);

  if (current === undefined) return null;
  const shortName = "shortName" in current ? current.shortName : null;
  const name = (
    <>
      <Icon of={place.municipality ? IconBuildingBank : IconBuilding} />
      <span className={styles.current}>
        {shortName && <strong>{shortName} </strong>}
        <span className={styles.full}>{localName(current)}</span>
      </span>
    </>
  );
  if (memberships.length + overviews.length < 2) return <div className={styles.button}>{name}</div>;

  const matches = (text: string) => folded(text).includes(folded(wanted));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is for the whole group
    <div
      ref={root}
      className={styles.switch}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen) return;
        setOpen(false);
        trigger.current?.focus();
      }}
    >
      <button
        ref={trigger}
        type="button"
        className={styles.button}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <span className="visually-hidden">{t("place.switch")}</span>
        {name}
        <Icon of={IconChevronDown} size={16} />
      </button>
      {isOpen && (
        <div id={id} className={styles.panel}>
          {memberships.length > 5 && (
            <TextInput
              label={t("place.search")}
              value={wanted}
              onChange={(event) => setWanted(event.currentTarget.value)}
            />
          )}
          <ul className={styles.list}>
            {memberships
              .filter(({ tenant }) => matches(`${tenant.shortName} ${localName(tenant)}`))
              .map(({ id: key, tenant, displayName }) => (
                <li key={key}>
                  <Link
                    to={sameModule(path, tenant.slug)}
                    aria-current={current === tenant ? "true" : undefined}
                    onClick={() => setOpen(false)}
                  >
                    <strong>{tenant.shortName}</strong> {localName(tenant)}
                    <span className={styles.meta}>
                      {displayName}
                      {tenant.viewerTodoCount > 0 &&
                        ` · ${t("place.todos", { count: tenant.viewerTodoCount })}`}
                    </span>
                  </Link>
                </li>
              ))}
            {overviews
              .filter((one) => matches(localName(one)))
              .map((one) => (
                <li key={one.id}>
                  <Link
                    to={`/m/${one.slug}/scorecard`}
                    aria-current={current === one ? "true" : undefined}
                    onClick={() => setOpen(false)}
                  >
                    {localName(one)}
                    <span className={styles.meta}>{t("place.municipality")}</span>
                  </Link>
                </li>
              ))}
          </ul>
        </div>
      )}
    </div>
  );
}
