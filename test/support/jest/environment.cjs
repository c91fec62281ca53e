const { setFlagsFromString } = require("node:v8");
const vm = require("node:vm");
const { TestEnvironment } = require("jest-environment-node");

/** Stands for the realm of the process itself, wherever Jest would name the sandbox that it compiles for. */
const OURS = {};
const compileFunction = vm.compileFunction;
vm.compileFunction = (code, parameters, { parsingContext, ...options }) =>
  compileFunction(code, parameters, parsingContext === OURS ? options : { parsingContext, ...options });

setFlagsFromString("--expose-gc");
const collectGarbage = vm.runInNewContext("gc");
/** Jest asks how much a worker's heap contains, garbage included, and replaces one with more than `workerIdleMemoryLimit`. */
const MUCH = 400 * 2 ** 20;

/**
 * graphql-jit reads the stack of each error that it passes on, so of each refusal: finding its frames in the sources would cost more
 * than refusing. Theirs are shown as they were compiled.
 */
const PASSED_ON = ["Refusal", "GraphQLError"];

let only;

/**
 * The realm of the process instead of a sandbox: in a sandbox each use of a global (`Date`, `Promise`, `Map`) is intercepted. It is
 * the same for all files of a worker, so that what `runtime.cjs` keeps loaded belongs to it.
 */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    if (only) return only;
    super(config, context);
    only = this;
    this.global = globalThis;
    this.context = OURS;
    this.moduleMocker = new this.moduleMocker.constructor(globalThis);
    // Jest asks for 100 frames and maps each to its source, for every error of GraphQL too: a sixth of the time of tests that are refused.
    Error.stackTraceLimit = 8;
    this.before = new Set(Object.getOwnPropertySymbols(globalThis));
    // A file that is run alone is run in the process of the run's set-up, which has loaded the same declarations: they would be there twice.
    delete globalThis.TypeGraphQLMetadataStorage;
    this.exit = process.exit;
    this.console = console;
  }

  /** Jest has just installed its own formatter of stacks for the file. */
  async setup() {
    await super.setup();
    const inSources = Error.prepareStackTrace;
    Error.prepareStackTrace = (error, frames) =>
      PASSED_ON.includes(error?.name) ? [error, ...frames].join("\n    at ") : inSources(error, frames);
  }

  /** What the test framework keeps in it of one file does not stay. */
  async teardown() {
    process.exit = this.exit;
    globalThis.console = this.console;
    for (const symbol of Object.getOwnPropertySymbols(globalThis))
      if (!this.before.has(symbol)) Reflect.deleteProperty(globalThis, symbol);
    if (process.memoryUsage().heapUsed > MUCH) collectGarbage();
  }
};
