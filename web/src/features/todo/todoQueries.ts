/** One query for each list of „De făcut”; each counts the others for the tabs. */
import { graphql } from "../../gql";
import { type PageQuery, pageQuery } from "../../lib/api/pageQuery";
import { textOf } from "../../lib/routing/useSearchState";

export const lists = ["mine", "passedOn", "resolved"] as const;
export type List = (typeof lists)[number];

export function listIn(search: Record<string, unknown>): List {
  return lists.find((list) => list === textOf(search.list)) ?? "mine";
}

export const todoQueries = {
  mine: pageQuery(
    graphql(`
      query TodoPage($after: String) {
        viewer {
          todoCount
          todosSent { id }
          memberships { id ...GrantedObjects_membership }
          ...TodoList_viewer
        }
      }
    `),
    () => ({}),
  ),
  passedOn: pageQuery(
    graphql(`
      query TodoPassedOn {
        viewer {
          todoCount
          todosSent { id ...TraceList_traces }
        }
      }
    `),
    () => ({}),
  ),
  resolved: pageQuery(
    graphql(`
      query TodoResolved {
        viewer {
          todoCount
          todosSent { id }
          todosResolved { id ...TraceList_traces }
        }
      }
    `),
    () => ({}),
  ),
};

/** What the router starts before the page is there: the query of the list in the address. */
export const todoQuery: Pick<PageQuery<unknown>, "prefetch"> = {
  prefetch: (at) => todoQueries[listIn(at.search)].prefetch(at),
};
