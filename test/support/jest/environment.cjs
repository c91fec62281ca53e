const { TestEnvironment } = require("jest-environment-node");

let only;

/** One sandbox for all files of a worker, so that what `runtime.cjs` keeps loaded belongs to it. */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    if (only) return only;
    super(config, context);
    only = this;
    // Jest asks for 100 frames and maps each to its source, for every error of GraphQL too: a sixth of the time of tests that are refused.
    this.global.Error.stackTraceLimit = 8;
    this.before = new Set(Object.getOwnPropertySymbols(this.global));
  }

  /** The sandbox stays; what the test framework keeps in it of one file does not. */
  async teardown() {
    for (const symbol of Object.getOwnPropertySymbols(this.global))
      if (!this.before.has(symbol)) delete this.global[symbol];
  }
};
