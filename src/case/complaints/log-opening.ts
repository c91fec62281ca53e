import { LRUCache } from "lru-cache";
import type { Database } from "../../platform/database/database";
import type { Context } from "../../platform/graphql/context";
import { HOUR } from "../../platform/time";
import { AudienceActor, isStaff } from "../../accounts/actor";
import { ON_READ } from "./case-hooks";
import type { Complaint } from "./complaint.entity";
import { sideOf } from "./complaint.policy";

const MOST_KEPT = 10_000;

/** What this process has recorded, or is recording, so that a page that asks again and again is one entry an hour. */
const recorded = new WeakMap<Database, LRUCache<string, Promise<void>>>();

/**
 * Staff read what a case is about: its page, what was said, the evidence, the history. Committed before anything is shown; when it cannot
 * be, nothing is.
 */
export function logOpening({ actor, services, db, isAsAnyone }: Context, complaint: Complaint): Promise<void> {
  // Of what many hear at once nobody in particular reads: who follows a case was recorded when the stream began.
  const isHeardByMany = actor instanceof AudienceActor && !isAsAnyone;
  if (!actor || isHeardByMany || !isStaff(actor) || sideOf(actor, complaint) !== null) return Promise.resolve();
  const { database, clock } = services;
  const known = recorded.get(database) ?? new LRUCache<string, Promise<void>>({ max: MOST_KEPT });
  recorded.set(database, known);
  const key = `${actor.accountId} ${complaint.id} ${Math.floor(clock.now() / HOUR)}`;
  const before = known.get(key);
  if (before) return before;
  const recording = db.transact(async (tx) => {
    for (const record of tx.hooked(ON_READ)) record(tx, actor, complaint);
  });
  known.set(key, recording);
  recording.catch(() => known.delete(key));
  return recording;
}
