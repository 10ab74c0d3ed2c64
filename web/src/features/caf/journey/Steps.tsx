import { Link, useLocation } from "@tanstack/react-router";
import { useFormat } from "../../../lib/format/useFormat";
import { useI18n } from "../../../lib/i18n";
import { textOf, useSearchState } from "../../../lib/routing/useSearchState";
import { Deadline } from "../../../ui/Deadline";
import { ListAndForm } from "../../../ui/layout/ListAndForm";
import { Section } from "../../../ui/layout/Section";
import { StatusChip } from "../../../ui/StatusChip";
import type { Assessment, Model, Step } from "../fragments";
import { currentStep } from "../steps";
import { stepLook, titleOf } from "../words";
import styles from "./Journey.module.css";
import { StepNews } from "./StepNews";
import { StepPanel } from "./StepPanel";

type Props = { assessment: Assessment; model: Model };

/** The ten steps in their three phases: an ordered list, free in its order but for what is derived. */
export function Steps({ assessment, model }: Props) {
  const { t } = useI18n("caf");
  const [search, setSearch] = useSearchState();
  const asked = assessment.steps.find(({ ordinal }) => String(ordinal) === textOf(search.step));
  const modelOf = ({ ordinal }: Step) => model.steps.find((one) => one.ordinal === ordinal);
  const opened = asked && modelOf(asked);
  const done = assessment.steps.filter(({ state }) => state === "DONE").length;
  return (
    <Section title={t("steps.title")} count={t("count.of", { done, all: assessment.steps.length })}>
      <ListAndForm
        list={
          <div className={styles.phases}>
            {model.phases.map((phase) => {
              const steps = assessment.steps.filter((step) => modelOf(step)?.phase === phase.code);
              return (
                <div key={phase.code} className={styles.phase}>
                  <h3>{t("phase.title", { phase: phase.ordinal, title: titleOf(phase) })}</h3>
                  <ol className={styles.steps} start={steps[0]?.ordinal}>
                    {steps.map((step) => {
                      const named = modelOf(step);
                      return (
                        named && (
                          <StepRow
                            key={step.id}
                            assessment={assessment}
                            step={step}
                            title={titleOf(named)}
                            interval={model.intervalYears}
                          />
                        )
                      );
                    })}
                  </ol>
                </div>
              );
            })}
          </div>
        }
        form={
          asked && opened ? (
            <StepPanel
              key={asked.id}
              assessment={assessment}
              step={asked}
              model={opened}
              onClose={() => setSearch({ step: undefined })}
            />
          ) : null
        }
      />
    </Section>
  );
}

type RowProps = { assessment: Assessment; step: Step; title: string; interval: number };

function StepRow({ assessment, step, title, interval }: RowProps) {
  const { t } = useI18n("caf");
  const { shortDate } = useFormat();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const { status, steps } = assessment;
  const isCurrent = status !== "CANCELLED" && step.ordinal === currentStep(steps);
  return (
    <li className={styles.step} aria-current={isCurrent ? "step" : undefined}>
      <span className={styles.name}>
        <Link to={path} search={{ step: String(step.ordinal) } as never} resetScroll={false}>
          {t("step.title", { step: step.ordinal, title })}
        </Link>
      </span>
      <span className={styles.facts}>
        <StatusChip status={stepLook[step.state]} label={t(`step.state.${step.state}`)} />
        {step.responsible && <span>{step.responsible.displayName}</span>}
        {step.doneOn !== null ? (
          <span>{t("step.doneOn.at", { date: shortDate(step.doneOn) })}</span>
        ) : (
          step.dueOn !== null && (
            <Deadline dueOn={step.dueOn} isSettled={step.state === "DONE" || status === "CANCELLED"} />
          )
        )}
        <StepNews assessment={assessment} step={step} interval={interval} />
      </span>
    </li>
  );
}
