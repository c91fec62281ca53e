import type { JetStreamClient, JetStreamManager, StreamConfig, StreamInfo } from "@nats-io/jetstream";
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
    private readonly isReplicated: boolean,
  ) {}

  /** Makes the stream unless it is there. The library is loaded only where events leave. */
  static async open(settings: NatsSettings): Promise<NatsSink> {
    const { stream } = settings;
    const connection = await connectTo(settings);
    try {
      const { manager, found } = await managerOf(connection, stream);
      const { config } =
        found ?? (await manager.streams.add({ name: stream, ...NEW_STREAM, subjects: [...NEW_STREAM.subjects] }));
      return new NatsSink(connection, manager.jetstream(), stream, config.num_replicas > 1);
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  /** Whether the stream is there; throws when nothing could be sent. Changes nothing. */
  static async isThere(settings: NatsSettings): Promise<boolean> {
    const connection = await connectTo(settings);
    try {
      return (await managerOf(connection, settings.stream)).found !== null;
    } finally {
      await connection.close();
    }
  }

  async publish(events: readonly OutgoingEvent[]): Promise<Accepted> {
    const { headers } = await import("@nats-io/transport-node");
    const one = async ({ topic, messageId, event }: OutgoingEvent, before?: OutgoingEvent): Promise<void> => {
      const told = headers();
      told.set("Content-Type", "application/cloudevents+json; charset=UTF-8");
      const { seq } = await this.client.publish(`${ROOT}.${topic}`, JSON.stringify(event), {
        headers: told,
        msgID: messageId,
        timeout: PATIENCE_MS,
        expect: { streamName: this.stream, ...(before === undefined ? {} : { lastMsgID: before.messageId }) },
      });
      if (seq === 0) throw new Error("NATS has heard of an event and not said where it is kept");
    };
    return this.isReplicated ? oneByOne(events, one) : allAtOnce(events, one);
  }

  get isOpen(): boolean {
    return !this.connection.isClosed();
  }

  async close(): Promise<void> {
    await this.connection.close().catch(() => undefined);
  }
}

type PublishOne = (event: OutgoingEvent, before?: OutgoingEvent) => Promise<void>;

/**
 * The server keeps one only if the last that it kept is the one before it: where one is lost or refused, those after it are refused as well,
 * and come again in their order.
 */
async function allAtOnce(events: readonly OutgoingEvent[], publish: PublishOne): Promise<Accepted> {
  const answers = await Promise.allSettled(events.map((event, index) => publish(event, events[index - 1])));
  const failed = answers.findIndex(({ status }) => status === "rejected");
  if (failed === -1) return { count: events.length, problem: null };
  return { count: failed, problem: (answers[failed] as PromiseRejectedResult).reason };
}

/** Of a replicated stream the server remembers the id of what it then refuses, and takes it for a duplicate when it comes again. */
async function oneByOne(events: readonly OutgoingEvent[], publish: PublishOne): Promise<Accepted> {
  for (const [count, event] of events.entries())
    try {
      await publish(event);
    } catch (problem) {
      return { count, problem };
    }
  return { count: events.length, problem: null };
}

async function managerOf(
  connection: NatsConnection,
  stream: string,
): Promise<{ manager: JetStreamManager; found: StreamInfo | null }> {
  const { jetstreamManager, JetStreamApiCodes, JetStreamApiError } = await import("@nats-io/jetstream");
  const manager = await jetstreamManager(connection, { timeout: PATIENCE_MS });
  const found = await manager.streams.info(stream).catch((error: unknown) => {
    if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound) return null;
    throw error;
  });
  return { manager, found };
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
