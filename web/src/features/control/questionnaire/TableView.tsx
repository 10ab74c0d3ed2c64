import { useI18n } from "../../../lib/i18n";
import { useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { Empty } from "../../../ui/state/Empty";
import { byStandard } from "./completing";
import type { Answer, Questionnaire } from "./fragments";
import { StandardPart } from "./StandardPart";

type Props = { core: Questionnaire; answers: Answer[]; shown: Answer[] };

/** All criteria below each other, by standards; with a filter those that it found. */
export function TableView({ core, answers, shown }: Props) {
  const { t } = useI18n("control");
  const [, setSearch] = useSearchState();
  if (shown.length === 0) {
    return (
      <Empty
        text={t("marks.none")}
        action={<Button onClick={() => setSearch({ only: undefined })}>{t("marks.clear")}</Button>}
      />
    );
  }
  return byStandard(shown).map((group) => {
    const number = group[0]?.criterion.standard.number;
    return (
      <StandardPart
        key={number}
        all={answers.filter(({ criterion }) => criterion.standard.number === number)}
        answers={group}
        year={core.campaign.year}
        questionnaireId={core.id}
        isOpen={core.viewerCan.answer.allowed}
      />
    );
  });
}
