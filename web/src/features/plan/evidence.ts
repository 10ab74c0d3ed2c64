import { loadTexts } from "../../lib/i18n";
import { lazily } from "../../ui/state/lazily";

/** Evidence is a feature of its own: its code and its texts come when it is first shown. */
export const EvidenceSection = lazily(async () => {
  const [section] = await Promise.all([import("../document/EvidenceSection"), loadTexts("document")]);
  return section;
}, "EvidenceSection");
