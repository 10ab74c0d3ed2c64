import { Link } from "@tanstack/react-router";
import type { SearchHit_HitFragment } from "../../gql/graphql";
import { shownHit } from "./hits";
import styles from "./SearchPage.module.css";

/** What was found of one kind: each a link, with its institution. */
export function HitList({ hits }: { hits: readonly SearchHit_HitFragment[] }) {
  return (
    <ul className={styles.hits}>
      {hits.map((hit) => {
        const shown = shownHit(hit);
        return (
          shown !== null && (
            <li key={hit.subjectId}>
              <Link to={shown.to}>{shown.label}</Link>
              <span className="small muted">{shown.hint}</span>
            </li>
          )
        );
      })}
    </ul>
  );
}
