import { createStore } from "./store";

/** The institution last worked in: personal pages show its rail. */
export const currentTenant = createStore<string | null>(null);
