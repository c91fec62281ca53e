import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import { findVisibleComplaint } from "../../case/complaints/complaint.queries";
import { Context } from "../../platform/graphql/context";
import { DateTime } from "../../platform/graphql/scalars";
import { Provider } from "../../market/providers/provider.entity";
import { redact } from "../register/redact.pure";
import { RuleVersion } from "../rules/rule-version.entity";
import { PlannedMeasures } from "../rulings/planned-measures.types";
import { RootCause } from "../rulings/ruling-enums.types";
import { RulingFinding } from "../rulings/ruling-finding.entity";
import { Ruling } from "../rulings/ruling.entity";
import { maySeeFullText, maySeeInsideOfRuling } from "../rulings/ruling.policy";
import { inFull, isPublished } from "../rulings/ruling.queries";
import { one, Reads } from "../../platform/graphql/reads";

/** What its policies ask. */
const PARTIES = ["consumerId", "providerId"] as const;

/** Who sees which parts of a ruling; see the policy functions in ruling.queries.ts. */
@Resolver(() => Ruling)
export class RulingFieldsResolver {
  @Reads<Ruling>(one(Provider, "providerId"))
  @FieldResolver(() => Provider, { description: "The provider it is about." })
  provider(@Ctx() ctx: Context, @Root() ruling: Ruling): Promise<Provider | null> {
    return ctx.loaders.one(Provider, ruling, "providerId");
  }

  @Reads<Ruling>("ruleVersionIds")
  @FieldResolver(() => [RuleVersion], {
    description: "The rule versions it cites, each once, in the order in which its findings do.",
  })
  async ruleVersions(@Ctx() ctx: Context, @Root() ruling: Ruling): Promise<RuleVersion[]> {
    const versions = await Promise.all(ruling.ruleVersionIds.map((id) => ctx.loaders.byId(RuleVersion, id)));
    return versions.flatMap((version) => version ?? []);
  }

  @Reads<Ruling>(one(Ruling, "replacesRulingId"))
  @FieldResolver(() => Ruling, {
    nullable: true,
    description: "The REVERSED ruling that it replaced; null if it replaced none.",
  })
  async replaces(@Ctx() ctx: Context, @Root() ruling: Ruling): Promise<Ruling | null> {
    return ruling.replacesRulingId === null ? null : ctx.loaders.one(Ruling, ruling, "replacesRulingId");
  }

  @Reads<Ruling>("status", "id")
  @FieldResolver(() => Ruling, {
    nullable: true,
    description: "The ruling that replaced it; null while it is in force, and until a remitted case is decided again.",
  })
  async replacedBy(@Ctx() ctx: Context, @Root() ruling: Ruling): Promise<Ruling | null> {
    if (ruling.status !== "REVERSED") return null;
    const later = await ctx.loaders.manyBy(Ruling, "replacesRulingId", ruling.id);
    return later.find(isPublished) ?? null;
  }

  @Reads<Ruling>("complaintId")
  @FieldResolver(() => Complaint, {
    nullable: true,
    description: "The case it decides; null to those who may not see that.",
  })
  complaint(@Ctx() ctx: Context, @Root() ruling: Ruling): Promise<Complaint | null> {
    return findVisibleComplaint(ctx, ruling.complaintId);
  }

  /** A safety net for rulings made before checkPublicWords existed. */
  @Reads<Ruling>(...PARTIES, "publicText")
  @FieldResolver()
  publicText(@Ctx() ctx: Context, @Root() ruling: Ruling): string {
    return maySeeFullText(ctx.actor, ruling) ? ruling.publicText : redact(ruling.publicText);
  }

  @Reads<Ruling>(...PARTIES, "complaintId", "facts")
  @FieldResolver(() => String, {
    nullable: true,
    description: "The facts held proven. For the parties and platform staff; null to others.",
  })
  facts(@Ctx() ctx: Context, @Root() ruling: Ruling): Promise<string | null> | string | null {
    return inFull(ctx, ruling, () => ruling.facts);
  }

  @Reads<Ruling>(...PARTIES, "complaintId", "reasoning")
  @FieldResolver(() => String, {
    nullable: true,
    description: "Why this follows from the facts. For the parties and platform staff; null to others.",
  })
  reasoning(@Ctx() ctx: Context, @Root() ruling: Ruling): Promise<string | null> | string | null {
    return inFull(ctx, ruling, () => ruling.reasoning);
  }

  @Reads<Ruling>(...PARTIES, "rootCause")
  @FieldResolver(() => RootCause, {
    nullable: true,
    description: "Why it came to this. For the parties and platform staff; null to others.",
  })
  rootCause(@Ctx() ctx: Context, @Root() ruling: Ruling): RootCause | null {
    return maySeeFullText(ctx.actor, ruling) ? ruling.rootCause : null;
  }

  @Reads<Ruling>(...PARTIES, "complaintId", "id")
  @FieldResolver(() => [RulingFinding], {
    nullable: true,
    description:
      "The finding about each promise in the complaint, in the order of the decision. For the parties and platform staff; null to others.",
  })
  async findings(@Ctx() ctx: Context, @Root() ruling: Ruling): Promise<RulingFinding[] | null> {
    return inFull(ctx, ruling, () => ctx.loaders.manyBy(RulingFinding, "rulingId", ruling.id));
  }

  @Reads<Ruling>(...PARTIES, "measures")
  @FieldResolver(() => PlannedMeasures, {
    nullable: true,
    description:
      "The measures it orders, as decided: what a second approver reviews. For platform staff; null to others.",
  })
  planned(@Ctx() ctx: Context, @Root() ruling: Ruling): PlannedMeasures | null {
    return maySeeInsideOfRuling(ctx.actor, ruling) ? ruling.measures : null;
  }

  @Reads<Ruling>(...PARTIES, one(Account, "decidedById"))
  @FieldResolver(() => Account, { nullable: true, description: "Who decided it. For platform staff; null to others." })
  async decidedBy(@Ctx() ctx: Context, @Root() ruling: Ruling): Promise<Account | null> {
    return maySeeInsideOfRuling(ctx.actor, ruling) ? ctx.loaders.one(Account, ruling, "decidedById") : null;
  }

  @Reads<Ruling>(...PARTIES, "decidedAt")
  @FieldResolver(() => DateTime, {
    nullable: true,
    description: "When it was decided. For platform staff; null to others.",
  })
  decidedAt(@Ctx() ctx: Context, @Root() ruling: Ruling): number | null {
    return maySeeInsideOfRuling(ctx.actor, ruling) ? ruling.decidedAt : null;
  }

  @Reads<Ruling>(...PARTIES, one(Account, "approvedById"))
  @FieldResolver(() => Account, {
    nullable: true,
    description:
      "The second person, who approved or declined it (`status` says which); null if none was needed or none has decided yet. For platform staff; null to others.",
  })
  async secondApprover(@Ctx() ctx: Context, @Root() ruling: Ruling): Promise<Account | null> {
    return ruling.approvedById !== null && maySeeInsideOfRuling(ctx.actor, ruling)
      ? ctx.loaders.one(Account, ruling, "approvedById")
      : null;
  }

  @Reads<Ruling>(...PARTIES, "approvalNote")
  @FieldResolver(() => String, {
    nullable: true,
    description: "What the second person noted. For platform staff; null to others.",
  })
  approvalNote(@Ctx() ctx: Context, @Root() ruling: Ruling): string | null {
    return maySeeInsideOfRuling(ctx.actor, ruling) ? ruling.approvalNote : null;
  }
}
