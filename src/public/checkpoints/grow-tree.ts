import type { Database } from "../../platform/database/database";
import { UniqueViolation } from "../../platform/database/faults";
import { sql } from "../../platform/database/sql";
import { LogTree, TILE } from "./log-tree";
import { rootOfComplete } from "./merkle.pure";
import { TreeNode } from "./tree-node.entity";

/** So many nodes are made in one transaction. */
const MOST = 64;

/** Keeps the nodes of a tree of that size that are complete. Each node follows from the log: whichever process makes it, it is the same. */
export async function growTree(database: Database, size: number): Promise<void> {
  for (let level = 1; TILE ** level <= size; level += 1) {
    const complete = Math.floor(size / TILE ** level);
    for (let next = await firstMissing(database, level); next < complete; next = await firstMissing(database, level))
      await add(database, level, next, Math.min(complete - next, MOST));
  }
}

async function firstMissing(database: Database, level: number): Promise<number> {
  const [row] = await database.query<{ last: number | null }>(
    sql`SELECT MAX(number) AS last FROM log_node WHERE level = ${level}`,
  );
  return (row?.last ?? -1) + 1;
}

async function add(database: Database, level: number, first: number, count: number): Promise<void> {
  const below = await new LogTree(database).hashes(level - 1, first * TILE, count * TILE);
  const nodes = Array.from({ length: count }, (_, index) => ({
    level,
    number: first + index,
    hash: rootOfComplete(below.slice(index * TILE, (index + 1) * TILE)).toString("hex"),
  }));
  try {
    await database.transact(async (tx) => tx.insert(TreeNode, ...nodes));
  } catch (error) {
    // Another node was faster.
    if (!(error instanceof UniqueViolation)) throw error;
  }
}
