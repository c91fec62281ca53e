import type { JetStreamClient, JetStreamManager, StreamConfig } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Accepted, EventSink, OutgoingEvent } from "./event-sink";
import type { NatsSettings } from "./events-url.pure";

const PATIENCE_MS = 10_000;
/** A silent server is noticed after two of these. */
const PING_MS = 5_000;
const NANOSECONDS = 1_000_000;
const MINUTE_MS = 60_000;
/** All subjects begin so. */
const ROOT = "redress";

/** What a stream begins with that is not there. One that is there stays as somebody has made it. docs/events-out.md names these. */
export const NEW_STREAM = {
  subjects: [`${ROOT}.>`],
  storage: "file",
  retention: "limits",
  discard: "old",
  max_age: 7 * 24 * 60 * MINUTE_MS * NANOSECONDS,
  duplicate_window: 10 * MINUTE_MS * NANOSECONDS,
} as const satisfies Partial<StreamConfig>;

/** A stream of NATS JetStream. One connection, which is not mended: whoever publishes opens another one. */
export class NatsSink implements EventSink {
  private constructor(
    private readonly connection: NatsConnection,
    private readonly client: JetStreamClient,
    private readonly stream: string,
  ) {}

  /** Makes the stream unless it is there. The library is loaded only where events leave. */
  static async open(settings: NatsSettings): Promise<NatsSink> {
    const { stream } = settings;
    const connection = await connectTo(settings);
    try {
      const { manager, isThere } = await managerOf(connection, stream);
      if (!isThere) await manager.streams.add({ name: stream, ...NEW_STREAM, subjects: [...NEW_STREAM.subjects] });
      return new NatsSink(connection, manager.jetstream(), stream);
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  /** Whether the stream is there; throws when nothing could be sent. Changes nothing. */
  static async isThere(settings: NatsSettings): Promise<boolean> {
    const connection = await connectTo(settings);
    try {
      return (await managerOf(connection, settings.stream)).isThere;
    } finally {
      await connection.close();
    }
  }

  /**
   * All are on the way at once. The server keeps one only if the last that it kept is the one before it: where one is lost or refused, those
   * after it are refused as well, and come again in their order.
   */
  async publish(events: readonly OutgoingEvent[]): Promise<Accepted> {
    const { headers } = await import("@nats-io/transport-node");
    const answers = await Promise.allSettled(
      events.map(({ topic, messageId, event }, index) => {
        const before = events[index - 1]?.messageId;
        const told = headers();
        told.set("Content-Type", "application/cloudevents+json; charset=UTF-8");
        return this.client.publish(`${ROOT}.${topic}`, JSON.stringify(event), {
          headers: told,
          msgID: messageId,
          timeout: PATIENCE_MS,
          expect: { streamName: this.stream, ...(before === undefined ? {} : { lastMsgID: before }) },
        });
      }),
    );
    const failed = answers.findIndex(({ status }) => status === "rejected");
    if (failed === -1) return { count: events.length, problem: null };
    return { count: failed, problem: (answers[failed] as PromiseRejectedResult).reason };
  }

  async close(): Promise<void> {
    await this.connection.close().catch(() => undefined);
  }
}

async function managerOf(
  connection: NatsConnection,
  stream: string,
): Promise<{ manager: JetStreamManager; isThere: boolean }> {
  const { jetstreamManager, JetStreamApiCodes, JetStreamApiError } = await import("@nats-io/jetstream");
  const manager = await jetstreamManager(connection, { timeout: PATIENCE_MS });
  const isThere = await manager.streams.info(stream).then(
    () => true,
    (error: unknown) => {
      if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound) return false;
      throw error;
    },
  );
  return { manager, isThere };
}

async function connectTo({ servers, tls, user, password, token, credentials }: NatsSettings): Promise<NatsConnection> {
  const { connect, credsAuthenticator } = await import("@nats-io/transport-node");
  return connect({
    servers,
    name: "redress",
    timeout: PATIENCE_MS,
    reconnect: false,
    pingInterval: PING_MS,
    ...(tls ? { tls: {} } : {}),
    ...(user === undefined ? {} : { user, pass: password ?? "" }),
    ...(token === undefined ? {} : { token }),
    ...(credentials === undefined ? {} : { authenticator: credsAuthenticator(new TextEncoder().encode(credentials)) }),
  });
}
