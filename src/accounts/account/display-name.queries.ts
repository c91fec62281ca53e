import type { Context } from "../../platform/graphql/context";
import { Account } from "./account.entity";

/** The name shown for the person who did something; null when no one did. */
export const displayNameOf = async (ctx: Context, accountId: string | null): Promise<string | null> =>
  accountId === null ? null : ((await ctx.loaders.byId(Account, accountId))?.displayName ?? null);
