import "reflect-metadata";
import { setFlagsFromString } from "node:v8";
import { ConfigError } from "./app/config-error";
import { parseConfig } from "./config";
import { commandNamed } from "./app/command-named";
import { DemoAccountsLeft } from "./app/demo/demo-accounts";
import { DEMO_PEOPLE } from "./app/demo/demo-people";
import { openingProblem } from "./platform/database/opening-problem.pure";
import { SCHEMA_VERSION } from "./platform/schema-version";
import { LogFileProblem } from "./platform/telemetry/open-log";
import { logFault } from "./platform/telemetry/log-fault";
import { startTracing } from "./platform/telemetry/start-tracing";
import { startServer } from "./server";

// On a computer with much memory V8 does not collect garbage until it is several times the live heap. Under attack that was most of the
// process; collected at half the live heap, the process stays small and equally fast (npm run bench:attack).
setFlagsFromString("--heap-growing-percent=50");
// Of what has outlived a few collections V8 makes all others in the old part of the heap at once: here what rows are read with, which nobody
// needs a millisecond later. There they kept the rows themselves until the next full collection, and the buffers that these had come in.
setFlagsFromString("--no-allocation-site-pretenuring");

// What Node and its packages warn of are lines of the log: whoever reads that reads JSON. Those of the start wait for it.
const warnings: Error[] = [];

/** The only file that touches the process: reads the settings, starts, stops on a signal. */
async function main(): Promise<void> {
  process.removeAllListeners("warning").on("warning", (warning) => void warnings.push(warning));
  const config = parseConfig(process.env);
  const endTracing = config.tracing ? await startTracing(SCHEMA_VERSION) : null;
  let isReady = false;
  const server = await startServer(config, {
    onMarket: (percent) => isReady && percent < 100 && percent % 5 === 0 && tellMarket(percent),
  });
  const warn = (warning: Error): void => server.services.log.warn({ err: warning }, "Node warns");
  process.removeAllListeners("warning").on("warning", warn);
  warnings.forEach(warn);
  const { url } = server;
  // Before it says that it is ready: whoever has read that may send a signal.
  let leaving: NodeJS.Timeout | undefined;
  const stop = (): void => {
    clearTimeout(leaving);
    process.off("SIGINT", leave).off("SIGTERM", leave);
    const ended = server[Symbol.asyncDispose]().then(endTracing);
    ended.then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  // Whoever is in a hurry sends the signal twice.
  const leave = (): void => {
    if (leaving !== undefined) return stop();
    server.leave();
    leaving = setTimeout(stop, config.drainSeconds * 1_000);
  };
  process.on("SIGINT", leave).on("SIGTERM", leave);
  process.stdout.write(
    [
      "",
      `  Redress is ready.   ${config.database.url.replace(/\/\/[^@/]*@/, "//…@")}`,
      "",
      `  Pages        ${url}`,
      `  Playground   ${url}/playground/`,
      `  Developers   ${url}/developers/`,
      `  GraphQL      ${url}/graphql        (POST, and graphql-transport-ws on the same address)`,
      `               ${url}/graphql/stream (server-sent events, where a proxy forbids websockets)`,
      `  Health       ${url}/health/ready`,
      ...(server.metricsUrl ? [`  Metrics      ${server.metricsUrl}`] : []),
      ...(server.demo
        ? [
            "",
            `  Demo sign-ins${server.seeded ? " (put into the empty database just now)" : ""}, password of all: ${DEMO_PEOPLE[0]?.password ?? ""}`,
            ...DEMO_PEOPLE.map(({ login, label }) => `    ${login.padEnd(12)} ${label}`),
            "",
            `  The whole story, played against this server:  ${commandNamed("demo")}`,
          ]
        : ["", `  The first administrator:  ${commandNamed("redress")} account create LOGIN --role ADMIN`]),
      "",
    ].join("\n") + "\n",
  );
  // What one request did wrong must not end those of everybody.
  process.on("unhandledRejection", (error) =>
    logFault(server.services.log, error, {}, "nobody waited for what failed"),
  );
  isReady = true;
  void server.filled.then((filled) => filled && tellMarket(100));
}

/** The pages show it while it is being filled; people can sign in when it is. */
const tellMarket = (percent: number): boolean =>
  process.stdout.write(
    percent < 100
      ? `  The demo's market is being filled: ${percent} %\n`
      : "  The demo's market is filled: sign in.\n\n",
  );

main().catch((error: unknown) => {
  // The log that they wait for may not be there, and is not where a failed start is explained.
  for (const warning of warnings) console.error(String(warning));
  console.error(explainFailure(error));
  process.exit(1);
});

function explainFailure(error: unknown): unknown {
  if (error instanceof ConfigError || error instanceof DemoAccountsLeft || error instanceof LogFileProblem)
    return error.message;
  const problem = openingProblem(error);
  if (problem) return problem;
  return listeningProblem(error as ListeningError) ?? error;
}

type ListeningError = NodeJS.ErrnoException & { address?: string; port?: number; hostname?: string };

function listeningProblem({ code, syscall, address = "", port, hostname }: ListeningError): string | null {
  const { HOST, METRICS_HOST } = process.env;
  if (syscall === "getaddrinfo" && (hostname === HOST || hostname === METRICS_HOST))
    return `HOST, METRICS_HOST: ${hostname ?? ""} is no name of this machine (${code ?? ""}).`;
  if (syscall !== "listen") return null;
  if (code === "EADDRINUSE")
    return `PORT, METRICS_PORT: another program listens on port ${port ?? ""} already. Stop it, or set another one.`;
  if (code === "EADDRNOTAVAIL") return `HOST, METRICS_HOST: ${address} is no address of this machine.`;
  return `HOST, PORT, METRICS_HOST, METRICS_PORT: nothing can listen on ${address}:${port ?? ""} (${code ?? ""}).`;
}
