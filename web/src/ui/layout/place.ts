import { createContext, useContext } from "react";

/** Where the page is: the shell sets it, titles and addresses are made from it. */
export type Place = {
  /** What the tab title says after the page: „PS6”, „Sectorul 6”. */
  shortName: string | null;
  /** The first crumbs, down to the institution or municipality. */
  crumbs: Crumb[];
};
export type Crumb = { label: string; to: string };

export const PlaceContext = createContext<Place>({ shortName: null, crumbs: [] });

export function usePlace(): Place {
  return useContext(PlaceContext);
}
