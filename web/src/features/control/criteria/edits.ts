/** What somebody changes in the list of criteria before it becomes the next version. */
import type { ControlCriterionInput } from "../../../gql/graphql";
import type { FieldRefusal } from "../../../lib/api/error";

export type Listed = { code: string; labelRo: string; labelEn: string; standard: string; isOwn: boolean };

/** The wording of a criterion: how it is wanted, and how it was when the person began. */
export type Wording = { labelRo: string; labelEn: string; was: { labelRo: string; labelEn: string } };

/** An own criterion that is not on the list yet; the key is of this device. */
export type Added = { key: string; standard: string; labelRo: string; labelEn: string };

/** Kept as changes, not as a list: when another version comes meanwhile, they are changes of that one. */
export type Edits = { worded: Record<string, Wording>; retired: string[]; added: Added[] };

export const none: Edits = { worded: {}, retired: [], added: [] };

/** One line of the changed list. */
export type Line = {
  /** Its code, or the key of one that is added. */
  key: string;
  code: string | null;
  standard: string;
  labelRo: string;
  labelEn: string;
  isOwn: boolean;
  isRetired: boolean;
  isWorded: boolean;
  /** What others wrote while it was being worded. */
  theirs: { labelRo: string; labelEn: string } | null;
};

/** What was kept on the device; nothing where it cannot be read. */
export function editsIn(text: string): Edits {
  try {
    const { worded, retired, added } = JSON.parse(text) as Partial<Edits>;
    return { worded: worded ?? {}, retired: retired ?? [], added: added ?? [] };
  } catch {
    return none;
  }
}

export const isNothing = ({ worded, retired, added }: Edits) =>
  Object.keys(worded).length + retired.length + added.length === 0;

/** The list with the changes in it: what is added stands at the end of its standard. */
export function linesOf(list: readonly Listed[], { worded, retired, added }: Edits): Line[] {
  const known = list.map((one): Line => {
    const own = worded[one.code];
    const isOvertaken =
      own !== undefined &&
      (own.was.labelRo !== one.labelRo || own.was.labelEn !== one.labelEn) &&
      (own.labelRo !== one.labelRo || own.labelEn !== one.labelEn);
    return {
      key: one.code,
      code: one.code,
      standard: one.standard,
      labelRo: own?.labelRo ?? one.labelRo,
      labelEn: own?.labelEn ?? one.labelEn,
      isOwn: one.isOwn,
      isRetired: retired.includes(one.code),
      isWorded: own !== undefined,
      theirs: isOvertaken ? { labelRo: one.labelRo, labelEn: one.labelEn } : null,
    };
  });
  const fresh = added.map(
    (one): Line => ({ ...one, code: null, isOwn: true, isRetired: false, isWorded: true, theirs: null }),
  );
  return [...known, ...fresh];
}

const kept = (lines: readonly Line[]) => lines.filter(({ isRetired }) => !isRetired);

/** The next version as the server takes it. */
export function inputOf(lines: readonly Line[]): ControlCriterionInput[] {
  return kept(lines).map(({ code, standard, labelRo, labelEn }) => ({
    ...(code === null ? { standard } : { code }),
    labelRo,
    labelEn: labelEn.trim() === "" ? null : labelEn,
  }));
}

export type Refusals = Record<string, Partial<Record<"labelRo" | "labelEn", string>>>;

/** Each refusal at its line; what belongs to no field of a line is said for the whole list. */
export function refusalsOf(
  fields: readonly FieldRefusal[],
  sent: readonly Line[],
): { at: Refusals; whole: string[] } {
  const at: Refusals = {};
  const whole: string[] = [];
  for (const { path, message } of fields) {
    const found = /^criteria\.(\d+)\.(labelRo|labelEn)$/.exec(path);
    const line = found === null ? undefined : kept(sent)[Number(found[1])];
    if (line === undefined) whole.push(message);
    else at[line.key] = { ...at[line.key], [found?.[2] ?? ""]: message };
  }
  return { at, whole };
}

/** Changes that say something: own criteria without a word, wordings as they were and what is no longer listed go. */
export function tidied(list: readonly Listed[], { worded, retired, added }: Edits): Edits {
  const of = (code: string) => list.find((one) => one.code === code);
  const differs = ([code, { labelRo, labelEn }]: [string, Wording]) => {
    const one = of(code);
    return one !== undefined && (one.labelRo !== labelRo || one.labelEn !== labelEn);
  };
  return {
    worded: Object.fromEntries(Object.entries(worded).filter(differs)),
    retired: retired.filter((code) => of(code) !== undefined),
    added: added.filter(({ labelRo, labelEn }) => labelRo.trim() !== "" || labelEn.trim() !== ""),
  };
}
