import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { Penalty } from "../penalties/penalty.entity";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { DateTime } from "../../platform/graphql/scalars";
import { isIdOf } from "../../platform/ids";
import { Provider } from "../../market/providers/provider.entity";
import { Ruling } from "../rulings/ruling.entity";
import { REGISTER_STREAM } from "./enter-register";
import { RegisterEntry } from "./register-entry.entity";
import { RegisterHead, THE_REGISTER } from "./register-head.entity";
import { readStatement, RegisterStatement } from "./register-statement.types";
import {
  headAt,
  lastBefore,
  listRegister,
  RegisterEntryConnection,
  RegisterFilter,
  type Head,
} from "./register.queries";

@Resolver(() => RegisterEntry)
export class RegisterResolver {
  @Query(() => RegisterEntryConnection, {
    description:
      "公示. The public register: every ruling issued, become final or taken back, every penalty begun, ended, superseded or taken back, and the platform's own lateness; the newest entry first. Open to everybody, without signing in. Also as feeds, `/register/feed.json` (JSON Feed 1.1) and `/register/feed.atom`, and whole, for open data: `/register/manifest.json` lists the files with their digests; `/register` lists all addresses. Refused: CURSOR_INVALID for the cursor of another list, filter or date.",
  })
  register(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg("filter", () => RegisterFilter, { nullable: true, description: "Everything when left out." })
    filter: RegisterFilter | null,
    @Arg("asOf", () => DateTime, {
      nullable: true,
      description:
        "The register as it stood at this moment: exactly the entries made by then, each saying what was known then. As it stands now when left out.",
    })
    asOf: number | null,
  ): Promise<Page<RegisterEntry>> {
    return listRegister(ctx, filter ?? {}, asOf ?? null, args);
  }

  @Query(() => RegisterEntry, {
    nullable: true,
    description: "One entry, for good. Open to everybody; null for an id that is none.",
  })
  registerEntry(
    @Ctx() ctx: Context,
    @Arg("id", () => ID, { description: "The entry, `reg_…`." }) id: string,
  ): Promise<RegisterEntry | null> {
    return isIdOf(RegisterEntry, id) ? ctx.loaders.byId(RegisterEntry, id) : Promise.resolve(null);
  }

  @Query(() => RegisterHead, {
    description: "Where the register's chain ends: for auditors to keep. Open to everybody.",
  })
  async registerHead(
    @Ctx() ctx: Context,
    @Arg("asOf", () => DateTime, { nullable: true, description: "Where it ended at this moment; now when left out." })
    asOf: number | null,
  ): Promise<Head> {
    const head =
      typeof asOf === "number"
        ? await headAt(ctx.db, await lastBefore(ctx.db, asOf + 1))
        : await ctx.db.byId(RegisterHead, THE_REGISTER);
    if (!head) throw new Error("the register has no head: the migrations did not run");
    return head;
  }

  @FieldResolver(() => RegisterStatement, { description: "What it says, as it was known when it was entered." })
  stated(@Root() { content }: RegisterEntry): RegisterStatement {
    return readStatement(content);
  }

  @FieldResolver(() => Ruling, {
    nullable: true,
    description:
      "The ruling it is about, or that caused the penalty, as it stands now (which may be later than the entry: see `stated`); null for LATENESS.",
  })
  async ruling(@Ctx() ctx: Context, @Root() { rulingId }: RegisterEntry): Promise<Ruling | null> {
    return rulingId === null ? null : ctx.loaders.byId(Ruling, rulingId);
  }

  @FieldResolver(() => Penalty, {
    nullable: true,
    description: "The penalty it is about, as it stands now; null for other kinds.",
  })
  async penalty(@Ctx() ctx: Context, @Root() { penaltyId }: RegisterEntry): Promise<Penalty | null> {
    return penaltyId === null ? null : ctx.loaders.byId(Penalty, penaltyId);
  }

  @FieldResolver(() => Provider, {
    nullable: true,
    description: "The provider it is about, as it stands now; null for LATENESS.",
  })
  async provider(@Ctx() ctx: Context, @Root() { providerId }: RegisterEntry): Promise<Provider | null> {
    return providerId === null ? null : ctx.loaders.byId(Provider, providerId);
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
    description:
      "The later entry that takes back what this one tells: the ruling, or the penalty. Null while it stands, and in the register of a date when it still stood.",
  })
  async correctedBy(@Ctx() ctx: Context, @Root() entry: RegisterEntry): Promise<RegisterEntry | null> {
    const { number, rulingId, penaltyId, upTo = Infinity } = entry;
    if (rulingId === null) return null;
    // A correction points at the last entry of its subject only; those before it do not stand either.
    const later = await ctx.loaders.manyBy(RegisterEntry, "rulingId", rulingId, "ORDER BY number");
    const isCorrection = (other: RegisterEntry): boolean =>
      other.correctsEntryId !== null && other.penaltyId === penaltyId && other.number > number && other.number <= upTo;
    return later.find(isCorrection) ?? null;
  }
}

@Resolver(() => RegisterHead)
export class RegisterHeadResolver {
  @FieldResolver(() => String, {
    description:
      "Give it as `after` to `registerUpdated` to follow on from here: no entry made since is lost. Only of the head as it is now.",
  })
  cursor(@Ctx() ctx: Context): string {
    return ctx.cursorNow(REGISTER_STREAM, "public");
  }
}

@Resolver(() => Ruling)
export class RulingRegisterResolver {
  @FieldResolver(() => [RegisterEntry], {
    description:
      "What the public register says of it, oldest first; what it says of its penalties is found by their provider. Empty while it awaits approval.",
  })
  async registerEntries(@Ctx() ctx: Context, @Root() ruling: Ruling): Promise<RegisterEntry[]> {
    const entries = await ctx.loaders.manyBy(RegisterEntry, "rulingId", ruling.id, "ORDER BY number");
    return entries.filter(({ penaltyId }) => penaltyId === null);
  }
}
