import { type ComponentType, use, useState } from "react";
import { createPart } from "../../lib/part";
import { useStore } from "../../lib/store";
import { PartAbsent, PartAbsentDialog } from "./PartAbsent";

/** Where it is said that the part cannot be fetched: in its own place, or in a window where it would itself be one. */
type Options = { notice?: "place" | "dialog" };

/**
 * A component that comes with its own code when it is first shown; a `Suspense` above it waits. When the code cannot be
 * fetched, only this part says so and fetches it again; what else goes wrong goes on to the boundary of the page.
 * React's own `lazy` gives up for good and takes the page with it, and what is being typed there.
 */
export function lazily<Name extends string, Props extends object>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
  { notice = "place" }: Options = {},
): ComponentType<Props> {
  const part = createPart<Props>(async () => (await load())[name]);
  const Absent = notice === "place" ? PartAbsent : PartAbsentDialog;

  return function Lazily(props: Props) {
    use(part.first());
    const state = useStore(part.state);
    const [wasAsked, setAsked] = useState(false);
    if (state === null || state.kind === "coming") return null;
    if (state.kind === "broken") throw state.error;
    if (state.kind === "absent") {
      const { onClose } = props as { onClose?: () => void };
      return <Absent part={part} onAsked={() => setAsked(true)} onClose={onClose} />;
    }
    if (!wasAsked || notice === "dialog") return <state.component {...props} />;
    // The button that was pressed is gone: who pressed it goes on where it stood.
    return (
      <div tabIndex={-1} ref={takeFocus}>
        <state.component {...props} />
      </div>
    );
  };
}

function takeFocus(element: HTMLElement | null): void {
  if (document.activeElement === document.body) element?.focus({ preventScroll: true });
}
