import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compressed } from "../compressed.mjs";

export default defineConfig({
  base: "/playground/",
  plugins: [react(), systemFonts(), compressed({ quality: 9 })],
  build: {
    outDir: "../../dist/playground",
    emptyOutDir: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4000, // the Monaco editor is large by nature, and served from the same machine
    rolldownOptions: {
      // GraphiQL's packages carry directives for the React compiler, which has no work to do here.
      onLog: (level, log, report) => log.code === "MODULE_LEVEL_DIRECTIVE" || report(level, log),
    },
  },
});

/** GraphiQL's style sheet carries its fonts in it, for every script of the world: half a megabyte before anything is shown. */
function systemFonts() {
  return {
    name: "system-fonts",
    enforce: "pre",
    transform: (code, id) =>
      /graphiql.dist.style\.css/.test(id) ? code.replace(/@font-face\s*\{[^}]*\}/g, "") : undefined,
  };
}
