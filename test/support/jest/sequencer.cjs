const { sep } = require("node:path");
const { default: Sequencer } = require("@jest/test-sequencer");

/** More than half a minute each, and not by their length, by which Jest orders what it has never run: begun last, they would run alone. */
const SLOW = [
  ...["recipes", "dev", "node-22", "demo/only-asked", "demo/market", "demo/demo", "cli/from-nothing"].map(
    (name) => `app/${name}`,
  ),
  ...["kills", "nodes", "single", "crowd", "galera", "roles", "upgrade"].map((name) => `faults/${name}`),
  ...["every-list", "replica", "migrations"].map((name) => `platform/${name}`),
  ...["available-actions-undecided", "available-actions-decided", "whole-case"].map(
    (name) => `case/complaints/${name}`,
  ),
  ...["access/matrix", "access/clients", "schema/events", "web/story", "market/vetting/vetting"],
];

module.exports = class extends Sequencer {
  static SLOW = SLOW;

  sort(tests) {
    const isSlow = ({ path }) => SLOW.some((name) => path.split(sep).join("/").endsWith(`test/${name}.test.ts`));
    const sorted = super.sort(tests);
    return [...sorted.filter(isSlow), ...sorted.filter((test) => !isSlow(test))];
  }
};
