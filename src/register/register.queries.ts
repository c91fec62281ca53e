import { Field, ID, InputType } from "type-graphql";
import type { SqlValue } from "../platform/database/row-mapper";
import { Connection, page, type Page, type PageArgs } from "../platform/graphql/connection";
import type { Context } from "../platform/graphql/context";
import { RegisterEntry, RegisterEntryKind } from "./register-entry.entity";

export const RegisterEntryConnection = Connection(RegisterEntry, "RegisterEntry");

@InputType({
  description: "Narrows the public register. Conditions left out do not narrow; those given must all hold.",
})
export class RegisterFilter {
  @Field(() => ID, { nullable: true, description: "Entries about this provider." })
  providerId?: string | null;

  @Field(() => RegisterEntryKind, { nullable: true, description: "Entries of this kind." })
  kind?: RegisterEntryKind | null;
}

/** The newest first. */
export function listRegister(ctx: Context, filter: RegisterFilter, args: PageArgs): Promise<Page<RegisterEntry>> {
  const conditions: [string, SqlValue][] = [];
  if (filter.providerId) conditions.push(["t.provider_id = ?", filter.providerId]);
  if (filter.kind) conditions.push(["t.kind = ?", filter.kind]);
  return page(ctx.db, ctx.services.sealer, args, {
    name: `register ${JSON.stringify([filter.providerId || null, filter.kind || null])}`,
    entity: RegisterEntry,
    where: conditions.map(([sql]) => sql).join(" AND ") || "1 = 1",
    params: conditions.map(([, param]) => param),
    by: "at",
    direction: "DESC",
  });
}
