// Sets light or dark and the height of rows before the first paint, so that a dark page does not flash white.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("calitas.scheme");
    if (localStorage.getItem("calitas.density") === "compact")
      document.documentElement.dataset.density = "compact";
  } catch {
    // Storage may be forbidden; the system's choice holds then.
  }
  const isDark =
    chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", isDark ? "dark" : "light");
})();
