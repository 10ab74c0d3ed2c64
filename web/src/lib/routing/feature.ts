import type { Icon } from "@tabler/icons-react";
import type { AnyRoute } from "@tanstack/react-router";

/** Where a feature hangs its pages. */
export type Parents = {
  /** Pages for everybody, without the shell: the door. */
  open: AnyRoute;
  /** Pages that fill the screen: signed in, without the frame. Their paths name the institution (`i/$t/…`) themselves. */
  screen: AnyRoute;
  /** Personal pages: `/`, `/me`. */
  personal: AnyRoute;
  /** `/i/$t`: the routes below know `context.tenant`. */
  tenant: AnyRoute;
  /** `/m/$m`: the routes below know `context.municipality`. */
  municipality: AnyRoute;
};

export type FeatureRoutes = Partial<Record<keyof Parents, AnyRoute[]>>;

/** What the rail knows about the institution it stands beside; buttons and entries follow the server's word. */
export type RailPlace = { slug: string; canAdminister: boolean; canReadPlans: boolean };

export type RailEntry = {
  /** Key in the shell's texts: `rail.<key>`. */
  key:
    | "todo"
    | "calendar"
    | "overview"
    | "plans"
    | "control"
    | "risks"
    | "caf"
    | "raiseRisk"
    | "people"
    | "admin"
    | "scorecard";
  icon: Icon;
  to: string;
  /** The address the entry is current for, when that is more than `to`. */
  under?: string;
  count?: number;
  /** Something to do rather than a place: a button at the end. */
  isAct?: boolean;
};
