import type { Context } from "../platform/graphql/context";
import type { SessionPayload } from "./session.types";
import { sessionsOf, type Session } from "./sessions";

/** The person who has just signed in sees the account as their own. */
export async function sessionPayload(
  ctx: Context,
  { clientMutationId }: { clientMutationId?: string },
  session: Session,
): Promise<SessionPayload> {
  const person = await sessionsOf(ctx).still(session.account.id, null);
  if (person) ctx.proved(person);
  return { clientMutationId, ...session };
}
