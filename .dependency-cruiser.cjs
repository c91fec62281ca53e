/** Rooms of src/ from upstream to downstream; what stands together may know each other. A downstream noun adds its fields upstream. */
const ROOMS = [
  ["platform"],
  ["policies", "accounts", "routing"],
  ["uploads"],
  ["providers"],
  ["listings"],
  ["promises"],
  ["orders"],
  ["complaints"],
  ["access"],
  ["evidence", "desk"],
  [
    "negotiation",
    "rules",
    "rulings",
    "penalties",
    "payments",
    "points",
    "deposit",
    "remedies",
    "returns",
    "appeals",
    "stays",
    "register",
  ],
  ["vetting", "training", "guides", "referrals", "reviews", "replay", "transparency"],
  ["reputation", "detection"],
  ["search", "inspections", "inbox", "dossier", "statistics"],
  ["import", "demo", "development"],
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
    {
      name: "platform-knows-no-domain",
      comment: "src/platform knows no domain word.",
      severity: "error",
      from: { path: "^src/platform/" },
      to: { path: "^src/", pathNot: "^src/platform/" },
    },
    ...ROOMS.slice(0, -1).map((rooms, index) => ({
      name: `downstream-of-${rooms.join("-")}`,
      comment: "Imports between nouns go one way.",
      severity: "error",
      from: { path: `^src/(${rooms.join("|")})/` },
      to: {
        path: `^src/(${ROOMS.slice(index + 1)
          .flat()
          .join("|")})/`,
      },
    })),
    {
      name: "rules-are-pure",
      comment: "Lifecycles, policies and schedules are read and tested without a database or an API.",
      severity: "error",
      from: { path: "\\.(lifecycle|policy|schedule)\\.ts$" },
      to: { path: "node_modules/(typeorm|graphql|type-graphql)/" },
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
