import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { PageArgs, type Page } from "../platform/graphql/connection";
import { Context } from "../platform/graphql/context";
import { Provider } from "../providers/provider.entity";
import { Ruling } from "../rulings/ruling.entity";
import { RegisterEntry } from "./register-entry.entity";
import { listRegister, RegisterEntryConnection, RegisterFilter } from "./register.queries";

@Resolver(() => RegisterEntry)
export class RegisterResolver {
  @Query(() => RegisterEntryConnection, {
    description:
      "公示. The public register: every ruling issued, become final or taken back, the newest entry first. Open to everybody, without signing in. Refused: CURSOR_INVALID for the cursor of another list or filter.",
  })
  register(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg("filter", () => RegisterFilter, { nullable: true, description: "Everything when left out." })
    filter: RegisterFilter | null,
  ): Promise<Page<RegisterEntry>> {
    return listRegister(ctx, filter ?? {}, args);
  }

  @FieldResolver(() => Ruling, {
    nullable: true,
    description: "The ruling it is about, as it stands now (which may be later than the entry).",
  })
  ruling(@Ctx() ctx: Context, @Root() entry: RegisterEntry): Promise<Ruling | null> {
    return ctx.loaders.byId(Ruling, entry.rulingId);
  }

  @FieldResolver(() => Provider, { nullable: true, description: "The provider it is about." })
  provider(@Ctx() ctx: Context, @Root() entry: RegisterEntry): Promise<Provider | null> {
    return ctx.loaders.byId(Provider, entry.providerId);
  }

  @FieldResolver(() => RegisterEntry, {
    nullable: true,
    description: "The earlier entry that this one corrects; null for those that correct none.",
  })
  async corrects(@Ctx() ctx: Context, @Root() { correctsEntryId }: RegisterEntry): Promise<RegisterEntry | null> {
    return correctsEntryId === null ? null : ctx.loaders.byId(RegisterEntry, correctsEntryId);
  }

  @FieldResolver(() => RegisterEntry, {
    nullable: true,
    description: "The later entry that corrects this one; null while it stands.",
  })
  async correctedBy(@Ctx() ctx: Context, @Root() entry: RegisterEntry): Promise<RegisterEntry | null> {
    return (await ctx.loaders.manyBy(RegisterEntry, "correctsEntryId", entry.id))[0] ?? null;
  }
}

@Resolver(() => Ruling)
export class RulingRegisterResolver {
  @FieldResolver(() => [RegisterEntry], {
    description: "What the public register says of it, oldest first. Empty while it awaits approval.",
  })
  registerEntries(@Ctx() ctx: Context, @Root() ruling: Ruling): Promise<RegisterEntry[]> {
    return ctx.loaders.manyBy(RegisterEntry, "rulingId", ruling.id);
  }
}
