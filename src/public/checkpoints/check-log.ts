import { createPublicKey, verify, type KeyObject } from "node:crypto";
import type { Reader } from "../../platform/database/reader";
import { sql } from "../../platform/database/sql";
import type { Sealer } from "../../platform/secrets/sealed";
import { DossierKey } from "../signing/dossier-key.entity";
import { SigningKey } from "../signing/signing-key";
import { Checkpoint } from "./checkpoint.entity";
import { eventHashes } from "./event-hashes.queries";
import { TILE } from "./log-tree";
import { latestCheckpoint } from "./make-checkpoint";
import { leafHash, nodeHash } from "./merkle.pure";
import { accessProblems } from "./signed-accesses.queries";
import { readNote, type Note } from "./signed-note.pure";
import { TreeNode } from "./tree-node.entity";

const PAGE = 8 * TILE;

/**
 * Whether the log is the one that was signed: computes its tree anew and compares it with every checkpoint, with those that somebody kept
 * elsewhere, and with the nodes that answers are made from; and whether the access log is what they say of it. Returns what does not hold.
 */
export async function checkLog(
  reader: Reader,
  kept: readonly Note[],
  progress: (done: number) => void,
): Promise<string[]> {
  const problems: string[] = [];
  const notes = [...kept];
  const signed = await reader.find(Checkpoint, {}, "ORDER BY size");
  const keys = (await reader.find(DossierKey, {})).map(({ publicKey }) => keyOf(publicKey));
  const expected = new Map<number, Set<string>>();
  const expect = (size: number, root: string): void =>
    void expected.set(size, (expected.get(size) ?? new Set<string>()).add(root));
  for (const { size, root, note } of signed) {
    const read = readNote(note);
    if (read?.size !== size || read.root !== root || !isSigned(read, keys))
      problems.push(`the checkpoint of ${size} events is not one that was signed`);
    expect(size, root);
    if (read) notes.push(read);
  }
  for (const note of kept) {
    if (!isSigned(note, keys))
      problems.push(`the kept checkpoint of ${note.size} events is signed by no key of this platform`);
    expect(note.size, note.root);
  }
  const tree = new GrowingTree();
  for (
    let page = await eventHashes(reader, 0, PAGE);
    page.length > 0;
    page = await eventHashes(reader, tree.size, PAGE)
  ) {
    const nodes = await nodesOf(reader, tree.size, page.length);
    for (const hash of page) {
      for (const [name, root] of tree.add(leafHash(Buffer.from(hash, "hex"))))
        if (nodes.has(name) && nodes.get(name) !== root) problems.push(`the node ${name} of the log's tree is wrong`);
      const roots = expected.get(tree.size);
      if (roots && [...roots].some((root) => root !== tree.root))
        problems.push(`the log up to ${tree.size} is not the one whose checkpoint was signed`);
    }
    progress(tree.size);
  }
  for (const size of expected.keys())
    if (size > tree.size) problems.push(`the log has ${tree.size} events, but a checkpoint of ${size} was signed`);
  return [...problems, ...(await accessProblems(reader, notes))];
}

/** Of a tree to which leaves are added, only what its root needs: the roots of its complete parts. */
class GrowingTree {
  size = 0;
  private readonly parts: { size: number; hash: Buffer }[] = [];

  /** Returns the parts that are nodes to be kept: `level/number`, and their roots. */
  add(leaf: Buffer): [name: string, root: string][] {
    const complete: [string, string][] = [];
    this.size += 1;
    let part = { size: 1, hash: leaf };
    for (let last = this.parts.at(-1); last?.size === part.size; last = this.parts.at(-1)) {
      this.parts.pop();
      part = { size: part.size * 2, hash: nodeHash(last.hash, part.hash) };
      const level = Math.log2(part.size) / Math.log2(TILE);
      if (Number.isInteger(level)) complete.push([`${level}/${this.size / part.size - 1}`, part.hash.toString("hex")]);
    }
    this.parts.push(part);
    return complete;
  }

  get root(): string {
    return this.parts
      .map(({ hash }) => hash)
      .reduceRight((right, left) => nodeHash(left, right))
      .toString("hex");
  }
}

/** Those kept of what ends within these events. */
async function nodesOf(reader: Reader, from: number, count: number): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let level = 1; TILE ** level <= from + count; level += 1) {
    const [first, last] = [from, from + count].map((size) => Math.floor(size / TILE ** level));
    const nodes = await reader.select(
      TreeNode,
      sql`FROM log_node t WHERE t.level = ${level} AND t.number >= ${first ?? 0} AND t.number < ${last ?? 0}`,
    );
    for (const { number, hash } of nodes) found.set(`${level}/${number}`, hash);
  }
  return found;
}

/** Of the last checkpoint, when it was signed, unless that was under this secret or the one before. */
export async function signedUnderAnother(reader: Reader, sealer: Sealer): Promise<number | null> {
  const last = await latestCheckpoint(reader);
  const note = last && readNote(last.note);
  const keys = SigningKey.allOf(sealer).map(({ publicKey }) => keyOf(publicKey));
  return note && !isSigned(note, keys) ? last.at : null;
}

const keyOf = (publicKey: string): KeyObject =>
  createPublicKey({ key: Buffer.from(publicKey, "hex"), format: "der", type: "spki" });

const isSigned = ({ text, signatures }: Note, keys: readonly KeyObject[]): boolean =>
  keys.some((key) => signatures.some((signature) => verify(null, Buffer.from(text), key, signature)));
