import { TextInput } from "@mantine/core";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { shortest } from "../../../features/search/hits";
import { announce } from "../../../lib/announce";
import { useI18n } from "../../../lib/i18n";
import { useOnline } from "../../../lib/online";
import { recentVisits } from "../../../lib/recent";
import type { Viewer } from "../../../lib/viewer";
import { Dialog } from "../../../ui/overlay/Dialog";
import { help } from "../Help";
import { keyHelp } from "../KeyHelp";
import type { ShellPlace } from "../Shell";
import { type Command, commandsFor } from "./commands";
import { matching } from "./matching";
import styles from "./Palette.module.css";
import { PaletteList } from "./PaletteList";
import { useFound } from "./useFound";

type Props = { viewer: Viewer; place: ShellPlace; onClose: () => void };

/** One field that finds pages, things and acts; the list below it follows the words and is walked with the arrows. */
export function PaletteDialog({ viewer, place, onClose }: Props) {
  const { t } = useI18n("app");
  const { t: plan } = useI18n("plan");
  const { t: tenancy } = useI18n("tenancy");
  const { isOnline } = useOnline();
  const navigate = useNavigate();
  const path = useLocation({ select: (location) => location.pathname });
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const [visits] = useState(recentVisits);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const found = useFound(text);
  const known = commandsFor(
    { viewer, place, path, visits: visits.filter(({ to }) => to !== path) },
    { app: t, plan, tenancy },
    { openHelp: () => help.set(true), openKeys: () => keyHelp.set(true) },
  );
  const words = text.trim();
  const isSearch = words.length >= shortest;
  const all: Command = {
    id: "found all",
    group: "found",
    label: t("palette.all", { text: words }),
    to: `/search?q=${encodeURIComponent(words)}`,
  };
  const shown = [...matching(known, text), ...found.commands, ...(isSearch && isOnline ? [all] : [])];
  const current = shown[Math.min(at, shown.length - 1)];
  const count = shown.filter(({ id }) => id !== all.id).length;

  useEffect(() => {
    if (words === "" || found.isSearching) return;
    const timer = setTimeout(() => announce(t("palette.count", { count })), 500);
    return () => clearTimeout(timer);
  }, [words, count, found.isSearching, t]);

  function choose(command: Command | undefined) {
    if (command === undefined) return;
    onClose();
    if ("to" in command) void navigate({ href: command.to });
    else command.run();
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined && shown.length > 0) {
      event.preventDefault();
      const next = Math.abs(step) === 1 ? (at + step + shown.length) % shown.length : at + step;
      setAt(Math.max(0, Math.min(next, shown.length - 1)));
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(current);
    }
  }

  return (
    <Dialog title={t("palette.title")} onClose={onClose} focus={input}>
      <TextInput
        ref={input}
        aria-label={t("palette.title")}
        description={t("palette.help")}
        inputWrapperOrder={["input", "description"]}
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current && `${id}-${shown.indexOf(current)}`}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <PaletteList id={id} commands={shown} current={current} onChoose={choose} />
      <p className={`${styles.note} small muted`}>
        {found.isSearching
          ? t("palette.searching")
          : found.error !== null
            ? t("palette.failed")
            : !isOnline
              ? t("palette.offline")
              : count === 0
                ? t("palette.none", { text: words })
                : ""}
      </p>
    </Dialog>
  );
}
