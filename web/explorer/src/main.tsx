import "graphiql/style.css";
import "./page.css";
import { createRoot } from "react-dom/client";
import { ExplorerPage } from "./ExplorerPage";

const root = document.getElementById("root");
if (root !== null) createRoot(root).render(<ExplorerPage />);
