import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useRef } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useKeptFocus } from "./useKeptFocus";

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
});

function Frame({ parts }: { parts: string[] }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useKeptFocus(heading);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        Planuri
      </h1>
      {parts.map((part) => (
        <button key={part} type="button">
          {part}
        </button>
      ))}
      <p>Text</p>
    </>
  );
}

const button = (name: string) => screen.getByRole("button", { name });
const settle = () => act(() => vi.advanceTimersByTimeAsync(200));

it("gives the focus to the heading when what had it is gone", async () => {
  const { rerender } = render(<Frame parts={["Închideți", "Adăugați"]} />);
  button("Închideți").focus();
  rerender(<Frame parts={["Adăugați"]} />);
  await settle();
  expect(document.activeElement).toBe(screen.getByRole("heading"));
});

it("leaves the focus where a part of the page put it meanwhile", async () => {
  const { rerender } = render(<Frame parts={["Închideți", "Adăugați"]} />);
  button("Închideți").focus();
  rerender(<Frame parts={["Adăugați"]} />);
  button("Adăugați").focus();
  await settle();
  expect(document.activeElement).toBe(button("Adăugați"));
});

it("does nothing while what has the focus stays", async () => {
  const { rerender } = render(<Frame parts={["Închideți", "Adăugați"]} />);
  button("Adăugați").focus();
  rerender(<Frame parts={["Adăugați"]} />);
  await settle();
  expect(document.activeElement).toBe(button("Adăugați"));
});

it("does not call back who let go of the focus by a click", async () => {
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  const { rerender } = render(<Frame parts={["Închideți"]} />);
  button("Închideți").focus();
  await user.click(screen.getByText("Text"));
  rerender(<Frame parts={[]} />);
  await settle();
  expect(document.activeElement).toBe(document.body);
});

it("watches no longer once the page is left", async () => {
  const { rerender, unmount } = render(<Frame parts={["Închideți"]} />);
  button("Închideți").focus();
  rerender(<Frame parts={[]} />);
  unmount();
  await settle();
  expect(document.activeElement).toBe(document.body);
});
