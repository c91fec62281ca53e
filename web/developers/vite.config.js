import { defineConfig } from "vite";

/** Only the script of the pages; `build.mjs` writes the pages beside it. */
export default defineConfig({
  base: "/developers/",
  build: {
    outDir: "../../dist/developers",
    emptyOutDir: true,
    reportCompressedSize: false,
    lib: { entry: "page.js", formats: ["es"], fileName: () => "page.js" },
  },
});
