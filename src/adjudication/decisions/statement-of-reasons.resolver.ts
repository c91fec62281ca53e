import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Penalty } from "../penalties/penalty.entity";
import { Context } from "../../platform/graphql/context";
import { moneyOrNull } from "../../platform/graphql/money";
import type { LocaleSettings } from "../../platform/identity/actor";
import { say } from "../../platform/messages/explain";
import { RuleVersion } from "../rules/rule-version.entity";
import type { PlannedPenalty } from "../rulings/planned-measures.types";
import { Ruling } from "../rulings/ruling.entity";
import { inFull } from "../rulings/ruling.queries";
import {
  CATEGORIES,
  REDRESS_KINDS,
  StatementOfReasons,
  type Redress,
  type StatedMeasure,
} from "./statement-of-reasons.types";

/** Computed from the ruling's rows at every read, so that it never contradicts them. */
@Resolver(() => Ruling)
export class StatementOfReasonsResolver {
  @FieldResolver(() => StatementOfReasons, {
    nullable: true,
    description:
      "The reasons, the measures and the means of redress together, the same for both parties. For the parties and platform staff; null to others.",
  })
  async statementOfReasons(@Ctx() ctx: Context, @Root() ruling: Ruling): Promise<StatementOfReasons | null> {
    return inFull(ctx, ruling, () => this.stated(ctx, ruling));
  }

  private async stated(ctx: Context, ruling: Ruling): Promise<StatementOfReasons> {
    const [complaint, penalties, rules] = await Promise.all([
      ctx.loaders.byId(Complaint, ruling.complaintId),
      ctx.loaders.manyBy(Penalty, "rulingId", ruling.id),
      Promise.all(ruling.ruleVersionIds.map((id) => ctx.loaders.byId(RuleVersion, id))),
    ]);
    const ordered = penalties.filter(isOrdered);
    return {
      facts: ruling.facts,
      decisionGround: ruling.outcome === "DISMISSED" ? null : "INCOMPATIBLE_CONTENT",
      rules: rules.flatMap((version) => version ?? []),
      explanation: ruling.reasoning,
      category: CATEGORIES[complaint?.breachClass ?? "ORDINARY"],
      measures: ruling.issuedAt === null ? ruling.measures.penalties.map(toPlanned) : ordered.map(toOrdered),
      automatedDetection: false,
      automatedDecision: ordered.some(({ cause }) => cause === "THRESHOLD") ? "AUTOMATED_PARTIALLY" : "NOT_AUTOMATED",
      source: "COMPLAINT",
      redress: redressOf(ruling, ctx),
      issuedAt: ruling.issuedAt,
    };
  }
}

/** Penalties by points are only proposals until leads have approved them. */
const isOrdered = ({ status }: Penalty): boolean => status !== "AWAITING_APPROVAL" && status !== "DECLINED";

const toOrdered = ({ kind, listingId, startsAt, endsAt, days, amount, currency }: Penalty): StatedMeasure => ({
  ...scopeOf(listingId),
  kind,
  startsAt,
  endsAt,
  days,
  amount: moneyOrNull(amount, currency),
});

const toPlanned = ({ kind, listingId, days, amount }: PlannedPenalty): StatedMeasure => ({
  ...scopeOf(listingId),
  kind,
  startsAt: null,
  endsAt: null,
  days,
  amount,
});

const scopeOf = (listingId: string | null): Pick<StatedMeasure, "scope" | "listingId" | "territorialScope"> => ({
  scope: listingId === null ? "PROVIDER" : "LISTING",
  listingId,
  territorialScope: "EVERYWHERE",
});

/** A ruling that decides an appeal cannot be appealed against itself. */
function redressOf({ appealableUntil }: Ruling, reader: LocaleSettings): Redress[] {
  const open = REDRESS_KINDS.filter((kind) => kind !== "INTERNAL_APPEAL" || appealableUntil !== null);
  return open.map((kind) => {
    const until = kind === "INTERNAL_APPEAL" ? appealableUntil : null;
    return { kind, until, text: say(`redress.${kind}`, reader, { until: until ?? "" }) };
  });
}
