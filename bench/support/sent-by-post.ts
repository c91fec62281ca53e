import { createServer, type Server } from "node:http";
import { createPool } from "mysql2/promise";
import { providerPage } from "../public/provider-page.floor";

/** What the servers compared with ours share: POSTs are sent to the sockets, and the hand-written floor's provider page. */
export function sentByPost(send: (body: string) => void): Server {
  const pool = createPool({ uri: process.env.DATABASE_URL, connectionLimit: 16, charset: "utf8mb4_bin" });
  const http = createServer((request, response) => {
    const answer = (text: string): void =>
      void response.writeHead(200, { "Content-Length": Buffer.byteLength(text) }).end(text);
    const url = request.url ?? "/";
    if (url.startsWith("/provider?")) {
      void providerPage(pool, url.slice(url.indexOf("=") + 1)).then(answer);
      return;
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      answer("{}");
      if (body !== "") send(body);
    });
  });
  // POSTs may be far apart.
  http.keepAliveTimeout = 60_000;
  return http.listen(Number(process.env.PORT), "127.0.0.1");
}
