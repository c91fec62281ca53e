import { createSocket } from "node:dgram";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** By name: its addresses, or another name that it stands for; null: nothing is ever answered. */
type Names = Readonly<Record<string, readonly string[] | null>>;

export interface NameServer extends AsyncDisposable {
  /** As resolvers take it. */
  address: string;
  /** The names that it was asked for. */
  asked: string[];
}

const TYPES = { 4: 1, alias: 5, 6: 28 } as const;

/** A real name server on this machine that knows these names and no others. */
export async function openNameServer(names: Names): Promise<NameServer> {
  const asked: string[] = [];
  const socket = createSocket("udp4");
  socket.on("message", (query, { port, address }) => {
    const { name, type, end } = questionOf(query);
    asked.push(name);
    const records = names[name];
    if (records === null) return;
    const answers = records ? answersTo(names, name, type) : [];
    const head = Buffer.from(query.subarray(0, 12));
    // An answer, of one that looks further itself; 3: there is no such name.
    head.writeUInt16BE(0x8180 | (records ? 0 : 3), 2);
    head.writeUInt16BE(answers.length, 6);
    head.writeUInt32BE(0, 8);
    socket.send(Buffer.concat([head, query.subarray(12, end), ...answers]), port, address);
  });
  await new Promise<void>((ready) => socket.bind(0, "127.0.0.1", ready));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    [Symbol.asyncDispose]: () => new Promise((done) => socket.close(() => done())),
  };
}

function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join(".").toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function answersTo(names: Names, name: string, type: number): Buffer[] {
  return (names[name] ?? []).flatMap((value) => {
    const family = isIP(value);
    if (family === 0) return [record(name, TYPES.alias, encoded(value)), ...answersTo(names, value, type)];
    if (TYPES[family as 4 | 6] !== type) return [];
    return [record(name, type, Buffer.from(ipaddr.parse(value).toByteArray()))];
  });
}

const encoded = (name: string): Buffer =>
  Buffer.concat([...name.split("."), ""].flatMap((label) => [Buffer.from([label.length]), Buffer.from(label)]));

function record(name: string, type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(10);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(1, 2);
  head.writeUInt16BE(data.length, 8);
  return Buffer.concat([encoded(name), head, data]);
}
