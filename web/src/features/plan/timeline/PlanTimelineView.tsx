import type { ComponentProps } from "react";
import { ActionToolbar } from "../table/ActionToolbar";
import { SavedViews } from "../table/SavedViews";
import { Timeline } from "./Timeline";

type Props = ComponentProps<typeof Timeline> & {
  tenant: ComponentProps<typeof SavedViews>["tenant"] | null;
};

/** The actions of a plan along the time. */
export function PlanTimelineView({ tenant, ...props }: Props) {
  return (
    <>
      <ActionToolbar hasTable={false}>
        {tenant !== null && <SavedViews tenant={tenant} onListChanged={props.onRefresh} />}
      </ActionToolbar>
      <Timeline {...props} />
    </>
  );
}
