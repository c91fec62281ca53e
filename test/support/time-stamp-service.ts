import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { requireProgram } from "./programs";
import { temporaryFolder } from "./temporary";

const run = promisify(execFile);

/** How the service answers: as it should, or in one of the ways in which services fail. */
export type Manner =
  | "RIGHT"
  | "ERROR"
  | "GARBAGE"
  | "OTHER_DIGEST"
  | "OLD_REPLY"
  | "REFUSAL"
  | "ALTERED"
  | "SILENCE"
  | "FLOOD";

export interface TimeStampService extends AsyncDisposable {
  readonly url: string;
  /** The certificate that readers trust. */
  readonly ca: string;
  manner: Manner;
  asked: number;
  /** Whether openssl accepts the stamp of this file: its words, "" when it does not. */
  verify(folder: string, data: string, reply: string): Promise<string>;
}

const CONFIG = `
[ req ]
distinguished_name = name
prompt = no
[ name ]
CN = Time of the test
[ stamps ]
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[ tsa ]
default_tsa = service
[ service ]
serial = serial
crypto_device = builtin
signer_cert = tsa.pem
certs = ca.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[ strict ]
serial = serial
signer_cert = tsa.pem
certs = ca.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha512
`;

/** A real time stamp service: openssl's, behind HTTP. */
export async function startTimeStampService(): Promise<TimeStampService> {
  const folder = await temporaryFolder("tsa");
  const cwd = folder.path;
  const openssl = (...args: string[]) => run(requireProgram("openssl"), args, { cwd });
  const at = (name: string): string => join(cwd, name);
  await writeFile(at("tsa.cnf"), CONFIG);
  await writeFile(at("serial"), "01\n");
  const key = ["-newkey", "rsa:2048", "-nodes"];
  await openssl(
    "req",
    "-x509",
    ...key,
    "-keyout",
    "ca.key",
    "-out",
    "ca.pem",
    "-days",
    "30",
    "-subj",
    "/CN=Root of the test",
  );
  await openssl("req", ...key, "-keyout", "tsa.key", "-out", "tsa.csr", "-config", "tsa.cnf");
  await openssl(
    ...["x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "tsa.pem"],
    ...["-days", "30", "-extfile", "tsa.cnf", "-extensions", "stamps"],
  );
  const reply = async (section = "service"): Promise<Buffer> => {
    const conf = ["-config", "tsa.cnf", "-section", section];
    await openssl("ts", "-reply", "-queryfile", "query.tsq", "-out", "reply.tsr", ...conf);
    return readFile(at("reply.tsr"));
  };
  let old: Buffer | undefined;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    service.asked += 1;
    const query = await buffer(request);
    if (service.manner === "SILENCE") return;
    const send = (body: Buffer | string, status = 200): unknown =>
      response.writeHead(status, { "content-type": "application/timestamp-reply" }).end(body);
    if (service.manner === "ERROR") return void send("no", 503);
    if (service.manner === "GARBAGE") return void send("<html>Welcome to our hotel's network</html>");
    if (service.manner === "FLOOD") return void send(Buffer.alloc(1_000_000));
    if (service.manner === "OLD_REPLY" && old) return void send(old);
    await writeFile(at("query.tsq"), query);
    if (service.manner === "OTHER_DIGEST") {
      await writeFile(at("other"), "something else");
      await openssl("ts", "-query", "-data", "other", "-sha256", "-cert", "-out", "query.tsq");
    }
    const stamped = await reply(service.manner === "REFUSAL" ? "strict" : "service");
    old = stamped;
    // The last bytes are of the signature.
    if (service.manner === "ALTERED") stamped[stamped.length - 5] = (stamped.at(-5) ?? 0) ^ 1;
    send(stamped);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const service: TimeStampService = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsr`,
    ca: at("ca.pem"),
    manner: "RIGHT",
    asked: 0,
    verify: async (where, data, file) => {
      const args = ["ts", "-verify", "-data", join(where, data), "-in", join(where, file), "-CAfile", at("ca.pem")];
      return openssl(...args).then(
        ({ stdout, stderr }) => stdout + stderr,
        () => "",
      );
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await folder.remove();
    },
  };
  return service;
}
