import { createStore } from "./store";

/** What assistive technology should say next. `urgent` interrupts; the number makes equal messages distinct. */
export type Announcement = { text: string; urgent: boolean; number: number };

export const announcement = createStore<Announcement>({ text: "", urgent: false, number: 0 });

export function announce(text: string, urgent = false): void {
  announcement.set({ text, urgent, number: announcement.get().number + 1 });
}
