import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const features = path.resolve("src/features");

/** Whose file another component offers: the toolbar above, a part with its own code, or the same rows as a table. */
const partsOf: Record<string, string> = {
  "caf/areas/Matrix.tsx": "caf/areas/AreaTable.tsx",
  "plan/action/Measurements.tsx": "plan/action/MeasurementsExport.tsx",
  "plan/table/ReadTable.tsx": "plan/table/ActionTable.tsx",
  "plan/timeline/TimelineTable.tsx": "plan/timeline/PlanTimelineView.tsx",
};

/** No tables of rows: a form, a month. */
const noTables = ["notification/settings/ChannelTable.tsx", "notification/calendar/CalendarMonth.tsx"];

it("every table of the product can be exported", () => {
  const tables = readdirSync(features, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx") && !noTables.includes(file))
    .filter((file) => /<(DataTable|DataGrid|TreeTable|table)\b/.test(textOf(file)));
  expect(tables.length).toBeGreaterThan(10);
  const without = tables.filter(
    (file) => !/<ExportMenu|file=\{|toolbar\?\.\(|file \}/.test(textOf(partsOf[file] ?? file)),
  );
  expect(without).toEqual([]);
});

function textOf(file: string): string {
  return readFileSync(path.join(features, file), "utf8");
}
