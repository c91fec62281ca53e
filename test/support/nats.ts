import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { jetstreamManager, type StreamConfig } from "@nats-io/jetstream";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import type { CloudEvent } from "../../src/app/events-out/cloud-event";
import { eventually } from "./eventually";
import { freePort, startProcess, type TestProcess } from "./processes";
import { requireProgram } from "./programs";
import { temporaryFolder } from "./temporary";

export const NATS_PASSWORD = "p@ss/word of nats";

/** A message as the stream keeps it. */
export interface KeptMessage {
  subject: string;
  contentType: string;
  messageId: string;
  event: CloudEvent;
}

/** Three real servers, which keep streams together. */
export interface TestNatsCluster extends AsyncDisposable {
  url(stream: string): string;
  connect(): Promise<NatsConnection>;
}

export async function startNatsCluster(): Promise<TestNatsCluster> {
  for (let attempt = 1; ; attempt += 1) {
    const cluster = await launchCluster();
    try {
      await placesStreams(cluster);
      return cluster;
    } catch (error) {
      await cluster[Symbol.asyncDispose]();
      if (attempt === 8) throw error;
    }
  }
}

/**
 * Each server tells the others every half minute what room it has, and is given nothing by one that missed the first word, which on a busy
 * machine is one of five clusters: another one is there sooner than the second word.
 */
const placesStreams = (cluster: TestNatsCluster): Promise<void> =>
  eventually(async () => {
    const connection = await cluster.connect();
    try {
      const { streams } = await jetstreamManager(connection);
      await streams.add({ name: "PLACED", subjects: ["placed"], num_replicas: names.length });
      await streams.delete("PLACED");
    } finally {
      await connection.close();
    }
  }, 10_000);

const names = ["n1", "n2", "n3"];

async function launchCluster(): Promise<TestNatsCluster> {
  const folder = await temporaryFolder("nats-cluster");
  const ports = await Promise.all(names.map(freePort));
  const between = await Promise.all(names.map(freePort));
  const routes = between.map((port) => `"nats://127.0.0.1:${port}"`).join(", ");
  const started = await Promise.all(
    names.map(async (name, index) => {
      const file = join(folder.path, `${name}.conf`);
      await writeFile(
        file,
        `server_name: ${name}\nlisten: "127.0.0.1:${ports[index]}"\njetstream { store_dir: ${JSON.stringify(join(folder.path, name))} }\n` +
          `cluster { name: c, listen: "127.0.0.1:${between[index]}", routes: [${routes}] }\n`,
      );
      return startProcess(requireProgram("nats-server"), ["-c", file], {
        ready: { output: /JetStream cluster new metadata leader|Server is ready/ },
      });
    }),
  );
  const servers = ports.map((port) => `127.0.0.1:${port}`);
  return {
    url: (stream) => `nats://${servers.join(",")}/${stream}`,
    connect: () => connect({ servers, timeout: 10_000 }),
    async [Symbol.asyncDispose]() {
      await Promise.all(started.map((each) => each.kill()));
      await folder.remove();
    },
  };
}

/** A real server with JetStream, whose files outlast it. */
export interface TestNats extends AsyncDisposable {
  readonly port: number;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** As EVENTS_URL has it. */
  url(stream: string, port?: number): string;
  make(config: Partial<StreamConfig> & { name: string }): Promise<void>;
  drop(stream: string): Promise<void>;
  configOf(stream: string): Promise<StreamConfig>;
  /** In the stream's order; none while it is not there. */
  kept(stream: string): Promise<KeptMessage[]>;
}

/** `more`: lines of its configuration. */
export async function startNats(more = ""): Promise<TestNats> {
  const folder = await temporaryFolder("nats");
  const port = await freePort();
  const file = join(folder.path, "nats.conf");
  await writeFile(
    file,
    `listen: "127.0.0.1:${port}"\njetstream { store_dir: ${JSON.stringify(folder.path)} }\nmax_payload: 64KB\n` +
      `authorization { user: redress, password: ${JSON.stringify(NATS_PASSWORD)} }\n${more}`,
  );
  const run = (): Promise<TestProcess> =>
    startProcess(requireProgram("nats-server"), ["-c", file], { ready: { output: /Server is ready/ } });
  let running = await run();
  const asked = async <T>(work: (connection: NatsConnection) => Promise<T>): Promise<T> => {
    const connection = await connect({ servers: `127.0.0.1:${port}`, user: "redress", pass: NATS_PASSWORD });
    try {
      return await work(connection);
    } finally {
      await connection.close();
    }
  };
  return {
    port,
    kill: () => running.kill(),
    async start() {
      running = await run();
    },
    url: (stream, at = port) => `nats://redress:${encodeURIComponent(NATS_PASSWORD)}@127.0.0.1:${at}/${stream}`,
    make: (config) =>
      asked(async (connection) => void (await (await jetstreamManager(connection)).streams.add(config))),
    drop: (stream) =>
      asked(async (connection) => void (await (await jetstreamManager(connection)).streams.delete(stream))),
    configOf: (stream) =>
      asked(async (connection) => (await (await jetstreamManager(connection)).streams.info(stream)).config),
    kept: (stream) => asked((connection) => keptIn(connection, stream)),
    async [Symbol.asyncDispose]() {
      await running.kill();
      await folder.remove();
    },
  };
}

async function keptIn(connection: NatsConnection, stream: string): Promise<KeptMessage[]> {
  const manager = await jetstreamManager(connection);
  const { state } = await manager.streams.info(stream);
  if (state.messages === 0) return [];
  const consumer = await manager.jetstream().consumers.get(stream);
  const kept: KeptMessage[] = [];
  for await (const message of await consumer.consume()) {
    kept.push({
      subject: message.subject,
      contentType: message.headers?.get("Content-Type") ?? "",
      messageId: message.headers?.get("Nats-Msg-Id") ?? "",
      event: message.json<CloudEvent>(),
    });
    if (message.seq >= state.last_seq) break;
  }
  return kept;
}
