/** The floors of the pages: each imports only those before it. The rooms between the shell and the routes are all the other folders. */
const FLOORS = ["browser", "text", "api", "design", "shell"];
const ROOM = `^web/app/src/(?!(${FLOORS.join("|")})/)[^/]+/`;
const TOP = "^web/app/src/[^/]+$";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Imports go one way; a type that two files need belongs to the one upstream.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    ...FLOORS.map((floor, index) => ({
      name: `${floor}-is-upstream`,
      comment: `The order of dependency: ${FLOORS.join(", ")}, the rooms, the routes.`,
      severity: "error",
      from: { path: `^web/app/src/${floor}/` },
      to: { path: [...FLOORS.slice(index + 1).map((later) => `^web/app/src/${later}/`), ROOM, TOP] },
    })),
    {
      name: "rooms-are-upstream",
      comment: "The routes name the rooms' pages, never the other way round.",
      severity: "error",
      from: { path: ROOM },
      to: { path: TOP },
    },
    {
      name: "no-room-cycles",
      comment: "Rooms, too, know each other one way only.",
      severity: "error",
      scope: "folder",
      from: { path: "^web/app/src/" },
      to: { circular: true },
    },
    {
      name: "pages-alone",
      comment: "Pages know the server by its schema only.",
      severity: "error",
      from: { path: "^web/app/" },
      to: { path: "^(src|migrations|bench|test)/" },
    },
    {
      name: "one-door-to-the-client",
      comment: "Pages take what they need of the client from `api/`.",
      severity: "error",
      from: { path: "^web/app/src/", pathNot: "^web/app/src/api/" },
      to: { path: "^clients/" },
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
    tsConfig: { fileName: `${__dirname}/web/app/tsconfig.json` },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "browser", "default", "types"],
      mainFields: ["module", "main", "types", "typings"],
    },
  },
};
