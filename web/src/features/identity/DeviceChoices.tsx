import { Radio, useMantineColorScheme } from "@mantine/core";
import { useState } from "react";
import { recall, remember } from "../../lib/device";
import { useI18n } from "../../lib/i18n";
import { Card, Section } from "../../ui/layout/Section";
import styles from "./DeviceChoices.module.css";

/** What is chosen for this device only: light and the height of table rows. It holds at once. */
export function DeviceChoices() {
  const { t } = useI18n("identity");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [density, setDensity] = useState(recall("density") ?? "default");

  function chooseDensity(chosen: string) {
    setDensity(chosen);
    remember("density", chosen === "compact" ? "compact" : null);
    if (chosen === "compact") document.documentElement.dataset.density = "compact";
    else delete document.documentElement.dataset.density;
  }

  return (
    <Section title={t("device.title")} note={t("device.note")}>
      <Card>
        <div className={styles.choices}>
          <Radio.Group
            label={t("device.scheme")}
            value={colorScheme}
            onChange={(chosen) => setColorScheme(chosen as typeof colorScheme)}
          >
            <div className={styles.options}>
              <Radio value="auto" label={t("device.scheme.auto")} />
              <Radio value="light" label={t("device.scheme.light")} />
              <Radio value="dark" label={t("device.scheme.dark")} />
            </div>
          </Radio.Group>
          <Radio.Group label={t("device.density")} value={density} onChange={chooseDensity}>
            <div className={styles.options}>
              <Radio value="default" label={t("device.density.default")} />
              <Radio value="compact" label={t("device.density.compact")} />
            </div>
          </Radio.Group>
        </div>
      </Card>
    </Section>
  );
}
