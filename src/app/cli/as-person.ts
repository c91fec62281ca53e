import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import type { Command } from "commander";
import type { Actor } from "../../accounts/actor/actor";
import { signInWithCode } from "../../accounts/sign-in/sign-in-with-code";
import { Sessions, type Session } from "../../accounts/sign-in/sessions";
import { signOut } from "../../accounts/sessions/sign-out";
import type { Config } from "../../config";
import { systemClock } from "../../platform/clock";
import type { Database } from "../../platform/database/database";
import type { Tx } from "../../platform/database/tx";
import { explain } from "../../platform/messages/explain";
import { Refusal } from "../../platform/refusal";
import { Sealer } from "../../platform/secrets/sealed";
import { isDemo } from "../demo/demo-accounts";
import { CannotDo } from "./cannot-do";
import type { Terminal } from "./terminal";

const CLIENT = { address: "127.0.0.1", userAgent: "redress" };

/** A command's options that say who does it. */
export const asWhom = (command: Command): Command =>
  command
    .requiredOption("--as <login>", "who does it; their password is read from the standard input")
    .option("--code <code>", "their second factor: a code of their app, or a recovery code");

const SET_UP = { reason: "secondFactor.setUp" } as const;

/**
 * Does what a person must do, as that person: with their password, and their second factor where they have one, as on the pages. The
 * operator of the server is nobody's second person.
 */
export async function asPerson<R>(
  { config, database, terminal }: { config: Config; database: Database; terminal: Terminal },
  { login, code }: { login: string; code?: string },
  work: (tx: Tx, actor: Actor) => Promise<R>,
): Promise<R> {
  const { secret, secretPrevious } = config;
  const demo = config.demo === "IF_DEMO" ? await isDemo(database) : config.demo;
  const sessions = new Sessions(database, systemClock, {
    secret,
    secretPrevious,
    staffSecondFactor: config.staffSecondFactor ?? !demo,
  });
  const sealer = new Sealer(secret, secretPrevious);
  const { accessToken } = await signIn(sessions, sealer, {
    login,
    code,
    password: await readPassword(login, terminal),
  });
  const { actor, sessionId } = await sessions.authenticate(accessToken);
  try {
    // As on the pages. Elsewhere it would be said that their role may not do this.
    if (actor.withheld) throw new CannotDo(`${login}: ${explain(new Refusal("SECOND_FACTOR_REQUIRED", SET_UP), "en")}`);
    return await database.transact((tx) => work(tx, actor));
  } finally {
    await database.transact((tx) => signOut(tx, actor, sessionId));
  }
}

async function signIn(
  sessions: Sessions,
  sealer: Sealer,
  { login, password, code }: { login: string; password: string; code?: string },
): Promise<Session> {
  try {
    return await sessions.signIn({ login, password }, CLIENT);
  } catch (error) {
    const challenge = error instanceof Refusal ? error.details.secondStep?.challenge : undefined;
    if (challenge === undefined) throw error;
    if (code === undefined)
      throw new CannotDo(`${login} signs in with a second factor: add --code, from the app or of the recovery codes.`);
    return signInWithCode(sessions, sealer, CLIENT, { challenge, code });
  }
}

/** The first line of the standard input; not shown while it is typed. */
async function readPassword(login: string, { stdin, stderr }: Terminal): Promise<string> {
  if (stdin.isTTY) stderr.write(`Password of ${login}: `);
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: silence, terminal: stdin.isTTY });
  for await (const line of lines) {
    if (stdin.isTTY) stderr.write("\n");
    lines.close();
    return line;
  }
  throw new CannotDo(`The password of ${login} is read from the standard input, and there was none.`);
}
