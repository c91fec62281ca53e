import DataLoader from "dataloader";
import { LRUCache } from "lru-cache";
import type { Database } from "../../platform/database/database";
import type { Context } from "../../platform/graphql/context";
import { HOUR } from "../../platform/time";
import { AudienceActor, isStaff, type Actor } from "../../accounts/actor/actor";
import { ON_READ } from "./case-hooks";
import type { Complaint } from "./complaint.entity";
import { sideOf } from "./complaint.policy";

const MOST_KEPT = 10_000;

/** What it reads of a case, for those who declare it. */
export const OPENED = ["id", "consumerId", "providerId"] as const satisfies readonly (keyof Complaint)[];

/** What this process has recorded, or is recording, so that a page that asks again and again is one entry an hour. */
const recorded = new WeakMap<Database, LRUCache<string, Promise<void>>>();

/** What one operation opens: the cases of a page are written together. */
const openings = new WeakMap<Context, DataLoader<Complaint, void>>();

/** The case that a stream is about, in the deliveries of it. */
const followed = new WeakMap<Context, string>();

/** In what is delivered with this context, that case was opened when the stream began. */
export const openedBefore = (ctx: Context, complaintId: string): void => void followed.set(ctx, complaintId);

/**
 * Staff read what a case is about: its page, or in a list what was said, the evidence, what was decided, the history. Committed before
 * anything is shown; when it cannot be, nothing is. Undefined for whoever leaves no trace.
 */
export function logOpening(ctx: Context, complaint: Complaint): Promise<void> | undefined {
  const { actor, services } = ctx;
  if (!actor || !isStaff(actor)) return undefined;
  if (isHeardByMany(ctx)) {
    // Of what many hear at once nobody in particular reads: what was not opened by each of them before is asked for each alone.
    if (followed.get(ctx) !== complaint.id) void actor.accountId;
    return undefined;
  }
  if (sideOf(actor, complaint) !== null) return undefined;
  const { database, clock } = services;
  const known = recorded.get(database) ?? new LRUCache<string, Promise<void>>({ max: MOST_KEPT });
  recorded.set(database, known);
  const key = `${actor.accountId} ${complaint.id} ${Math.floor(clock.now() / HOUR)}`;
  const before = known.get(key);
  if (before) return before;
  const recording = openingsOf(ctx, actor).load(complaint);
  known.set(key, recording);
  recording.catch(() => known.delete(key));
  return recording;
}

const isHeardByMany = ({ actor, isAsAnyone }: Context): boolean => actor instanceof AudienceActor && !isAsAnyone;

function openingsOf(ctx: Context, actor: Actor): DataLoader<Complaint, void> {
  let loader = openings.get(ctx);
  if (!loader) {
    const record = async (complaints: readonly Complaint[]): Promise<void[]> => {
      await ctx.db.transact(async (tx) => {
        for (const each of tx.hooked(ON_READ)) each(tx, actor, complaints);
      });
      return complaints.map(() => undefined);
    };
    openings.set(ctx, (loader = new DataLoader(record, { cache: false })));
  }
  return loader;
}
