import type { Context } from "../platform/graphql/context";
import { Account } from "./account.entity";

/** What people see of who did something; null when nobody did. */
export const displayNameOf = async (ctx: Context, accountId: string | null): Promise<string | null> =>
  accountId === null ? null : ((await ctx.loaders.byId(Account, accountId))?.displayName ?? null);
