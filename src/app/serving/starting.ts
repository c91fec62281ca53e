import type { Logger } from "pino";
import type { Config } from "../../config";
import type { Mailer } from "../../platform/carriers/mailer";
import type { Pusher } from "../../platform/carriers/pusher";
import type { Clock } from "../../platform/clock";
import type { Limits } from "../../platform/graphql/limits";
import type { Port } from "./port";
import type { Sandbox } from "../sandboxes/sandbox.entity";

export interface ServerOptions {
  clock?: Clock;
  log?: Logger;
  limits?: Partial<Limits>;
  /** graphql-js instead of compiled operations, for comparison. */
  compile?: boolean;
  /** false: each subscription is executed alone, for comparison. */
  share?: boolean;
  /** In place of the one that sends over https. */
  pusher?: Pusher;
  /** In place of the one that SMTP_URL names. */
  mailer?: Mailer;
  /** It is a sandbox's: it listens nowhere, and is handed its requests. */
  sandbox?: Sandbox;
  /** Told how much of the demo's market is filled, in per cent. */
  onMarket?: (percent: number) => void;
}

/** What every part of a server is started with. */
export interface Starting {
  config: Config;
  options: ServerOptions;
  log: Logger;
  port: Port;
  /** Is given how to end what goes on by itself, when the server stops or the rest of its start fails. */
  begun: Begun;
}

/** How to end what goes on by itself, in the order in which it began. */
export type Begun = (() => unknown)[];

/** The last first; what fails keeps nothing else from ending. Returns the faults. */
export async function endAll(begun: Begun): Promise<unknown[]> {
  const faults: unknown[] = [];
  for (const end of begun.splice(0).reverse())
    try {
      await end();
    } catch (error) {
      faults.push(error);
    }
  return faults;
}
