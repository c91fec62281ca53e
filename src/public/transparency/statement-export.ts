import type { Services } from "../../platform/graphql/context";
import type { Span } from "../../platform/graphql/date-time-range";
import { hasRole } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { MINUTE } from "../../platform/time";
import { exportedAfter } from "./statement.queries";

const LINK_FOR = 10 * MINUTE;
const USE = "transparency export";

/** How many statements one request to the database's endpoint for several at once may carry. */
const BATCH = 100;

// A type, not an interface: only then it is a payload that can be sealed.
type Link = { from: number; to: number; accountId: string; expiresAt: number };

export function exportLink(services: Services, period: Span, accountId: string): { url: string; expiresAt: number } {
  const expiresAt = services.clock.now() + LINK_FOR;
  const token = services.sealer.seal(USE, { ...period, accountId, expiresAt } satisfies Link);
  return { url: `${services.publicUrl}/transparency/statements.ndjson?token=${token}`, expiresAt };
}

/** The address belongs to one person, whose right is checked again now. */
export async function openExport(services: Services, token: string): Promise<Span> {
  const link = services.sealer.open<Link>(USE, token);
  if (!link) throw new Refusal("NOT_FOUND", { reason: "upload.linkUnknown" });
  if (link.expiresAt <= services.clock.now()) throw new Refusal("TOO_LATE", { reason: "upload.linkExpired" });
  const actor = await services.currentActor(link.accountId);
  if (!hasRole(actor, "ADMIN", "AUDITOR")) throw new Refusal("PERMISSION_REVOKED");
  return { from: link.from, to: link.to };
}

/** One line for each request body that the database's endpoint for several statements accepts. Only one is in memory at a time. */
export async function* exportLines({ database }: Services, period: Span): AsyncGenerator<string> {
  for (let place = { at: period.from, id: "" }; ;) {
    const statements = await exportedAfter(database.longReads, period, place, BATCH);
    const last = statements.at(-1);
    if (!last) return;
    yield `{"statements":[${statements.map(({ text }) => text).join(",")}]}\n`;
    place = last.place;
  }
}
