import { defineConfig, type Plugin } from "vite";

/** Leaves out the fonts inside GraphiQL's style sheet: our pages load no font from an address of its own text. */
const withoutFonts: Plugin = {
  name: "calitas:without-fonts",
  enforce: "pre",
  transform: {
    filter: { id: /graphiql\/dist\/style\.css$/ },
    handler: (css) => ({ code: css.replaceAll(/@font-face\s*\{[^}]*\}/g, ""), map: null }),
  },
};

/** Built beside the application, so that the server finds it under /explorer/. */
export default defineConfig({
  base: "/explorer/",
  plugins: [withoutFonts],
  build: {
    outDir: "../dist/explorer",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    rollupOptions: { checks: { moduleLevelDirective: false } },
  },
  server: {
    proxy: { "/graphql": { target: process.env.CALITAS_API ?? "http://127.0.0.1:8080", ws: true } },
  },
});
