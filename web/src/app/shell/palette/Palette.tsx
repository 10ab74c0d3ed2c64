import { Suspense, useEffect } from "react";
import { loadTexts } from "../../../lib/i18n";
import { createStore, useStore } from "../../../lib/store";
import type { Viewer } from "../../../lib/viewer";
import { lazily } from "../../../ui/state/lazily";
import type { ShellPlace } from "../Shell";

/** Whether the palette is open. */
export const palette = createStore(false);

const PaletteDialog = lazily(
  async () => {
    const texts = (["search", "plan", "tenancy"] as const).map((namespace) => loadTexts(namespace));
    const [module] = await Promise.all([import("./PaletteDialog"), ...texts]);
    return module;
  },
  "PaletteDialog",
  { notice: "dialog" },
);

/** Ctrl K: go to, do, find. */
export function Palette({ viewer, place }: { viewer: Viewer | null; place: ShellPlace }) {
  const isOpen = useStore(palette);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      if (event.altKey || event.shiftKey) return;
      event.preventDefault();
      // Another dialog asks something: it is answered first.
      if (palette.get() || document.querySelector("dialog[open]") === null) palette.set(!palette.get());
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  if (!isOpen || viewer === null) return null;
  return (
    <Suspense fallback={null}>
      <PaletteDialog viewer={viewer} place={place} onClose={() => palette.set(false)} />
    </Suspense>
  );
}
