import { act, renderHook, waitFor } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { useWholeList } from "./useWholeList";

/** A list of so many pages; `isUp` tells whether the server answers. */
function open(pages: number, server = { isUp: true }) {
  const asked = vi.fn<(cursor: string | null | undefined) => void>();
  const { result, rerender } = renderHook(
    ({ isWanted }) => {
      const [read, setRead] = useState(1);
      const more = async (cursor: string | null | undefined) => {
        asked(cursor);
        if (server.isUp) setRead(Number(cursor) + 1);
      };
      return useWholeList(isWanted, { hasNextPage: read < pages, endCursor: String(read) }, more);
    },
    { initialProps: { isWanted: false } },
  );
  return { result, asked, server, want: () => rerender({ isWanted: true }) };
}

const cursorsOf = ({ asked }: ReturnType<typeof open>) => [
  ...new Set(asked.mock.calls.map(([cursor]) => cursor)),
];

describe("a whole list", () => {
  it("is read page by page once it is wanted", async () => {
    const list = open(4);
    expect(list.result.current.isWhole).toBe(false);
    expect(list.asked).not.toHaveBeenCalled();
    list.want();
    await waitFor(() => expect(list.result.current.isWhole).toBe(true));
    expect(cursorsOf(list)).toEqual(["1", "2", "3"]);
    expect(list.result.current.stoppedAt).toBeNull();
  });

  it("is there when it has one page", () => {
    const list = open(1);
    list.want();
    expect(list.result.current.isWhole).toBe(true);
    expect(list.asked).not.toHaveBeenCalled();
  });

  it("stops where no page comes, and goes on when asked to", async () => {
    const list = open(3, { isUp: false });
    list.want();
    await waitFor(() => expect(list.result.current.stoppedAt).toBe("1"));
    const times = list.asked.mock.calls.length;
    await act(async () => {});
    expect(list.asked).toHaveBeenCalledTimes(times);
    expect(list.result.current.isWhole).toBe(false);
    list.server.isUp = true;
    act(() => list.result.current.again());
    await waitFor(() => expect(list.result.current.isWhole).toBe(true));
  });
});
