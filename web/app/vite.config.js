import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import sirv from "sirv";
import { defineConfig } from "vite";
import { compressed } from "../compressed.mjs";
import { firstScript } from "./build-first.mjs";
import { keepFormerBuild, serviceWorker } from "./build-worker.mjs";

const outDir = join(import.meta.dirname, "../../dist/pages");
const pdfjs = join(import.meta.dirname, "../../node_modules/pdfjs-dist");
const api = process.env.API ?? "http://localhost:4000";

/** Parts of the common folders that few pages need, so the others do not fetch them. */
const OF_FEW_PAGES = [
  ...[
    "palette",
    "second-step",
    "use-enter",
    "use-first-entry",
    "forgotten",
    "sign-up",
    "welcome",
    ".*\\.page",
    "passkey",
    "use-file",
    "send-file",
    "sign-in-with",
  ],
  ...["markdown", "event-chain", "folded", "tabs", "bars", "chart", "spark", "bilingual", "several", "committed-input"],
  ...["combobox", "options", "segments", "use-wide", "earlier", "score-ring", "as-of", "filters", "table-frame"],
  ...["download-button", "event-type", "told", "steady", "use-now-and-then", "event-streams"],
  ...["money-input", "action-button", "room-", "go-on-in"],
];

/** An icon comes with the pages that show it; those that pages of several parts show are no file of their own. */
const ICONS = "lucide-react.*icons.(send|shield-check|triangle-exclamation-point)[.]";

const MAIN = new RegExp(
  `clients.typescript.src.files|node_modules.(react|react-dom|react-router|scheduler)/|${ICONS}|app.src.(main|market.categories|(design|text|api|shell).(?!${OF_FEW_PAGES.join("|")}))`,
);
const CASES =
  /app.src.(evidence.(pieces|send-pieces|kind-of|adding-to|choose-files)|api.send-file|case.(turn|case-head|my-cases.generated|actions.(act-dialog|ask-dialog))|design.(stamp|use-wide|earlier)|text.event-type)|node_modules.idb-keyval/;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    react(),
    pdfjsFiles(),
    firstWords(),
    ownDocuments(),
    firstScript(),
    serviceWorker(outDir, wordsOfPages),
    keepFormerBuild(outDir),
    compressed(),
  ],
  build: {
    outDir,
    emptyOutDir: false,
    cssCodeSplit: false,
    // Every browser that these pages are written for has it.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    sourcemap: false,
    // What most pages share comes in a few files instead of forty: on a slow line each request costs as much as 10 kB.
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: {
        // Each name stands in the first script and in the main one: one letter less of each counts on the first visit.
        entryFileNames: "assets/[name]-[hash:7].js",
        chunkFileNames: "assets/[name]-[hash:7].js",
        codeSplitting: {
          groups: [
            { name: "main", test: MAIN, priority: 9 },
            // What several pages of one part share, and pages of others do not wait for.
            { name: "cases", test: CASES, priority: 7 },
            {
              name: "staff",
              test: /app.src.(desk.(staff-panel|legal-holds|queue-place|use-kept-lease|notes|moderator-picker)|filing-limits)|design.options/,
              priority: 6,
            },
            { name: "rooms", test: /app.src.text.room-/, priority: 8 },
            { name: "public", test: /app.src.(market.(?!categor)|register)/, minShareCount: 2, priority: 6 },
          ],
        },
      },
    },
  },
  // `npx vite web/app` beside a running `npm start`: pages that reload as they are edited.
  server: {
    fs: { allow: [".", "../../clients/typescript/src", "../../node_modules"] },
    proxy: {
      "/graphql": { target: api, ws: true },
      "/evidence": api,
      "/verification": api,
      "/dossiers/": api,
      "/exports/": api,
      "/playground/": api,
      "^/register(/|$)": api,
    },
  },
});

/** What the PDF viewer asks for by name as documents need it: character maps, the standard fonts, a picture decoder. */
function pdfjsFiles() {
  const { version } = JSON.parse(readFileSync(join(pdfjs, "package.json"), "utf8"));
  const base = `assets/pdfjs-${version}`;
  return {
    name: "pdfjs-files",
    configureServer: ({ middlewares }) => void middlewares.use(`/${base}`, sirv(pdfjs, { dev: true })),
    generateBundle() {
      for (const folder of ["cmaps", "standard_fonts", "wasm"])
        for (const name of readdirSync(join(pdfjs, folder)).filter((name) => !name.endsWith(".wasm")))
          this.emitFile({
            type: "asset",
            fileName: `${base}/${folder}/${name}`,
            source: readFileSync(join(pdfjs, folder, name)),
          });
    },
  };
}

/** The first word of each page's address, for the server, which answers 404 to all others. */
function firstWords() {
  return {
    name: "first-words",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "first-words.json", source: JSON.stringify(wordsOfPages()) });
    },
  };
}

function wordsOfPages() {
  const source = join(import.meta.dirname, "src");
  const files = readdirSync(source, { recursive: true }).filter((name) => /(^|\/)routes\.tsx?$/.test(name));
  const texts = files.map((name) => readFileSync(join(source, name), "utf8"));
  const words = texts.flatMap((text) => [...text.matchAll(/path: "\/([a-z-]*)/g)].map(([, word]) => word));
  return [...new Set(words)].sort();
}

/** The documents that these pages send, for the server to register. */
function ownDocuments() {
  return {
    name: "own-documents",
    generateBundle() {
      this.emitFile({
        type: "asset",
        fileName: "persisted-documents.json",
        source: readFileSync(join(import.meta.dirname, "src/api/persisted-documents.generated.json")),
      });
    },
  };
}
