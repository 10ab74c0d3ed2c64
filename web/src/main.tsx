import "./ui/theme/styles";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { startUploads } from "./features/document/uploads";
import { startAutosave } from "./lib/autosave/autosave";
import { startDrafts } from "./lib/drafts/drafts";
import { loadTexts } from "./lib/i18n";
import { start } from "./lib/session/session";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

void start();
startAutosave();
startDrafts();
startUploads();
void Promise.all([loadTexts("ui"), loadTexts("app")]).then(() => createRoot(root).render(<App />));

if (import.meta.env.PROD && "serviceWorker" in navigator) {
  addEventListener("load", () => void navigator.serviceWorker.register("/sw.js"));
}
