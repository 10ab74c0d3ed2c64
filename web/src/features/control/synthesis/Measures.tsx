import { useFragment as readFragment } from "../../../gql";
import { useLive } from "../../../lib/api/useLive";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { ButtonLink } from "../../../ui/Button";
import { Section } from "../../../ui/layout/Section";
import { Banner } from "../../../ui/state/Banner";
import { useHere } from "../here";
import { Gap } from "./Gap";
import { gapsOf, MeasuresLive, type Programme, programmeFields } from "./measures";
import type { Synthesis } from "./SynthesisPage";

type Allowed = { allowed: boolean };
type Props = {
  year: number;
  synthesis: Synthesis;
  rights: { readPlans: Allowed; createPlan: Allowed };
  /** Measures came or went: they are read again. */
  onChanged: () => void;
};

/** What is done about each standard that is not implemented: its measures as they stand now, and a way to propose one. */
export function Measures({ year, synthesis, rights, onChanged }: Props) {
  const { t } = useI18n("control");
  const { slug } = useHere();
  const [search, setSearch] = useSearchState();
  const programme = readFragment(programmeFields, synthesis.programme);
  const asked = textOf(search.measure);
  const gaps = gapsOf(synthesis.rows, asked);
  const mayCreate = rights.createPlan.allowed;
  useProgress(programme, onChanged);

  return (
    <Section
      title={t("measures.title")}
      count={String(gaps.length)}
      note={t("measures.note")}
      part="measures"
    >
      {programme !== null ? (
        <p>
          {t("measures.programme", { code: programme.code, title: programme.title })}{" "}
          <ButtonLink small kind="quiet" to={`/i/${slug}/plans/${programme.id}`}>
            {t("measures.open")}
          </ButtonLink>
        </p>
      ) : rights.readPlans.allowed ? (
        <Banner
          action={
            mayCreate && (
              <ButtonLink small to={`/i/${slug}/plans`} search={{ new: "plan", kind: "CONTROL_DEVELOPMENT" }}>
                {t("measures.create")}
              </ButtonLink>
            )
          }
        >
          {t(mayCreate ? "measures.none.create" : "measures.none")}
        </Banner>
      ) : (
        <p className="muted">{t("measures.hidden")}</p>
      )}
      {gaps.length === 0 && <p className="muted">{t("measures.noGap")}</p>}
      {gaps.map((row) => (
        <Gap
          key={row.standard.code}
          row={row}
          year={year}
          programme={programme}
          isOpen={row.standard.code === asked}
          onOpen={(open) => setSearch({ measure: open ? row.standard.code : undefined })}
          onCreated={onChanged}
        />
      ))}
    </Section>
  );
}

/** Follows the programme: progress and status show by themselves, new and deleted measures are read again. */
function useProgress(programme: Programme | null, onChanged: () => void): void {
  const cursor = programme?.streamCursor ?? null;
  const variables = programme === null || cursor === null ? null : { planId: programme.id, after: cursor };
  useLive(MeasuresLive, variables, programme?.id ?? "", ({ planChanged }) => {
    const { refetch, deletedActionId, entry } = planChanged;
    if (refetch || deletedActionId !== null || entry?.kind === "plan_action_created") onChanged();
  });
}
