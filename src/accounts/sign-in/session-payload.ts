import type { Context } from "../../platform/graphql/context";
import type { SessionPayload } from "./session.types";
import { sessionsOf, type Session } from "./sessions";

/** The person who has just signed in sees the account as their own. */
export async function sessionPayload(
  ctx: Context,
  { clientMutationId }: { clientMutationId?: string },
  session: Session,
): Promise<SessionPayload> {
  const sessions = sessionsOf(ctx);
  const person = await sessions.still(session.account.id, null);
  if (person) ctx.proved(sessions.asFarAsSaid(person, session.isWeak));
  return { clientMutationId, ...session };
}
