import { WebSocketServer, type WebSocket } from "ws";
import { UP_TO_DATE } from "../platform/live/up-to-date";
import { sentByPost } from "../support/sent-by-post";

/**
 * What bare delivery costs: POST texts, one for each group of sockets, and every socket gets its group's.
 * No log, no rights, no cursors; one greeting for each new connection.
 */
const GREETING = JSON.stringify({ id: "1", type: "next", payload: { data: { moderationQueueUpdated: UP_TO_DATE } } });
const groups: Set<WebSocket>[] = [];

const server = sentByPost((body) => {
  (JSON.parse(body) as string[]).forEach((text, group) => {
    // Encoded once, as in ws' example: a string would be encoded again for each socket.
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
