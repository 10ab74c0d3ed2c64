import { Textarea } from "@mantine/core";
import styles from "./LineInput.module.css";

type Props = Omit<React.ComponentProps<typeof Textarea>, "value" | "onChange" | "rows" | "autosize"> & {
  value: string;
  onChange: (value: string) => void;
};

/**
 * A title or a name: one line that grows with its text, so that all of it can be read. Enter makes no new line; in a form
 * it sends, as in any field of one line.
 */
export function LineInput({ value, onChange, onKeyDown, ...rest }: Props) {
  return (
    <Textarea
      {...rest}
      autosize
      minRows={1}
      classNames={{ input: styles.input ?? "" }}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value.replace(/\s*[\r\n]+\s*/g, " "))}
      onKeyDown={(event) => {
        onKeyDown?.(event);
        if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.currentTarget.form?.requestSubmit();
      }}
    />
  );
}
