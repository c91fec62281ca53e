const path = require("node:path");
const { default: Runtime } = require("jest-runtime");

const source = path.join(__dirname, "../../../src") + path.sep;

/**
 * Which test is running, as Jest keeps it. Its own way makes Node follow every promise, once more for each file that a worker has run: a
 * sixth of the time of a run. Tests of a file run one after the other here (nothing is `test.concurrent`), so the last one begun is it.
 */
class OneAtATime {
  #store;

  getStore() {
    return this.#store;
  }

  run(store, callback) {
    const before = this.#store;
    const restore = () => (this.#store = before);
    this.#store = store;
    return Promise.resolve(callback()).finally(restore);
  }
}

/** What a call of the browser's driver keeps for calls within it: only how it is named in an error. It never leaves the call's own stack. */
class WhileItIsCalled {
  #store;

  getStore() {
    return this.#store;
  }

  run(store, callback) {
    const before = this.#store;
    this.#store = store;
    try {
      return callback();
    } finally {
      this.#store = before;
    }
  }
}

const driver = `${path.sep}playwright-core${path.sep}`;

class OurRuntime extends Runtime {
  /** In the realm of the process, `process` is no copy, and keeps its own way to Node's modules. */
  installGetBuiltinModule() {}

  requireModule(from, moduleName, options, isRequireActual) {
    return moduleName === "async_hooks" && from.includes(driver)
      ? { AsyncLocalStorage: WhileItIsCalled }
      : super.requireModule(from, moduleName, options, isRequireActual);
  }
}

/** What loads the modules that all test files of a worker share. It is never torn down. */
let keeper;

/**
 * Jest loads every module anew for each test file: 2,400 of them, most of a second test file's time. Here the project's
 * own modules and its libraries are loaded once in a worker; test files and their helpers still start afresh. Allowed
 * because no module of `src` keeps a state that one test could leave to another. `jest.mock` has no effect on what is
 * shared; `jest.spyOn` has, and is undone after each file.
 */
module.exports = class SharingRuntime extends OurRuntime {
  constructor(...given) {
    super(...given);
    keeper ??= new OurRuntime(...given);
  }

  requireModule(from, moduleName, options, isRequireActual) {
    if (options?.isInternalModule && moduleName === "node:async_hooks") return { AsyncLocalStorage: OneAtATime };
    const shared = !options?.isInternalModule && isShared(from, moduleName);
    return shared
      ? keeper.requireModuleOrMock(from, moduleName)
      : super.requireModule(from, moduleName, options, isRequireActual);
  }
};

function isShared(from, moduleName) {
  if (moduleName === undefined) return from.startsWith(source) || from.includes(`${path.sep}node_modules${path.sep}`);
  if (path.isAbsolute(moduleName)) return moduleName.startsWith(source);
  if (moduleName.startsWith(".")) return path.resolve(path.dirname(from), moduleName).startsWith(source);
  return true;
}
