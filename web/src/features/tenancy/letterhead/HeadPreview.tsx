import { useI18n } from "../../../lib/i18n";
import styles from "./letterhead.module.css";
import { pictureUrl } from "./logo";

type Props = {
  municipality: string;
  institution: string;
  contact: string;
  logo: { content: string; alt: string } | null;
};

/** The head of a document as it will be printed: on paper, whatever the theme. */
export function HeadPreview({ municipality, institution, contact, logo }: Props) {
  const { t } = useI18n("tenancy");
  const lines = contact.split("\n").filter((line) => line.trim() !== "");
  return (
    <figure className={styles.preview}>
      <figcaption className="muted small">{t("letterhead.preview")}</figcaption>
      <div className={styles.paper}>
        {logo !== null && <img src={pictureUrl(logo.content)} alt={logo.alt} className={styles.logo} />}
        <div>
          <p>{municipality}</p>
          <p className={styles.name}>{institution}</p>
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity
            <p key={at} className={styles.contact}>
              {line}
            </p>
          ))}
        </div>
      </div>
    </figure>
  );
}
