import { Outlet, useRouterState } from "@tanstack/react-router";
import { Suspense, useEffect } from "react";
import { currentTenant } from "../../lib/currentPlace";
import { loadTexts, useI18n } from "../../lib/i18n";
import { startAgain, useSession } from "../../lib/session/session";
import { useStore } from "../../lib/store";
import { localName, type Membership, useViewer, type Viewer } from "../../lib/viewer";
import { useViewerLive } from "../../lib/viewerLive";
import { Button } from "../../ui/Button";
import { type Place, PlaceContext } from "../../ui/layout/place";
import { LiveRegion } from "../../ui/state/LiveRegion";
import { lazily } from "../../ui/state/lazily";
import { OfflineBar } from "../../ui/state/OfflineBar";
import { UndoBar } from "../../ui/state/UndoBar";
import { Header } from "./Header";
import { Help } from "./Help";
import { KeyHelp } from "./KeyHelp";
import { Palette } from "./palette/Palette";
import { Rail } from "./Rail";
import { railEntries } from "./rail";
import { SecondFactorNotice } from "./SecondFactorNotice";
import styles from "./Shell.module.css";
import { SkipLink } from "./SkipLink";

// The form comes with its own code, kept on the device with the rest of the application.
const SessionExpired = lazily(() => import("./SessionExpired"), "SessionExpired", { notice: "dialog" });

// Before every page, when an institution asks for the second step of signing in.
const EnrolFirst = lazily(async () => {
  const enrol = import("../../features/identity/second-factor/EnrolFirst");
  const [module] = await Promise.all([enrol, loadTexts("identity")]);
  return module;
}, "EnrolFirst");

/** The frame of every page behind the door. The municipality's view never looks like an institution's. */
export function Shell() {
  const { status } = useSession();
  const viewer = useViewer();
  const place = usePlaceOf(viewer);
  useViewerLive(viewer);

  if (viewer === null && status === "unreachable") return <Unreachable />;
  const entries = railEntries(viewer, place);
  return (
    <PlaceContext value={place.titles}>
      <SkipLink />
      <div className={styles.shell} data-mode={place.municipality ? "municipality" : "institution"}>
        <Header viewer={viewer} place={place} />
        <OfflineBar />
        <div className={styles.middle}>
          {entries.length > 0 && <Rail entries={entries} />}
          <main id="main" tabIndex={-1} className={styles.main}>
            {viewer?.secondFactor.isRequired ? (
              <Suspense fallback={null}>
                <EnrolFirst />
              </Suspense>
            ) : (
              <>
                <SecondFactorNotice viewer={viewer} />
                <Outlet />
              </>
            )}
            <UndoBar />
          </main>
        </div>
      </div>
      <KeyHelp />
      <Palette viewer={viewer} place={place} />
      <Help />
      <Suspense fallback={null}>{status === "expired" && <SessionExpired />}</Suspense>
      <LiveRegion />
    </PlaceContext>
  );
}

/** Where the page is, as the frame needs it. */
export type ShellPlace = {
  membership: Membership | undefined;
  municipality: Viewer["municipalities"][number] | undefined;
  titles: Place;
};

function usePlaceOf(viewer: Viewer | null): ShellPlace {
  useI18n("app");
  const params = useRouterState({
    select: (state) => (state.matches.at(-1)?.params ?? {}) as Record<string, string>,
  });
  const last = useStore(currentTenant);
  const active = viewer?.memberships.filter(({ isActive }) => isActive) ?? [];
  const here = active.find(({ tenant }) => tenant.slug === params.t);

  useEffect(() => {
    if (here !== undefined) currentTenant.set(here.tenant.slug);
  }, [here]);

  const municipality = viewer?.municipalities.find(({ slug }) => slug === params.m);
  if (municipality !== undefined) {
    const name = localName(municipality);
    return {
      membership: undefined,
      municipality,
      titles: { shortName: name, crumbs: [{ label: name, to: `/m/${municipality.slug}/scorecard` }] },
    };
  }
  const membership = here ?? active.find(({ tenant }) => tenant.slug === last) ?? active[0];
  const crumbs = here === undefined ? [] : [{ label: here.tenant.shortName, to: `/i/${here.tenant.slug}` }];
  return {
    membership,
    municipality: undefined,
    titles: { shortName: here?.tenant.shortName ?? null, crumbs },
  };
}

/** Nothing of this account is kept on the device and the server does not answer. */
function Unreachable() {
  const { t } = useI18n("app");
  return (
    <main className={styles.unreachable}>
      <h1>{t("unreachable.title")}</h1>
      <p>{t("unreachable.text")}</p>
      <Button kind="filled" onClick={() => void startAgain().then(() => location.reload())}>
        {t("unreachable.retry")}
      </Button>
    </main>
  );
}
