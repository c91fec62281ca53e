import { createHash, createHmac } from "node:crypto";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import type { World } from "../../support/world";

const sha256 = (...parts: (string | Buffer)[]): string =>
  parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");

/** As events were hashed before each part of them could be withheld: written down here, so that it never changes. */
function firstHash({ prevHash, salt, data, ...event }: LoggedEvent): string {
  const { streamId, seq, type, actorId, actorRole, at } = event;
  const commitments = Object.entries(data)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => {
      const fieldSalt = createHmac("sha256", salt).update(name).digest();
      return [name, sha256(fieldSalt, JSON.stringify(value))];
    });
  return sha256(prevHash, JSON.stringify([streamId, seq, type, actorId, actorRole, at, commitments]));
}

/** The first events of a case as an older version of the platform would have written them. */
export async function madeOld(world: World, complaintId: string, howMany: number): Promise<void> {
  const events = await world.db.find(LoggedEvent, { streamId: complaintId }, "ORDER BY seq");
  const old = events.slice(0, howMany);
  if (events.length !== howMany) throw new Error(`the case has ${events.length} events`);
  await world.db.transact(async (tx) => {
    tx.execute("DROP TRIGGER IF EXISTS event_log_no_update");
    let prevHash = "0".repeat(64);
    for (const event of old) {
      const hash = firstHash(Object.assign(new LoggedEvent(), event, { prevHash }));
      tx.execute(
        "UPDATE event_log SET prev_hash = ?, hash = ?, hash_version = NULL, committed_rows = NULL WHERE id = ?",
        [...[prevHash, hash, event.id]],
      );
      prevHash = hash;
    }
    tx.execute("UPDATE complaint SET event_hash = ? WHERE id = ?", [prevHash, complaintId]);
  });
}
