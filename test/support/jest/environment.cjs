const { TestEnvironment } = require("jest-environment-node");

let only;

/** One sandbox for all files of a worker, so that what `runtime.cjs` keeps loaded belongs to it. */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    if (only) return only;
    super(config, context);
    only = this;
    this.before = new Set(Object.getOwnPropertySymbols(this.global));
  }

  /** The sandbox stays; what the test framework keeps in it of one file does not. */
  async teardown() {
    for (const symbol of Object.getOwnPropertySymbols(this.global))
      if (!this.before.has(symbol)) delete this.global[symbol];
  }
};
