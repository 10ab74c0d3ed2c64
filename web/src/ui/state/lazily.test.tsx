import { MantineProvider } from "@mantine/core";
import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Component, type ReactNode, Suspense } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { liveState } from "../../lib/api/socket";
import { loadTexts } from "../../lib/i18n";
import { loadNewVersion } from "../../lib/newVersion";
import { lazily } from "./lazily";

vi.mock("../../lib/newVersion", () => ({ loadNewVersion: vi.fn() }));

const absent = new TypeError("Failed to fetch dynamically imported module: http://localhost/assets/Part.js");
const words = "Această parte a paginii nu s-a putut încărca.";

/** Says no as often as asked for, then brings the part. */
function fetched(times: number, error: Error = absent) {
  let left = times;
  return vi.fn(async () => {
    if (left > 0) {
      left -= 1;
      throw error;
    }
    return { Part: ({ name }: { name: string; onClose?: () => void }) => <p>Partea {name}</p> };
  });
}

class Boundary extends Component<{ children: ReactNode }> {
  override state = { message: null as string | null };
  static getDerivedStateFromError({ message }: Error) {
    return { message };
  }
  override render() {
    return this.state.message === null ? this.props.children : <p>Pagina a căzut: {this.state.message}</p>;
  }
}

async function show(load: ReturnType<typeof fetched>, options?: { notice: "dialog" }) {
  const Part = lazily(load, "Part", options);
  const onClose = vi.fn();
  await act(async () => {
    render(
      <MantineProvider withCssVariables={false} withGlobalClasses={false}>
        <Boundary>
          <input aria-label="Titlu" defaultValue="" />
          <Suspense fallback={<p>Se încarcă</p>}>
            <Part name="de jos" onClose={onClose} />
          </Suspense>
        </Boundary>
      </MantineProvider>,
    );
  });
  return { onClose };
}

/** The next try by itself is due. */
const later = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

beforeEach(async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
  };
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => new Response(null, { status: 200 })),
  );
  await loadTexts("ui");
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  document.querySelector("script[type=module]")?.remove();
});

it("shows the part when its code is here", async () => {
  await show(fetched(0));
  expect(screen.getByText("Partea de jos")).toBeTruthy();
});

it("says in its own place that the code did not come, and leaves what is typed around it alone", async () => {
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  const load = fetched(3);
  await show(load);
  const title = screen.getByLabelText("Titlu");
  expect(screen.getByText(words)).toBeTruthy();
  await user.type(title, "Scris între timp");
  await later(4_000);
  expect(screen.getByText("Partea de jos")).toBeTruthy();
  expect(screen.queryByText(words)).toBeNull();
  expect(screen.getByLabelText("Titlu")).toBe(title);
  expect(document.activeElement).toBe(title);
  expect((title as HTMLInputElement).value).toBe("Scris între timp");
});

it("tries ever less often by itself, and at once when the server is back", async () => {
  const load = fetched(1_000);
  await show(load);
  await later(600_000);
  const slowly = load.mock.calls.length;
  expect(slowly).toBeGreaterThan(10);
  expect(slowly).toBeLessThan(40);
  for (const back of [() => dispatchEvent(new Event("online")), () => liveState.set("live")]) {
    const before = load.mock.calls.length;
    await act(async () => back());
    expect(load.mock.calls.length).toBe(before + 1);
  }
});

it("tries when asked; in vain, it offers to load the page anew", async () => {
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  const load = fetched(1_000);
  await show(load);
  await user.click(screen.getByRole("button", { name: "Reîncercați" }));
  await user.click(await screen.findByRole("button", { name: "Reîncărcați pagina" }));
  expect(loadNewVersion).toHaveBeenCalledWith("asked");
  load.mockImplementation(fetched(0));
  await user.click(screen.getByRole("button", { name: "Reîncercați" }));
  await screen.findByText("Partea de jos");
  expect(document.activeElement?.textContent).toBe("Partea de jos");
});

it("stands in a window where the part is one, and closes like it", async () => {
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  const { onClose } = await show(fetched(1_000), { notice: "dialog" });
  expect(screen.getByRole("dialog", { name: "Fereastra nu s-a putut încărca" })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Închideți" }));
  expect(onClose).toHaveBeenCalled();
});

it("looks for a newer version when the file of the page itself is gone", async () => {
  const script = Object.assign(document.createElement("script"), {
    type: "module",
    src: "/assets/index-1.js",
  });
  document.head.append(script);
  vi.mocked(fetch).mockResolvedValue(new Response(null, { status: 404 }));
  await show(fetched(1_000));
  expect(loadNewVersion).toHaveBeenCalledWith("itself");
});

it("leaves every other failure to the boundary of the page", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  await show(fetched(1, new TypeError("x is not a function")));
  expect(screen.getByText("Pagina a căzut: x is not a function")).toBeTruthy();
});
