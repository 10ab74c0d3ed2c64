import { Link } from "@tanstack/react-router";
import { graphql } from "../../../gql";
import type { CountedCompartmentsQuery } from "../../../gql/graphql";
import { useResult } from "../../../lib/api/pageQuery";
import { useI18n } from "../../../lib/i18n";
import { localName } from "../../../lib/viewer";
import { Loaded } from "../../../ui/state/Loaded";
import { type Column, fileColumns } from "../../../ui/table/columns";
import { DataTable } from "../../../ui/table/DataTable";
import { ExportMenu } from "../../../ui/table/ExportMenu";
import { useHere } from "../here";
import { type CountedAs, isCounted, statusIn } from "./statusIn";

const Behind = graphql(`
  query CountedCompartments($id: ID!) {
    controlCampaign(id: $id) {
      id
      year
      questionnaires {
        id
        unit { id nameRo nameEn }
        answers { id answer criterion { code standard { code } } }
      }
    }
  }
`);

type Questionnaire = NonNullable<CountedCompartmentsQuery["controlCampaign"]>["questionnaires"][number];
type Row = { questionnaire: Questionnaire; answers: Questionnaire["answers"]; first: string };
type Props = { campaignId: string; standard: string; as: CountedAs; caption: string };

/** The compartments that a number of the synthesis counts; each leads to its answers on the standard. */
export function CountedCompartments({ campaignId, standard, as, caption }: Props) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const result = useResult(Behind, { id: campaignId });
  return (
    <Loaded result={result}>
      {({ controlCampaign: campaign }) => {
        const rows = behind(campaign?.questionnaires ?? [], standard, as);
        if (rows.length === 0) return <p className="muted">{t("behind.none")}</p>;
        const columns: Column<Row>[] = [
          {
            key: "unit",
            header: t("questionnaire.unit"),
            file: { kind: "TEXT", value: ({ questionnaire }) => localName(questionnaire.unit) },
            cell: ({ questionnaire: { id, unit }, first }) => (
              <Link
                to={`/i/${slug}/control/${campaign?.year}/questionnaires/${id}`}
                search={{ item: first } as never}
              >
                {localName(unit)}
              </Link>
            ),
          },
          {
            key: "answers",
            header: t("behind.answers"),
            file: { kind: "TEXT", value: ({ answers }) => said(answers) },
            priority: 1,
            cell: ({ answers }) => said(answers),
          },
        ];
        const file = { name: caption, caption, columns: fileColumns(columns), total: rows.length, rows };
        return (
          <>
            <div className="row">
              <ExportMenu file={file} />
            </div>
            <DataTable
              caption={caption}
              columns={columns}
              rows={rows}
              rowId={({ questionnaire }) => questionnaire.id}
              rowLabel={({ questionnaire }) => localName(questionnaire.unit)}
            />
          </>
        );
      }}
    </Loaded>
  );

  function said(answers: Row["answers"]): string {
    return answers
      .map(({ answer, criterion: { code } }) =>
        t("behind.answer", { code, answer: answer === null ? t("answer.none") : t(`answer.${answer}`) }),
      )
      .join("; ");
  }
}

function behind(questionnaires: readonly Questionnaire[], standard: string, as: CountedAs): Row[] {
  return questionnaires.flatMap((questionnaire) => {
    const answers = questionnaire.answers.filter(({ criterion }) => criterion.standard.code === standard);
    const first = answers[0]?.criterion.code;
    const isIn = isCounted(statusIn(answers.map(({ answer }) => answer)), as);
    return first !== undefined && isIn ? [{ questionnaire, answers, first }] : [];
  });
}
