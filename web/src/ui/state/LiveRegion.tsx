import { announcement } from "../../lib/announce";
import { useStore } from "../../lib/store";

/** The two places assistive technology listens to. Each message is a new element, so that equal ones are said again. */
export function LiveRegion() {
  const { text, urgent, number } = useStore(announcement);
  return (
    <div className="visually-hidden">
      <div role="status">{!urgent && <span key={number}>{text}</span>}</div>
      <div role="alert">{urgent && <span key={number}>{text}</span>}</div>
    </div>
  );
}
