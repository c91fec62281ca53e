import { UniqueViolation } from "../../platform/database/faults";
import { FeedCounter } from "../../platform/database/event.entity";
import type { Reader } from "../../platform/database/reader";
import { sql } from "../../platform/database/sql";
import type { SweptServices } from "../../platform/graphql/context";
import { SigningKey } from "../signing/signing-key";
import { accessLine } from "./access-line.pure";
import { Checkpoint } from "./checkpoint.entity";
import { growTree } from "./grow-tree";
import { LogTree } from "./log-tree";
import { accessesToSign } from "./signed-accesses.queries";
import { checkpointText, originOf, signedNote } from "./signed-note.pure";

export async function latestCheckpoint(reader: Reader): Promise<Checkpoint | undefined> {
  const [latest] = await reader.select(Checkpoint, sql`FROM log_checkpoint t ORDER BY t.size DESC LIMIT 1`);
  return latest;
}

/** Signs the log as it is now; null while nothing was ever recorded. What has been signed already is not signed again. */
export async function makeCheckpoint(services: SweptServices): Promise<Checkpoint | null> {
  const { database, clock, publicUrl } = services;
  const size = (await database.findOne(FeedCounter, { id: 1 }))?.position ?? 0;
  if (size === 0) return null;
  const signed = await database.findOne(Checkpoint, { size });
  if (signed) return signed;
  await growTree(database, size);
  const [origin, at] = [originOf(publicUrl), clock.now()];
  const [key, root, accesses] = await Promise.all([
    SigningKey.of(services),
    new LogTree(database).root(size),
    accessesToSign(database, at),
  ]);
  const text = checkpointText(origin, size, root, at, accessLine(accesses));
  const note = signedNote(text, origin, key.rawPublicKey, key.sign(Buffer.from(text)));
  const checkpoint = { size, root: root.toString("hex"), at, note };
  try {
    await database.transact(async (tx) => tx.insert(Checkpoint, checkpoint));
    return checkpoint;
  } catch (error) {
    if (!(error instanceof UniqueViolation)) throw error;
    return database.findOne(Checkpoint, { size });
  }
}
