/** The versions of the list of criteria, and what each of them asks. */
import { graphql } from "../../../gql";
import type { TemplateCriteria_TemplateFragment } from "../../../gql/graphql";

export const templateCriteria = graphql(`
  fragment TemplateCriteria_template on ControlTemplate {
    id
    number
    createdAt
    criteria { code ordinal labelRo labelEn isOwn standard { code } }
  }
`);

export type Template = TemplateCriteria_TemplateFragment;

type Standard = { code: string; number: number; titleRo: string; titleEn: string };
type Question = { code: string; labelRo: string; labelEn: string };

/** Each version, the newest first, with the years that were asked by it. */
export function versionsOf<One extends { id: string; number: number }>(
  templates: readonly One[],
  campaigns: readonly { year: number; template: { id: string } }[],
): (One & { years: number[] })[] {
  return templates
    .map((one) => ({
      ...one,
      years: campaigns
        .filter(({ template }) => template.id === one.id)
        .map(({ year }) => year)
        .toSorted((before, after) => before - after),
    }))
    .toSorted((one, other) => other.number - one.number);
}

export type Criterion = Question & { isOwn: boolean; standard: Standard };

type Asking = { criteria: readonly (Question & { isOwn: boolean; standard: { code: string } })[] };

/** What a version asks, by standard; without a version what the catalogue asks, with which an institution begins. */
export function criteriaOf(
  template: Asking | null,
  standards: readonly (Standard & { questions: readonly Question[] })[],
): Criterion[] {
  return standards.flatMap(({ questions, ...standard }) => {
    const own = template?.criteria.filter((one) => one.standard.code === standard.code);
    const asked = own ?? questions.map((one) => ({ ...one, isOwn: false }));
    return asked.map(({ code, labelRo, labelEn, isOwn }) => ({ code, labelRo, labelEn, isOwn, standard }));
  });
}
