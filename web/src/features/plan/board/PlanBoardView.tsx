import { useRouterState } from "@tanstack/react-router";
import type { ComponentProps } from "react";
import { client } from "../../../lib/api/client";
import type { At } from "../../../lib/api/pageQuery";
import { useSearchState } from "../../../lib/routing/useSearchState";
import { boardVariables, PlanBoard } from "../planQueries";
import { ActionToolbar } from "../table/ActionToolbar";
import { readFilters } from "../table/filters";
import { SavedViews } from "../table/SavedViews";
import { Board } from "./Board";

type Props = Omit<ComponentProps<typeof Board>, "onMore" | "statuses"> & {
  tenant: ComponentProps<typeof SavedViews>["tenant"] | null;
};

/** The actions of a plan by status; each column grows on its own. */
export function PlanBoardView({ tenant, ...props }: Props) {
  const [search] = useSearchState();
  const at = useRouterState({
    select: (state) => state.matches.at(-1) as unknown as At,
    structuralSharing: false,
  });

  async function more(variable: string, cursor: string | null | undefined) {
    const variables = { ...boardVariables(at), [variable]: cursor };
    await client.get().query(PlanBoard, variables).toPromise();
  }

  return (
    <>
      <ActionToolbar hasTable={false}>
        {tenant !== null && <SavedViews tenant={tenant} onListChanged={props.onRefresh} />}
      </ActionToolbar>
      <Board {...props} statuses={readFilters(search).status} onMore={more} />
    </>
  );
}
