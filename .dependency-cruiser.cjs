/** The districts of src/ from upstream to downstream: each imports only those before it. */
const DISTRICTS = [
  "platform",
  "house-rules",
  "accounts",
  "market",
  "case",
  "adjudication",
  "prevention",
  "public",
  "app",
];

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Imports go one way; a type that two nouns need belongs to the one upstream.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    ...DISTRICTS.slice(0, -1).map((district, index) => ({
      name: `${district}-is-upstream`,
      comment: `The order of dependency: ${DISTRICTS.join(", ")}.`,
      severity: "error",
      from: { path: `^src/${district}/` },
      to: { path: `^(src/(${DISTRICTS.slice(index + 1).join("|")})/|src/[^/]+$|migrations/)` },
    })),
    {
      name: "no-room-cycles",
      comment: "Rooms, too, know each other one way only.",
      severity: "error",
      scope: "folder",
      from: { path: "^src/" },
      to: { circular: true },
    },
    {
      name: "rules-are-pure",
      comment: "Lifecycles, policies and what is computed are read and tested without a database or an API.",
      severity: "error",
      from: { path: "\\.(lifecycle|policy|pure)\\.ts$" },
      to: { path: "node_modules/(typeorm|graphql|type-graphql)/" },
    },
    {
      name: "no-promise-is-followed",
      comment:
        "From the first use of AsyncLocalStorage on, Node 20 follows every promise of the process, and each request costs more.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(node:)?async_hooks$" },
    },
    {
      name: "migrations-stand-alone",
      comment: "A migration that has landed does the same for ever, whatever becomes of the code.",
      severity: "error",
      from: { path: "^migrations/" },
      to: { path: "^(src|bench)/", pathNot: "^src/platform/database/naming\\.ts$" },
    },
    {
      name: "one-door-to-migrations",
      comment: "Who needs the database takes `openDatabase` or its `MODEL`.",
      severity: "error",
      from: { path: "^(src|bench|ormconfig)", pathNot: "^src/app/open-database\\.ts$" },
      to: { path: "^migrations/" },
    },
    {
      name: "product-stands-alone",
      comment: "What runs in production imports neither tests nor benchmarks.",
      severity: "error",
      from: { path: "^(src|migrations)/" },
      to: { path: "^(test|bench)/" },
    },
    {
      name: "bench-without-tests",
      comment: "Benchmarks run from the build, which has no tests in it.",
      severity: "error",
      from: { path: "^bench/" },
      to: { path: "^test/" },
    },
    {
      name: "no-dev-packages-in-production",
      comment: "A package that src imports belongs in dependencies.",
      severity: "error",
      from: { path: "^(src|migrations)/" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "unknown"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "resolvable",
      comment: "Every import leads somewhere.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["require", "import", "node", "default", "types"],
    },
  },
};
