import { createClient, type Client } from "graphql-ws";
import WebSocket from "ws";

export interface Line {
  kind: "scene" | "note" | "does" | "refused" | "sees";
  /** Display name; null for the narrator. */
  who: string | null;
  text: string;
}
export type Print = (line: Line) => void;

/** A live update that one person received. */
export interface Sighting {
  /** The id of the case, also for inbox notices about it, or of a ruling in the public register. */
  id: string;
  type: string;
}

export interface Update {
  cursor: string;
  caughtUp: boolean;
  event?: { type: string } | null;
  complaint?: {
    id: string;
    title: string;
    status: string;
    closureReason: string | null;
    provider: { id: string };
  } | null;
  ruling?: { id: string; status: string; outcome: string; publicText: string } | null;
  notice?: { type: string; text: string; complaint: { id: string } | null } | null;
  unreadCount?: number;
}

const PATIENCE = 10_000;
/** The access token has expired: reconnect with a new one and the last cursor. */
const TOKEN_ENDED = 4403;
const isTokenEnded = (closed: unknown): boolean => (closed as { code?: number }).code === TOKEN_ENDED;

/** One person's websocket, and what arrived over it. */
export class Listener {
  readonly seen: Sighting[] = [];
  /** Received, but not yet awaited. */
  private readonly fresh: Sighting[] = [];
  private socket: Client | undefined;
  private failure: Error | undefined;
  private tokenEnded = false;

  constructor(
    private readonly url: string,
    private readonly name: string,
    /** Called whenever the socket connects; `anew` if the previous token has expired. */
    private readonly credentials: (anew: boolean) => Promise<Record<string, string>>,
    private readonly print: Print,
  ) {}

  /** Follows a live stream from now on; resolves once the server has confirmed the subscription. */
  watch(field: string, selection: string, concerns: (update: Update) => boolean = () => true): Promise<void> {
    this.socket ??= createClient({
      url: `${this.url.replace(/^http/, "ws")}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: async () => {
        const anew = this.tokenEnded;
        this.tokenEnded = false;
        return this.credentials(anew);
      },
      shouldRetry: isTokenEnded,
      retryWait: () => Promise.resolve(),
      on: { closed: (event) => (this.tokenEnded ||= isTokenEnded(event)) },
    });
    // Sent again when the socket reconnects, with the cursor of the last update.
    const variables: { after?: string } = {};
    const [name = "", rest] = field.split("(");
    const call = rest === undefined ? `${name}(after: $after)` : `${name}(after: $after, ${rest}`;
    return new Promise((listening, failed) => {
      const fail = (reason: unknown): void => {
        this.failure = new Error(`${this.name} lost the live stream ${field}: ${describe(reason)}`);
        failed(this.failure);
      };
      this.socket?.subscribe<Record<string, Update>>(
        { query: `subscription Watch($after: String) { ${call} { cursor caughtUp ${selection} } }`, variables },
        {
          next: ({ data, errors }) => {
            if (errors) return fail(errors);
            for (const update of Object.values(data ?? {})) {
              if (concerns(update)) this.notice(update);
              variables.after = update.cursor;
              if (update.caughtUp) listening();
            }
          },
          error: fail,
          complete: () => undefined,
        },
      );
    });
  }

  /** Waits until this person has received the event, once for each call; if it does not arrive in time, the story fails. */
  async sees(type: string, id: string): Promise<void> {
    const deadline = Date.now() + PATIENCE;
    const isIt = (sighting: Sighting): boolean => sighting.type === type && sighting.id === id;
    while (!this.fresh.some(isIt)) {
      if (this.failure) throw this.failure;
      if (Date.now() > deadline) throw new Error(`${this.name} did not receive ${type} within ${PATIENCE / 1000} s`);
      await new Promise((wake) => setTimeout(wake, 5));
    }
    this.fresh.splice(this.fresh.findIndex(isIt), 1);
  }

  async hangUp(): Promise<void> {
    await this.socket?.dispose();
  }

  private notice({ event, complaint, ruling, notice, unreadCount }: Update): void {
    if (event && complaint) {
      const { id, title, status, closureReason } = complaint;
      this.note({ id, type: event.type }, `《${title}》 ${closureReason ? `${status}(${closureReason})` : status}`);
    } else if (ruling) {
      const type = ruling.status === "REVERSED" ? "RULING_REVERSED" : "RULING";
      this.note({ id: ruling.id, type }, `${ruling.outcome} ${ruling.publicText}`);
    } else if (notice?.complaint)
      this.note({ id: notice.complaint.id, type: "INBOX" }, `${unreadCount ?? 0} unread · ${notice.text}`);
  }

  private note(sighting: Sighting, text: string): void {
    this.seen.push(sighting);
    this.fresh.push(sighting);
    this.print({ kind: "sees", who: this.name, text: `${sighting.type.padEnd(22)} ${text}` });
  }
}

function describe(reason: unknown): string {
  if (Array.isArray(reason)) return reason.map(describe).join("; ");
  const { message, code, reason: closed } = reason as { message?: string; code?: number; reason?: string };
  return message ?? `connection closed, ${String(code)} ${closed ?? ""}`;
}
