import { expect, it } from "vitest";
import { sameModule } from "./sameModule";

it.each([
  ["/i/ps6/plans/abc", "/i/dgaspc-s6/plans"],
  ["/i/ps6/actions/abc", "/i/dgaspc-s6/plans"],
  ["/i/ps6/admin/units", "/i/dgaspc-s6/admin/units"],
  ["/i/ps6", "/i/dgaspc-s6"],
  ["/", "/i/dgaspc-s6"],
  ["/m/sector-6/scorecard", "/i/dgaspc-s6"],
])("%s becomes %s", (path, same) => expect(sameModule(path, "dgaspc-s6")).toBe(same));
