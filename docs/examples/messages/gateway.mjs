// Hands text messages to whoever carries them: PORT=8090 SECRET=whsec_… CARRIER_URL=https://… node gateway.mjs
import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.env.SECRET);
const carried = new Set(); // of the last hours; a database's, if there are several of this program

const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk;
  let message;
  try {
    message = webhook.verify(body, request.headers);
  } catch {
    return response.writeHead(401).end();
  }
  if (carried.has(message.id)) return response.writeHead(202).end();
  const { ok, status } = await fetch(process.env.CARRIER_URL, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ to: message.to, text: message.text }), // as your carrier wants it
  }).catch(() => ({ ok: false, status: 503 }));
  if (ok) carried.add(message.id);
  // 410: there is no such number or app any longer. 429 and 5xx: later.
  response.writeHead(ok ? 202 : status).end();
});
server.listen(Number(process.env.PORT), () => console.log(`http://localhost:${server.address().port}`));
