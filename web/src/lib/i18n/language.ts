import { recall } from "../device";
import { createStore } from "../store";

export type Language = "ro" | "en";

/** The language of the page. Romanian is the source; a reader's choice on this device wins over the account's. */
export const language = createStore<Language>(recall("language") === "en" ? "en" : "ro");
