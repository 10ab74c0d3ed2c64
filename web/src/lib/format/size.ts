import { textsOf } from "../i18n";
import { number } from "./number";

/** „312 KB”, „1,2 MB”: as file managers say it. */
export function fileSize(bytes: number): string {
  const t = textsOf("ui");
  const kib = bytes / 1024;
  if (kib < 1000) return t("size.kb", { amount: number(Math.max(1, Math.round(kib))) });
  return t("size.mb", { amount: number(kib / 1024, { max: 1 }) });
}
