import { Arg, Args, Authorized, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { DateTimeRangeInput, spanOf, type Span } from "../../platform/graphql/date-time-range";
import { DateTime } from "../../platform/graphql/scalars";
import type { Role } from "../../accounts/actor/actor";
import { Ruling } from "../../adjudication/rulings/ruling.entity";
import { exportLink } from "./statement-export";
import { TransparencyStatement } from "./statement.entity";
import { countExported, listStatements, TransparencyStatementConnection } from "./statement.queries";
import { Reads } from "../../platform/graphql/reads";

@ObjectType({ simpleResolvers: true, description: "An address from which to download the statements of a period." })
class TransparencyExport {
  @Field(() => String, {
    description:
      "Anyone who has it can GET it until `expiresAt`, while the person who asked for it may still read the statements. Newline-delimited JSON: each line is one request body for the database's endpoint for several statements, with at most 100 of them.",
  })
  url: string;

  @Field(() => DateTime, { description: "Until when the address works." })
  expiresAt: number;

  @Field(() => Int, { description: "How many statements it holds now." })
  statements: number;

  @Field(() => Int, {
    description: "How many of the period are left out because they violate the schema: see `problems`.",
  })
  leftOut: number;
}

const TOOK_EFFECT_AT = { nullable: true, description: "When the measures took effect; all when left out." };
const periodOf = (range: DateTimeRangeInput | null): Span => spanOf(range ?? {}, "tookEffectAt");

@Resolver(() => TransparencyStatement)
export class TransparencyResolver {
  @Authorized<Role>("ADMIN", "AUDITOR")
  @Query(() => TransparencyStatementConnection, {
    description:
      "Statements of reasons for the EU's DSA Transparency Database: one for each measure that restricts a provider (demotion, freeze, contract charge, training, suspension, termination), made when it took effect, the oldest first. Refused: BAD_USER_INPUT for an empty period, CURSOR_INVALID for the cursor of another list.",
  })
  transparencyStatements(
    @Ctx() ctx: Context,
    @Arg("tookEffectAt", () => DateTimeRangeInput, TOOK_EFFECT_AT) tookEffectAt: DateTimeRangeInput | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<TransparencyStatement>> {
    return listStatements(ctx, periodOf(tookEffectAt), args);
  }

  @Authorized<Role>("ADMIN", "AUDITOR")
  @Query(() => TransparencyExport, {
    description: "The same as a file, under a signed address. Refused: BAD_USER_INPUT for an empty period.",
  })
  async transparencyExport(
    @Ctx() ctx: Context,
    @Arg("tookEffectAt", () => DateTimeRangeInput, TOOK_EFFECT_AT) tookEffectAt: DateTimeRangeInput | null,
  ): Promise<TransparencyExport> {
    const period = periodOf(tookEffectAt);
    const { good, bad } = await countExported(ctx.db.longReads, period);
    const link = exportLink(ctx.services, period, ctx.signedIn().accountId);
    return { ...link, statements: good, leftOut: bad };
  }

  @Reads<TransparencyStatement>("rulingId")
  @FieldResolver(() => Ruling, { description: "The ruling that the measure follows from." })
  ruling(@Ctx() ctx: Context, @Root() { rulingId }: TransparencyStatement): Promise<Ruling | null> {
    return ctx.loaders.byId(Ruling, rulingId);
  }
}
