import "reflect-metadata";
import { parseArgs } from "node:util";
import { hintOf, newApiKey } from "../src/accounts/sessions/api-key.pure";
import { hashPassword } from "../src/accounts/passwords/password.pure";
import { digestOf } from "../src/accounts/account/secret-token.pure";
import { Sandbox } from "../src/app/sandboxes/sandbox.entity";
import { parseConfig } from "../src/config";
import { newId } from "../src/platform/ids";
import { startServer } from "../src/server";
import { temporaryFolder } from "./support/folder";
import { memoryInUse } from "./support/memory";
import { serverSettings } from "./support/server-settings";

/**
 * npm run bench:sandboxes [-- --open 8]
 *
 * How long a sandbox takes to be opened for the first time, and how much memory each one that is open costs the process, with a case in every
 * state in it.
 */
const { values: options } = parseArgs({ options: { open: { type: "string", default: "8" } } });
const OPEN = Number(options.open);
const STATES = ["NEGOTIATING", "SETTLING", "EVIDENCE", "RULED", "APPEALED", "ENFORCING", "STAYED", "CLOSED"];
const MIB = 1024 * 1024;

async function main(): Promise<void> {
  const folder = temporaryFolder();
  const settings = { ...serverSettings(`sqlite:${folder}/redress.db`, "a secret of the bench, long enough to be one") };
  const server = await startServer(
    parseConfig({ ...settings, DATA_DIR: folder, PORT: "0", SANDBOXES: String(OPEN), SANDBOXES_OPEN: String(OPEN) }),
  );
  try {
    const before = memoryInUse();
    for (let n = 1; n <= OPEN; n += 1) {
      const key = newApiKey("test");
      const kept = { secretHash: digestOf(key), hint: hintOf(key) };
      const id = newId(Sandbox);
      const { database } = server.services;
      await database.transact(async (tx) => {
        const now = { createdAt: tx.now, lastUsedAt: tx.now };
        const passwordHash = await hashPassword(key);
        const credentials = {
          passwordHash,
          providerKey: kept,
          platformKey: { ...kept, secretHash: digestOf(`${key} `) },
        };
        tx.insert(Sandbox, { id, providerId: null, name: "bench", credentials, ...now });
      });
      const ask = async (query: string): Promise<void> => {
        const headers = { "content-type": "application/json", authorization: `Bearer ${key}` };
        const body = JSON.stringify({ query });
        const answer = await fetch(`${server.url}/sandbox/${id}/graphql`, { method: "POST", headers, body });
        const text = await answer.text();
        if (!answer.ok || text.includes('"errors"')) throw new Error(text);
      };
      const began = performance.now();
      await ask("{ viewer { id } }");
      const opened = performance.now() - began;
      for (const state of STATES) await ask(`mutation { createTestCase(input: { state: ${state} }) { complaintId } }`);
      const { rss, heapUsed } = memoryInUse();
      const each = (now: number, then: number): string => `${((now - then) / n / MIB).toFixed(1)} MiB`;
      process.stdout.write(
        `${n} open: first opened in ${opened.toFixed(0)} ms; each costs ${each(rss, before.rss)} resident, ${each(heapUsed, before.heapUsed)} of heap\n`,
      );
    }
  } finally {
    await server[Symbol.asyncDispose]();
  }
}

void main();
