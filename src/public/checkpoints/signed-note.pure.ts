import { createHash } from "node:crypto";

/** How a checkpoint names the log that it is of: its address without the scheme. */
export const originOf = (publicUrl: string): string => `${new URL(publicUrl).host}/log`;

/** A checkpoint as https://c2sp.org/tlog-checkpoint has it: the log, its size, its root, and lines of our own: when it was made, and `more`. */
export const checkpointText = (origin: string, size: number, root: Buffer, at: number, more: string): string =>
  `${origin}\n${size}\n${root.toString("base64")}\n${new Date(at).toISOString()}\n${more}\n`;

/** By which a signature says whose it is: https://c2sp.org/signed-note, for Ed25519. */
const keyId = (name: string, publicKey: Buffer): Buffer =>
  createHash("sha256").update(`${name}\n`).update(Buffer.of(1)).update(publicKey).digest().subarray(0, 4);

export const signedNote = (text: string, name: string, publicKey: Buffer, signature: Buffer): string =>
  `${text}\n— ${name} ${Buffer.concat([keyId(name, publicKey), signature]).toString("base64")}\n`;

/** A key as programs that check signed notes take it. */
export const verifierKey = (name: string, publicKey: Buffer): string =>
  `${name}+${keyId(name, publicKey).toString("hex")}+${Buffer.concat([Buffer.of(1), publicKey]).toString("base64")}`;

export interface Note {
  text: string;
  size: number;
  /** Hex. */
  root: string;
  signatures: readonly Buffer[];
}

/** What a note says; null when it is no checkpoint. Its signatures are not checked. */
export function readNote(note: string): Note | null {
  const [, text = "", size = "", root = "", signed = ""] =
    /^([^\n]+\n(\d{1,15})\n([A-Za-z0-9+/=]{44})\n(?:[^\n]+\n)*)\n((?:— \S+ \S+\n)+)$/.exec(note) ?? [];
  if (text === "") return null;
  const signatures = signed.split("\n").flatMap((line) => {
    const [, , signature] = line.split(" ");
    return signature === undefined ? [] : [Buffer.from(signature, "base64").subarray(4)];
  });
  return { text, size: Number(size), root: Buffer.from(root, "base64").toString("hex"), signatures };
}
