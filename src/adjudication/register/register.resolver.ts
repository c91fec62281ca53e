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
import { Reads } from "../../platform/graphql/reads";

@Resolver(() => RegisterEntry)
export class RegisterResolver {
  @Query(() => RegisterEntryConnection, {
    description:
      "公示. The public register: every ruling issued, made final or reversed, every penalty started, ended, superseded or reversed, and the platform's own missed deadlines; the newest entry first. Open to everyone, without signing in. Also as feeds, `/register/feed.json` (JSON Feed 1.1) and `/register/feed.atom`, and as complete open data: `/register/manifest.json` lists the files with their digests; `/register` lists all addresses. Refused: CURSOR_INVALID for the cursor of another list, filter or date.",
  })
  register(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg("filter", () => RegisterFilter, { nullable: true, description: "Everything when left out." })
    filter: RegisterFilter | null,
    @Arg("asOf", () => DateTime, {
      nullable: true,
      description:
        "The register as it was at this moment: exactly the entries made by then, each with what was known then. As it is now when left out.",
    })
    asOf: number | null,
  ): Promise<Page<RegisterEntry>> {
    return listRegister(ctx, filter ?? {}, asOf ?? null, args);
  }

  @Query(() => RegisterEntry, {
    nullable: true,
    description: "One entry; its id is permanent. Open to everyone; null for an unknown id.",
  })
  registerEntry(
    @Ctx() ctx: Context,
    @Arg("id", () => ID, { description: "The entry, `reg_…`." }) id: string,
  ): Promise<RegisterEntry | null> {
    return isIdOf(RegisterEntry, id) ? ctx.loaders.byId(RegisterEntry, id) : Promise.resolve(null);
  }

  @Query(() => RegisterHead, {
    description: "The end of the register's chain, for auditors to keep. Open to everyone.",
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

  @Reads<RegisterEntry>("content")
  @FieldResolver(() => RegisterStatement, { description: "Its content, as known when it was entered." })
  stated(@Root() entry: RegisterEntry): RegisterStatement {
    return readStatement(entry);
  }

  @Reads<RegisterEntry>("rulingId")
  @FieldResolver(() => Ruling, {
    nullable: true,
    description:
      "The ruling it is about, or that caused the penalty, as it is now (possibly changed since the entry: see `stated`); null for LATENESS and interim measures.",
  })
  async ruling(@Ctx() ctx: Context, @Root() { rulingId }: RegisterEntry): Promise<Ruling | null> {
    return rulingId === null ? null : ctx.loaders.byId(Ruling, rulingId);
  }

  @Reads<RegisterEntry>("penaltyId")
  @FieldResolver(() => Penalty, {
    nullable: true,
    description: "The penalty it is about, as it is now; null for other kinds.",
  })
  async penalty(@Ctx() ctx: Context, @Root() { penaltyId }: RegisterEntry): Promise<Penalty | null> {
    return penaltyId === null ? null : ctx.loaders.byId(Penalty, penaltyId);
  }

  @Reads<RegisterEntry>("providerId")
  @FieldResolver(() => Provider, {
    nullable: true,
    description: "The provider it is about, as it is now; null for LATENESS and interim measures.",
  })
  async provider(@Ctx() ctx: Context, @Root() { providerId }: RegisterEntry): Promise<Provider | null> {
    return providerId === null ? null : ctx.loaders.byId(Provider, providerId);
  }

  @Reads<RegisterEntry>("correctsEntryId")
  @FieldResolver(() => RegisterEntry, {
    nullable: true,
    description: "The earlier entry that this one corrects; null if it corrects none.",
  })
  async corrects(@Ctx() ctx: Context, @Root() { correctsEntryId }: RegisterEntry): Promise<RegisterEntry | null> {
    return correctsEntryId === null ? null : ctx.loaders.byId(RegisterEntry, correctsEntryId);
  }

  @FieldResolver(() => RegisterEntry, {
    nullable: true,
    description:
      "The later entry that reverses the ruling or penalty of this one. Null while that is in force, and in the register of a date when it still was.",
  })
  async correctedBy(@Ctx() ctx: Context, @Root() entry: RegisterEntry): Promise<RegisterEntry | null> {
    const { number, rulingId, penaltyId, upTo = Infinity } = entry;
    if (rulingId === null) return null;
    // A correction points only at the last entry of its subject, but also applies to the entries before it.
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
      "Pass it as `after` to `registerUpdated` to continue from here without losing an entry. Only for the current head.",
  })
  cursor(@Ctx() ctx: Context): string {
    return ctx.cursorNow(REGISTER_STREAM, "public");
  }
}

@Resolver(() => Ruling)
export class RulingRegisterResolver {
  @Reads<Ruling>("id")
  @FieldResolver(() => [RegisterEntry], {
    description:
      "The public register's entries about it, oldest first; entries about its penalties are found by their provider. Empty while it awaits approval.",
  })
  async registerEntries(@Ctx() ctx: Context, @Root() ruling: Ruling): Promise<RegisterEntry[]> {
    const entries = await ctx.loaders.manyBy(RegisterEntry, "rulingId", ruling.id, "ORDER BY number");
    return entries.filter(({ penaltyId }) => penaltyId === null);
  }
}
