const { translation } = require("./bin/lib/translate.mjs");

// Packages that ship ES modules only; Jest's runtime is CommonJS, so they are translated like our own code.
const esmOnly = [
  "jose",
  "openid-client",
  "oauth4webapi",
  "file-type",
  "strtok3",
  "token-types",
  "uint8array-extras",
  "@tokenizer",
  "@borewit",
];

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "<rootDir>/test/support/jest/environment.cjs",
  runtime: "<rootDir>/test/support/jest/runtime.cjs",
  resolver: "<rootDir>/test/support/jest/resolver.cjs",
  testSequencer: "<rootDir>/test/support/jest/sequencer.cjs",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  transform: { "\\.(ts|js|mjs)$": ["@swc/jest", translation] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join("|")})/)`, "<rootDir>/dist/"],
  // file-type offers CommonJS only Node's own "module-sync" door, which Jest does not know.
  moduleNameMapper: { "^file-type$": "<rootDir>/node_modules/file-type/index.js" },
  setupFiles: ["reflect-metadata", "<rootDir>/src/app/messages.ts"],
  globalSetup: "<rootDir>/test/support/global-setup.ts",
  globalTeardown: "<rootDir>/test/support/global-teardown.ts",
  // One more than CI has cores: tests wait for sockets, databases and the browser. With four, what each loads and compiles cost more than that.
  maxWorkers: 3,
  // What a worker has loaded for one file it never lets go of: past this it is replaced by a fresh one, so none outgrows 1 GB.
  workerIdleMemoryLimit: "550MB",
  testTimeout: 120_000,
};
