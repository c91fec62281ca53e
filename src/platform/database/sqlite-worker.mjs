// Runs statements of SQLite that take long, on a connection and a thread of its own: the process answers others meanwhile. Only reads.
import Database from "better-sqlite3";
import { parentPort, workerData } from "node:worker_threads";

const MOST_PREPARED = 100;

const database = new Database(workerData.file, { readonly: true, fileMustExist: true, timeout: 10_000 });
database.pragma(`cache_size = ${-workerData.cacheKib}`);
const prepared = new Map();

function statementOf(text) {
  let statement = prepared.get(text);
  if (statement) return statement;
  if (prepared.size >= MOST_PREPARED) prepared.clear();
  statement = database.prepare(text);
  prepared.set(text, statement);
  return statement;
}

parentPort.on("message", ({ number, text, params, asArrays }) => {
  const began = performance.now();
  try {
    const rows = statementOf(text)
      .raw(asArrays)
      .all(...params);
    parentPort.postMessage({ number, rows, took: performance.now() - began });
  } catch (error) {
    parentPort.postMessage({ number, failure: { message: error.message, code: error.code } });
  }
});
