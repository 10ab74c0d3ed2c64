import { Suspense } from "react";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Button } from "../../../ui/Button";
import { IconAlertTriangle } from "../../../ui/icons";
import { Card, Section } from "../../../ui/layout/Section";
import { Banner } from "../../../ui/state/Banner";
import { lazily } from "../../../ui/state/lazily";
import { SkeletonLines } from "../../../ui/state/Skeleton";
import { DotPlot } from "./DotPlot";
import type { Consensus } from "./fragments";
import { apart } from "./spread";

// The chart shows first; the table comes with its own code.
const SpreadTable = lazily(() => import("./SpreadTable"), "SpreadTable");

type Props = { consensus: Consensus; isLead: boolean };

/** How the scores of the members lie, or their votes: dots, the same in words, and the table of both. */
export function SpreadView({ consensus, isLead }: Props) {
  const { t } = useI18n("caf");
  const { number } = useFormat();
  const [search, setSearch] = useSearchState();
  const { spread, round, voteCount } = consensus;
  const shown = (value: string) => number(value);
  // Where nobody voted the group sees again what each gave alone.
  const kind = round === 0 || voteCount === 0 ? "scores" : "votes";
  if (spread === null)
    return (
      <Section title={t(round === 0 ? "room.scores" : "room.votes")}>
        <p className="muted">{t(`room.spread.none.${consensus.state === "REVOTE" ? "REVOTE" : "HIDDEN"}`)}</p>
      </Section>
    );
  const isTable = textOf(search.twin) === "table";
  const low = shown(spread.lowest.display);
  const high = shown(spread.highest.display);
  const finding = low === high ? t("room.spread.same", { low }) : t("room.spread.range", { low, high });
  return (
    <Section
      title={finding}
      note={t(round > 0 && kind === "scores" ? "room.votes.nobody" : `room.${kind}.note`, { round })}
      actions={
        <Button small onClick={() => setSearch({ twin: isTable ? undefined : "table" })}>
          {t(isTable ? "room.spread.plot" : "room.spread.table")}
        </Button>
      }
    >
      <Card>
        <div className="stack">
          {isTable ? (
            <Suspense fallback={<SkeletonLines count={3} />}>
              <SpreadTable spread={spread} code={consensus.subcriterion.code} />
            </Suspense>
          ) : (
            <DotPlot
              spread={{
                ...spread,
                shown: spread.shown.map(({ value, member }) => ({
                  value,
                  name: member?.person.displayName ?? null,
                })),
              }}
            />
          )}
          <p>
            {[
              t("room.spread.min", { value: shown(spread.lowest.display) }),
              spread.median && t("room.spread.median", { value: shown(spread.median.display) }),
              t("room.spread.max", { value: shown(spread.highest.display) }),
              spread.mean && t("room.spread.mean", { value: shown(spread.mean.display) }),
            ]
              .filter(Boolean)
              .join(", ")}{" "}
            ({t(`room.${kind}.count`, { count: spread.count })})
          </p>
          {spread.shown.length === 0 && <p className="small muted">{t("room.spread.few")}</p>}
        </div>
      </Card>
      {spread.isWide && (
        <Banner tone="warn" icon={IconAlertTriangle}>
          {t(isLead ? "room.spread.wide.lead" : "room.spread.wide", {
            apart: number(apart(spread.lowest.display, spread.highest.display)),
          })}
        </Banner>
      )}
    </Section>
  );
}
