import type { Logger } from "pino";
import type { Asker, Database } from "../../platform/database/database";
import type { RecordedEvent } from "../../platform/database/event-writer";
import type { ActorRole } from "../../platform/database/event";
import { Account } from "../../accounts/account/account.entity";

/** In their own affairs, or as the system. Whoever acts in any other role acts for the platform. */
const NOT_STAFF: ReadonlySet<ActorRole> = new Set<ActorRole>(["CONSUMER", "PROVIDER", "SELF", "INVITED", "SYSTEM"]);

/**
 * For those who watch over the people who work here: each act of staff, each sign-in, and each reading that is recorded, once, by the node
 * that committed it, right after the commit. The hash leads to the event in its history; what was said is not here. `unasked`: from where it was
 * done when no request did it.
 */
export function keepAuditLog(database: Database, audit: Logger, unasked: { address?: string } = {}): void {
  database.onCommit(({ events, accesses }, asker) => {
    const by = asker ? aboutAsker(asker) : unasked;
    for (const { type, streamId, seq, actorId, actorRole, at, hash } of events.filter(isAudited))
      audit.info(
        { act: type, of: streamId, seq, byId: actorId, byRole: actorRole, at: dateOf(at), hash, ...by },
        "audit",
      );
    for (const { kind, of, byId, byRole } of accesses) audit.info({ act: kind, of, byId, byRole, ...by }, "audit");
  });
}

/** Facts about orders, which a marketplace sends by the million; that it did is noted once for each batch. */
const isOfOrder = (type: string): boolean => type.startsWith("ORDER_");

const isAudited = ({ type, streamId, actorRole }: RecordedEvent): boolean =>
  (!NOT_STAFF.has(actorRole) && !isOfOrder(type)) || streamId.startsWith(`${Account.idPrefix}_`);

const aboutAsker = ({ requestId, remoteAddress }: Asker) => ({ requestId, address: remoteAddress });
const dateOf = (at: number): string => new Date(at).toISOString();
