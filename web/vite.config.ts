/// <reference types="vitest/config" />
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { catalogues } from "./build/catalogues.ts";
import { graphqlDocuments } from "./build/graphqlDocuments.ts";
import { themeCss } from "./build/themeCss.ts";

/** Where the API runs while developing; in production the same server answers both. */
const api = process.env.CALITAS_API ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [
    graphqlDocuments(),
    catalogues(),
    themeCss(),
    react(),
    VitePWA({
      injectRegister: false,
      registerType: "prompt",
      manifest: {
        name: "Calitas",
        short_name: "Calitas",
        lang: "ro",
        start_url: "/",
        display: "standalone",
        background_color: "#F6F7F9",
        theme_color: "#1A57A6",
        icons: [{ src: "/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" }],
      },
      workbox: {
        globPatterns: ["**/*.{js,css,html,svg}"],
        // The library of charts is fetched by whoever looks at a chart.
        globIgnores: ["config.js", "assets/Radar-*.js"],
        navigateFallback: "/index.html",
        navigateFallbackDenylist: [
          /^\/graphql/,
          /^\/explorer/,
          /^\/files\//,
          /^\/uploads\//,
          /^\/health/,
          /^\/exports\//,
          /^\/public\//,
          /^\/mailbox/,
          /^\/unsubscribe\//,
          /^\/metrics/,
          /\.[a-z]+$/,
        ],
      },
    }),
  ],
  build: {
    manifest: true,
    target: "es2022",
    cssCodeSplit: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      "/graphql": { target: api, ws: true },
      "/exports": api,
      "/files": api,
      "/imports": api,
      "/uploads": api,
    },
  },
  test: { environment: "jsdom", setupFiles: ["src/test/setup.ts"], restoreMocks: true, css: false },
});
