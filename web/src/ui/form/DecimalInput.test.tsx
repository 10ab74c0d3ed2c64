import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { loadTexts } from "../../lib/i18n";
import { DecimalInput } from "./DecimalInput";

async function open(stored: string | null, decimals?: number) {
  await loadTexts("ui");
  const onChange = vi.fn();
  function Held() {
    const [value, setValue] = useState(stored);
    return (
      <MantineProvider withCssVariables={false} withGlobalClasses={false}>
        <DecimalInput
          aria-label="Buget"
          decimals={decimals}
          value={value}
          onChange={(next) => {
            setValue(next);
            onChange(next);
          }}
        />
      </MantineProvider>
    );
  }
  render(<Held />);
  return { onChange, user: userEvent.setup(), box: screen.getByRole<HTMLInputElement>("textbox") };
}

it.each(["1250.5", "1.250,5", "1 250,50", "1250,5", "1.250,50 lei"])("understands %s", async (typed) => {
  const { box, onChange, user } = await open(null, 2);
  await user.type(box, typed);
  await user.tab();
  expect(onChange).toHaveBeenLastCalledWith("1250.5");
  expect(box.value).toBe("1.250,50");
});

it("shows money with two decimals", async () => {
  expect((await open("1250.5", 2)).box.value).toBe("1.250,50");
});

it("shows other decimals as they are", async () => {
  expect((await open("12.125")).box.value).toBe("12,125");
});

it("never hides what is too exact", async () => {
  expect((await open("0.125", 2)).box.value).toBe("0,125");
});

it("takes a look at a value for no change", async () => {
  const { onChange, user, box } = await open("1250.50", 2);
  await user.click(box);
  expect(box.value).toBe("1250,50");
  await user.tab();
  expect(onChange).not.toHaveBeenCalled();
});
