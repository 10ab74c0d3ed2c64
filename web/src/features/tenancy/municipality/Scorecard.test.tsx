import { MantineProvider } from "@mantine/core";
import { render, screen, waitFor, within } from "@testing-library/react";
import { type ReactNode, useState } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import { announcement } from "../../../lib/announce";
import { loadTexts } from "../../../lib/i18n";
import { ReleasedPlans } from "./ReleasedPlans";
import { Scorecard } from "./Scorecard";

const search = vi.hoisted(() => ({ institution: "" }));
vi.mock("../../../lib/routing/useSearchState", async (original) => ({
  ...(await original<object>()),
  useSearchState: () => [search, () => {}],
}));
vi.mock("@tanstack/react-router", async (original) => ({
  ...(await original<object>()),
  Link: ({ children }: { children: ReactNode }) => <span>{children}</span>,
}));

const summary = { activePlanCount: 2, overdueCount: 0, dueSoonCount: 1, doneCount: 4, progress: 61 };
const institution = (slug: string, parentSlug: string | null, releasedPlanSummary: object | null) => ({
  slug,
  nameRo: slug.toUpperCase(),
  nameEn: slug.toUpperCase(),
  verification: "CONFIRMED",
  parentSlug,
  releasedPlanSummary,
});
const plan = (at: number, slug: string) => ({
  id: `plan-${at}`,
  code: `P-${at}`,
  title: `Planul ${at}`,
  status: "ACTIVE",
  progress: 10,
  overdueCount: 0,
  budgetTotal: "0",
  periodStart: "2027-01-01",
  periodEnd: "2027-12-31",
  releasedAt: null,
  institution: { slug, shortName: slug.toUpperCase() },
});

beforeEach(async () => {
  search.institution = "";
  await loadTexts("ui");
  await loadTexts("tenancy");
});

function show(part: ReactNode) {
  render(
    <MantineProvider withCssVariables={false} withGlobalClasses={false}>
      {part}
    </MantineProvider>,
  );
}

function showScorecard(whole: object | null, institutions: object[]) {
  show(<Scorecard municipality={{ id: "m", releasedPlanSummary: whole, institutions } as never} />);
}

const rowTexts = () =>
  screen
    .getAllByRole("row")
    .slice(1)
    .map((row) =>
      [...within(row).getAllByRole("rowheader"), ...within(row).getAllByRole("cell")].map(
        ({ textContent }) => textContent,
      ),
    );

it("shows the server's figures, and tells nothing released from zero", () => {
  showScorecard(summary, [
    institution("dep", "ps6", null),
    institution("ps6", null, summary),
    institution("new", null, {
      ...summary,
      activePlanCount: 0,
      doneCount: 0,
      dueSoonCount: 0,
      progress: null,
    }),
  ]);
  expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
    "2 din 3instituții au transmis planuri",
    "2planuri în vigoare",
    "61\u00a0%realizat în medie",
    "0acțiuni cu termen depășit",
    "1acțiune cu termen în 7 zile",
    "4acțiuni realizate",
  ]);
  expect(rowTexts().map(([name, , ...figures]) => [name, ...figures])).toEqual([
    ["PS6", "2", "61\u00a0%", "0", "1", "4"],
    ["DEP", "netransmis", "–", "–", "–", "–"],
    ["NEW", "0", "–", "0", "0", "0"],
  ]);
});

it("has no figures before anything was released", () => {
  showScorecard(null, [institution("ps6", null, null)]);
  expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
    "0 din 1instituții au transmis planuri",
    "–Încă nu sunt date",
  ]);
});

/** Two plans a page, the institutions by turns. */
function Paged({ count }: { count: number }) {
  const [read, setRead] = useState(2);
  const nodes = Array.from({ length: Math.min(read, count) }, (_, at) =>
    plan(at, at % 3 === 0 ? "ps6" : "dep"),
  );
  return (
    <ReleasedPlans
      isStale={false}
      more={async (cursor) => setRead(Number(cursor) + 2)}
      municipality={
        {
          id: "m",
          institutions: [institution("ps6", null, summary), institution("dep", "ps6", summary)],
          releasedPlans: {
            nodes,
            totalCount: count,
            pageInfo: { hasNextPage: read < count, endCursor: String(read) },
          },
        } as never
      }
    />
  );
}

it("lists the plans by page and counts all of them", () => {
  show(<Paged count={9} />);
  expect(screen.getByRole("heading", { name: /^Planuri transmise\s*9$/ })).toBeDefined();
  expect(rowTexts()).toHaveLength(2);
  expect(screen.getByRole("button", { name: "Încă 50" })).toBeDefined();
});

it("says how many plans the chosen institution has released", async () => {
  search.institution = "ps6";
  show(<Paged count={3} />);
  await waitFor(() => expect(announcement.get().text).toBe("3 planuri transmise"));
});
