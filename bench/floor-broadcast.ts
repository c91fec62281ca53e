import { WebSocketServer, type WebSocket } from "ws";
import { UP_TO_DATE } from "./live/up-to-date";
import { toldByPost } from "./support/told-by-post";

/**
 * What delivering costs without knowing anything: POST texts, one for each group of sockets, and every socket gets its group's.
 * No log, no rights, no cursors; one greeting to whoever connects.
 */
const GREETING = JSON.stringify({ id: "1", type: "next", payload: { data: { moderationQueueUpdated: UP_TO_DATE } } });
const groups: Set<WebSocket>[] = [];

const server = toldByPost((body) => {
  (JSON.parse(body) as string[]).forEach((text, group) => {
    // Made bytes once, as in the example of ws: a text would be made bytes again for each socket.
    const bytes = Buffer.from(text);
    for (const socket of groups[group] ?? []) socket.send(bytes, { binary: false });
  });
});

new WebSocketServer({ server }).on("connection", (socket, { url }) => {
  const number = Number(new URL(url ?? "/", "http://localhost").searchParams.get("group"));
  const group = (groups[number] ??= new Set());
  group.add(socket);
  socket.on("close", () => group.delete(socket));
  socket.send(GREETING);
});
