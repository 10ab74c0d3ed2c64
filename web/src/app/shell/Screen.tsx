import { Outlet } from "@tanstack/react-router";
import { Suspense } from "react";
import { useSession } from "../../lib/session/session";
import { PlaceContext } from "../../ui/layout/place";
import { LiveRegion } from "../../ui/state/LiveRegion";
import { lazily } from "../../ui/state/lazily";
import { Help } from "./Help";

const SessionExpired = lazily(() => import("./SessionExpired"), "SessionExpired", { notice: "dialog" });

/** Around a page that fills the screen: what speaks, F1, and the door when the session has ended. */
export function Screen() {
  const { status } = useSession();
  return (
    <PlaceContext value={{ shortName: null, crumbs: [] }}>
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <Help />
      <Suspense fallback={null}>{status === "expired" && <SessionExpired />}</Suspense>
      <LiveRegion />
    </PlaceContext>
  );
}
