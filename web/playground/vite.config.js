import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  base: "/playground/",
  plugins: [react()],
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
