import { useLocation, useParams } from "@tanstack/react-router";
import { createContext, type ReactNode, useEffect, useRef } from "react";
import { useFormat } from "../../lib/format/useFormat";
import { useI18n } from "../../lib/i18n";
import { noteVisit } from "../../lib/recent";
import { SaveIndicator } from "../state/SaveIndicator";
import { Breadcrumbs } from "./Breadcrumbs";
import styles from "./Page.module.css";
import { type Crumb, usePlace } from "./place";
import { useKeptFocus } from "./useKeptFocus";

type Props = {
  /** The one h1 of the page; also the tab title. */
  title: string;
  /** Crumbs between the institution and this page. */
  crumbs?: Crumb[];
  /** Short code before the title („A-12”). */
  code?: string | null | undefined;
  /** Status, deadline, count: one line under the title. */
  meta?: ReactNode;
  /** The next step and what else may be done, right of the title. */
  actions?: ReactNode;
  /** Its fields save themselves: the page says where what was typed is. */
  isAutosaved?: boolean;
  /** Long texts read better narrow, tables wide. */
  width?: "text" | "wide";
  children: ReactNode;
};

/** Whether a page with its heading already stands around a part. */
export const InsidePage = createContext(false);

let isFirstPage = true;

/** The frame of every page: crumbs, one h1 that takes the focus after navigation, actions, content. */
export function Page({
  title,
  crumbs = [],
  code,
  meta,
  actions,
  isAutosaved,
  width = "wide",
  children,
}: Props) {
  const { t } = useI18n("ui");
  const { shortInstant } = useFormat();
  const place = usePlace();
  const heading = useRef<HTMLHeadingElement>(null);
  const path = useLocation({ select: (location) => location.pathname });
  useKeptFocus(heading);
  const fullTitle = code ? `${code} ${title}` : title;

  useEffect(() => {
    document.title = [fullTitle, place.shortName, "Calitas"].filter(Boolean).join(" · ");
  }, [fullTitle, place.shortName]);

  // A thing has a code and its id in the address; lists and forms are found in the menu anyway.
  const { id } = useParams({ strict: false }) as { id?: string };
  const isThing = Boolean(code) && id !== undefined;
  useEffect(() => {
    if (isThing) noteVisit({ title: fullTitle, place: place.shortName, to: path });
  }, [isThing, fullTitle, place.shortName, path]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves when the address does
  useEffect(() => {
    if (!isFirstPage) heading.current?.focus({ preventScroll: true });
    isFirstPage = false;
  }, [path]);

  return (
    <div className={styles.page} data-width={width}>
      <div className={styles.top}>
        <Breadcrumbs crumbs={[...place.crumbs, ...crumbs]} />
        {isAutosaved && <SaveIndicator />}
      </div>
      <p className="only-print small">
        {[place.shortName, t("print.at", { at: shortInstant(new Date()) })].filter(Boolean).join(" · ")}
      </p>
      <header className={styles.header}>
        <div className={styles.title}>
          <h1 ref={heading} tabIndex={-1}>
            {code && <span className={styles.code}>{code}</span>}
            {title}
          </h1>
          {meta && <div className={styles.meta}>{meta}</div>}
        </div>
        {actions && <div className={`${styles.actions} no-print`}>{actions}</div>}
      </header>
      <InsidePage value>{children}</InsidePage>
    </div>
  );
}
