import { useRouterState } from "@tanstack/react-router";
import { Suspense, useEffect } from "react";
import { loadTexts } from "../../lib/i18n";
import { createStore, useStore } from "../../lib/store";
import { lazily } from "../../ui/state/lazily";

/** Whether the help of the page is open. */
export const help = createStore(false);

const HelpOfRoute = lazily(
  async () => {
    const [module] = await Promise.all([import("./HelpOfRoute"), loadTexts("help")]);
    return module;
  },
  "HelpOfRoute",
  { notice: "dialog" },
);

/** F1 opens the help of the page one is on. */
export function Help() {
  const isOpen = useStore(help);
  const route = useRouterState({ select: (state) => (state.matches.at(-1)?.fullPath ?? "/") as string });

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "F1" || event.ctrlKey || event.altKey || event.shiftKey) return;
      event.preventDefault();
      help.set(!help.get());
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  if (!isOpen) return null;
  return (
    <Suspense fallback={null}>
      <HelpOfRoute route={route} onClose={() => help.set(false)} />
    </Suspense>
  );
}
