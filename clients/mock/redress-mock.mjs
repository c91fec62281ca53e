#!/usr/bin/env node
import { parseArgs } from "node:util";
import { startMock } from "./server.mjs";

const HELP = `Serves the API with recorded answers, without a database: the same to everybody, and failures on request.

  redress-mock [--port PORT] [--host HOST]

  --port PORT  default 4010
  --host HOST  default 127.0.0.1

Headers of a request (on a websocket: in its address, ?mock-error=…&mock-delay=…):

  X-Mock-Error: CODE or CODE/reason   fails as the server fails with that code
  X-Mock-Delay: MILLISECONDS          answers later
`;

const { values } = parseArgs({
  options: {
    help: { type: "boolean" },
    port: { type: "string", default: "4010" },
    host: { type: "string", default: "127.0.0.1" },
  },
});
const port = Number(values.port);
if (values.help || !Number.isInteger(port) || port < 0 || port > 65_535) {
  (values.help ? process.stdout : process.stderr).write(values.help ? HELP : `--port ${values.port} is no port\n`);
  process.exit(values.help ? 0 : 2);
}
const { url, close } = await startMock({ port, host: values.host });
console.log(`redress-mock: ${url}/graphql`);
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void close());
