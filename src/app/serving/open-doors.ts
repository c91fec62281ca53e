import type { IncomingMessage, RequestListener } from "node:http";
import { anyoneLike, byRoles } from "../../accounts/actor/actor";
import type { Sessions } from "../../accounts/sign-in/sessions";
import { Admission } from "../../platform/graphql/admission";
import { Budget } from "../../platform/graphql/budget";
import type { Services } from "../../platform/graphql/context";
import { DeprecatedUse } from "../../platform/graphql/deprecated-use";
import { KeptAnswers } from "../../platform/graphql/kept-answers";
import type { Limits } from "../../platform/graphql/limits";
import { Pipeline } from "../../platform/graphql/pipeline";
import type { RegisteredDocuments } from "../../platform/graphql/registered-documents";
import { Rooms } from "../../platform/graphql/rooms";
import { SharedFrames } from "../../platform/graphql/shared-frames";
import { GraphqlOverHttp } from "../../platform/http/graphql-over-http";
import { GraphqlOverSse } from "../../platform/http/graphql-over-sse";
import { GraphqlOverWebsocket } from "../../platform/http/graphql-over-websocket";
import { Hosts } from "../../platform/http/hosts";
import { LiveConnections } from "../../platform/http/live-connections";
import { RemoteAddresses } from "../../platform/http/remote-address";
import type { Counters } from "../../platform/redis/counters";
import type { Metrics } from "../../platform/telemetry/metrics";
import { OperationLog } from "../../platform/telemetry/operation-log";
import type { Sender } from "../../platform/uploads/file-route";
import { Door } from "./door";
import { finishRequests } from "./port";
import { router } from "./routes";
import { chargeRecordsTo } from "../sandboxes/charge-records";
import type { SandboxHost, Toll } from "../sandboxes/sandbox-host";
import { tollFor } from "../sandboxes/toll-for";
import type { Data } from "./open-data";
import type { Feed } from "./start-feed";
import type { Starting } from "./starting";

/** What requests meet on their way. */
export interface Behind {
  services: Services;
  sessions: Sessions;
  counters: Counters;
  limits: Limits;
  registered: RegisteredDocuments;
  metrics: Metrics | null;
}

export interface Doors {
  pipeline: Pipeline;
  budget: Budget;
  /** Answers to whole audiences; null: none are kept. */
  kept: KeptAnswers | null;
  live: LiveConnections;
  deprecatedUse: DeprecatedUse;
  /** What this server has in its sandboxes; null: it is one itself. */
  sandboxes: SandboxHost | null;
  answer: RequestListener;
  /** From now on it says that it is not ready, and answers whoever asks all the same. */
  leave: () => void;
}

/** The ways in: GraphQL over HTTP, websocket and server-sent events, files, pages. Nothing comes in before the port is open. */
export async function openDoors(
  { config, options, log, port, begun }: Starting,
  { database, clock, demo, development }: Data,
  { tail, requests }: Feed,
  { services, sessions, counters, limits, registered, metrics }: Behind,
  hostSandboxes: (toll: Toll) => SandboxHost,
): Promise<Doors> {
  const operations = new OperationLog(log, config.log);
  const pipeline = new Pipeline(
    services.schema,
    limits,
    {
      compile: options.compile ?? true,
      hints: development,
      introspection: config.introspection,
      observe: (done) => {
        metrics?.operation(done);
        operations.tell(done);
      },
      opened: (done) => operations.tell(done),
      delivered: (payloads) => metrics?.delivered(payloads),
    },
    (options.share ?? true) ? new Rooms(tail, new SharedFrames(anyoneLike)) : null,
  );
  const budget = new Budget(counters, config.budget);
  if (options.sandbox) chargeRecordsTo(database, budget);
  const deprecatedUse = new DeprecatedUse();
  begun.push(() => deprecatedUse.report(log));
  const admission = new Admission(pipeline, registered, budget, config.operationTimeout, deprecatedUse, operations);
  const hosts = new Hosts([config.publicUrl, config.host, ...config.allowedHosts]);
  const door = new Door(services, sessions, new RemoteAddresses(config.proxyHops, log));
  const kept = limits.answerBytes > 0 ? new KeptAnswers(database, clock, tail, limits.answerBytes, log) : null;
  const overHttp = new GraphqlOverHttp(
    pipeline,
    admission,
    limits,
    door,
    { of: byRoles, anyoneLike },
    kept,
    log,
    requests,
  );
  await overHttp.start();
  begun.push(() => overHttp.stop());
  const live = new LiveConnections(services, limits, door, config.roles.has("live"));
  const overSse = new GraphqlOverSse(pipeline, admission, limits, live, config.allowedOrigins, door, log);
  const whoIs = (request: IncomingMessage): Promise<Sender | null> => door.byFile(request);
  const addressOf = (request: IncomingMessage): string => door.addressOf(request);
  const charges = {
    address: (request: IncomingMessage, points: number): Promise<unknown> =>
      budget.charge(door.visitor(request), points),
    sender: async (request: IncomingMessage, points: number): Promise<unknown> =>
      budget.charge(await door.payerOf(request), points),
  };
  const sandboxes = options.sandbox ? null : hostSandboxes(tollFor(counters, addressOf));
  let isLeaving = false;
  const answer = router(
    services,
    { ...config, demo, isLeaving: () => isLeaving, isRedisAway: () => counters.areAlone },
    hosts,
    charges,
    overHttp,
    overSse,
    whoIs,
    addressOf,
    sandboxes,
  );
  const sockets = new GraphqlOverWebsocket(
    port.http,
    pipeline,
    admission,
    limits,
    live,
    hosts,
    config.allowedOrigins,
    door,
    log,
    (path) => (sandboxes && path.startsWith("/sandbox/") ? (...given) => sandboxes.upgrade(...given) : null),
  );
  // Clients are asked to leave, and then have a little time; what they asked for until then is answered.
  begun.push(
    () => finishRequests(port.http),
    () => sockets[Symbol.asyncDispose](),
    () => live[Symbol.asyncDispose](),
    () => sandboxes?.[Symbol.asyncDispose](),
  );
  const leave = (): void => void (isLeaving = true);
  return { pipeline, budget, kept, live, deprecatedUse, sandboxes, answer, leave };
}
