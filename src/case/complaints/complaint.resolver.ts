import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import { logOpening, OPENED } from "./log-opening";
import { onRecord, onRecordOf } from "./on-record";
import { Order } from "../../market/orders/order.entity";
import type { EntityClass } from "../../platform/database/row-mapper";
import { INPUT } from "../../platform/graphql/idempotency";
import { Connection, PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { say } from "../../platform/messages/explain";
import { Money, moneyOrNull } from "../../platform/graphql/money";
import { PromiseVersion } from "../../market/promises/promise-version.entity";
import { Provider } from "../../market/providers/provider.entity";
import { availableActions } from "./available-action.queries";
import { AvailableAction } from "./available-action.types";
import { Breach } from "./breach.entity";
import { automaticActs } from "./automatic-act.queries";
import { AutomaticAct } from "./automatic-act.types";
import { ComplaintSort, SideEnum } from "./case-enums.types";
import type { Side } from "./complaint-guards.pure";
import { sideOf } from "./complaint.policy";
import { CaseEvent } from "./case-event.types";
import { timeline } from "./case-event.queries";
import { caseNumber } from "./case-number.pure";
import { isClaimOpen } from "./claim.pure";
import { ComplaintFilter, MyComplaintsFilter } from "./complaint-filter.types";
import { Complaint } from "./complaint.entity";
import { cursorScope } from "./complaint.live";
import { ComplaintPayload } from "./complaint-payload.types";
import { runOnCase } from "./run-on-case";
import { listComplaints, readComplaint, searchComplaints, showComplaint } from "./complaint.queries";
import { escalateComplaint } from "./escalate-complaint";
import {
  EscalateComplaintInput,
  OpenComplaintInput,
  ReopenComplaintInput,
  WithdrawComplaintInput,
} from "./complaint.types";
import { openComplaint } from "./open-complaint";
import { refusingSecondCase } from "./refusing-second-case";
import { reopenComplaint } from "./reopen-complaint";
import { trackReason } from "./track.pure";
import { fastMostAt } from "./track.queries";
import { withdrawComplaint } from "./withdraw-complaint";
import { many, one, Reads } from "../../platform/graphql/reads";

export const ComplaintConnection = Connection(Complaint, "Complaint");
const CaseEventConnection = Connection(CaseEvent, "CaseEvent");

@Resolver(() => Complaint)
export class ComplaintResolver {
  @Authorized("CONSUMER")
  @Mutation(() => ComplaintPayload, {
    description:
      "Opens a complaint about promises broken on the viewer's own order. It starts NEGOTIATING with the provider, or SUBMITTED to the platform when the breach is grave or the provider is suspended or terminated. Refused COMPLAINT_ALREADY_OPEN with `extensions.existingId` when one of the promises is already complained about; ALREADY_DECIDED likewise when a case about one of them was decided or settled, unless `newFacts` says what is new; LIMIT_REACHED with `extensions.availableAt` for more complaints in a day than one person may open; FILING_LIMITED with `extensions.availableAt`, and with the limit as `extensions.existingId`, while the person's complaints are limited: see `Account.filingLimits`, `contestFilingLimit`.",
  })
  openComplaint(
    @Arg("input", () => OpenComplaintInput, INPUT) input: OpenComplaintInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return refusingSecondCase(ctx.db, input, () => runOnCase(ctx, "openComplaint", input, openComplaint));
  }

  @Authorized("CONSUMER", "PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => ComplaintPayload, {
    description:
      "Takes the case to the platform: the consumer when refused, unanswered for 48 hours (house rule `clock.FIRST_RESPONSE`), or 72 hours after its opening (`escalation.opens`); the provider 72 hours after it. Refused NOT_YET with `extensions.availableAt` before.",
  })
  escalateComplaint(
    @Arg("input", () => EscalateComplaintInput, INPUT) input: EscalateComplaintInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "escalateComplaint", input, escalateComplaint);
  }

  @Authorized("CONSUMER")
  @Mutation(() => ComplaintPayload, {
    description:
      "Withdraws the complaint, at any time before the ruling; closes it as WITHDRAWN. The platform may still look into the matter on its own: see `Complaint.inspectionActions`.",
  })
  withdrawComplaint(
    @Arg("input", () => WithdrawComplaintInput, INPUT) input: WithdrawComplaintInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return runOnCase(ctx, "withdrawComplaint", input, withdrawComplaint);
  }

  @Authorized("CONSUMER", "LEAD_MODERATOR")
  @Mutation(() => ComplaintPayload, {
    description:
      "Reopens a closed case; it is SUBMITTED to the platform, and every count starts again. The consumer once, within 30 days (house rule `reopen.window`) of its closing as SETTLED, EXPIRED or NOT_ACCEPTED, unless it confirmed the settlement itself; once more, however it was closed, after a refund that it confirmed was not found; a lead moderator after any closing. A complaint that was refused is checked by another moderator. An earlier ruling remains in force until the next one replaces it; the consumer keeps what was paid under it. Refused COMPLAINT_ALREADY_OPEN with `extensions.existingId` when one of its promises is complained about in another open case; ALREADY_DECIDED likewise when another case has decided it since; LIMIT_REACHED, TOO_LATE, NOT_IN_THIS_STATE.",
  })
  reopenComplaint(
    @Arg("input", () => ReopenComplaintInput, INPUT) input: ReopenComplaintInput,
    @Ctx() ctx: Context,
  ): Promise<ComplaintPayload> {
    return refusingSecondCase(ctx.db, input, () => runOnCase(ctx, "reopenComplaint", input, reopenComplaint));
  }

  @Authorized()
  @Query(() => Complaint, {
    nullable: true,
    description: "The case; null when it does not exist or the viewer may not see it.",
  })
  async complaint(
    @Arg("id", () => ID, { description: "Its id, `cmp_…`." }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Complaint | null> {
    const complaint = await showComplaint(ctx, id);
    if (complaint) await logOpening(ctx, complaint);
    return complaint;
  }

  @Authorized()
  @Query(() => ComplaintConnection, {
    description:
      "The viewer's cases, newest first: those they opened and those against the providers they are a member of, the same that `myComplaintsUpdated` reports. Refused: NOT_FOUND for the provider of others, BAD_USER_INPUT, CURSOR_INVALID.",
  })
  myComplaints(
    @Args(() => PageArgs) args: PageArgs,
    @Arg("filter", () => MyComplaintsFilter, { nullable: true, description: "Which cases; all without one." })
    filter: MyComplaintsFilter | null,
    @Arg("sort", () => ComplaintSort, {
      nullable: true,
      description: "In which order; OPENED_AT_DESC when left out.",
    })
    sort: ComplaintSort | null,
    @Ctx() ctx: Context,
  ): Promise<Page<Complaint>> {
    return listComplaints(ctx, ctx.signedIn(), args, filter ?? {}, sort ?? "OPENED_AT_DESC");
  }

  @Authorized("MODERATOR", "LEAD_MODERATOR", "INSPECTOR", "AUDITOR")
  @Query(() => ComplaintConnection, {
    description:
      "All cases, closed ones too, the newest first: those that `complaint` shows these people. For moderators, lead moderators, inspectors and auditors. Refused: BAD_USER_INPUT, CURSOR_INVALID.",
  })
  complaints(
    @Args(() => PageArgs) args: PageArgs,
    @Arg("filter", () => ComplaintFilter, { nullable: true, description: "Which cases; all without one." })
    filter: ComplaintFilter | null,
    @Arg("sort", () => ComplaintSort, { nullable: true, description: "In which order; OPENED_AT_DESC when left out." })
    sort: ComplaintSort | null,
    @Ctx() ctx: Context,
  ): Promise<Page<Complaint>> {
    return searchComplaints(ctx, args, filter ?? {}, sort ?? "OPENED_AT_DESC");
  }

  @Authorized()
  @Query(() => String, {
    description: "Pass it as `after` to `myComplaintsUpdated` to continue from a list of one's cases read after this.",
  })
  myComplaintsCursor(@Ctx() ctx: Context): string {
    return ctx.cursorNow("myComplaintsUpdated");
  }

  @Reads<Complaint>("number")
  @FieldResolver(() => String, {
    description:
      "What people call it, `R-2026-000041`: the year in which it was opened, by the office's clocks, and its place among the cases of that year; never changed or given twice. A `text` of lists and `search` find it however it is written: `r2026 41`.",
  })
  number(@Root() complaint: Complaint): string {
    return caseNumber(complaint);
  }

  @Reads<Complaint>("claimedInAll", "currency", "openedAt", "breachClass")
  @FieldResolver(() => String, {
    description: "Why it is on its `track`: how grave it is, and what all cases of its order claim together.",
  })
  async trackReason(@Ctx() ctx: Context, @Root() complaint: Complaint): Promise<string> {
    const { claimedInAll, currency, openedAt } = complaint;
    const most = await fastMostAt(ctx.db, openedAt, currency);
    return say(`track.${trackReason(complaint, most)}`, ctx, {
      claimed: { amount: claimedInAll ?? 0, currency },
      most: { amount: most, currency },
    });
  }

  @FieldResolver(() => [AvailableAction], {
    description: "What the viewer may do now, and the obstacles to the rest. Meant for buttons.",
  })
  availableActions(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<AvailableAction[]> {
    return availableActions(ctx, complaint);
  }

  @FieldResolver(() => [AutomaticAct], {
    description:
      "What the system will do when time limits run out, if nobody acts before, the soonest first; empty while none runs.",
  })
  automaticActs(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<AutomaticAct[]> {
    return automaticActs(ctx, complaint);
  }

  @Reads<Complaint>("consumerId", "providerId")
  @FieldResolver(() => SideEnum, {
    nullable: true,
    description: "The side of the case that the viewer is on; null for platform staff.",
  })
  viewerSide(@Root() complaint: Complaint, @Ctx() ctx: Context): Side | null {
    return sideOf(ctx.actor, complaint);
  }

  @Reads<Complaint>(...OPENED, "story")
  @FieldResolver(() => String, { description: "What happened, in the consumer's words." })
  story(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<string> | string {
    return onRecord(ctx, complaint, complaint.story);
  }

  @Reads<Complaint>(...OPENED, "demandText")
  @FieldResolver(() => String, {
    nullable: true,
    description: "The demand in the consumer's words; null when there are none.",
  })
  demandText(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<string | null> | string | null {
    return onRecord(ctx, complaint, complaint.demandText);
  }

  @Reads<Complaint>(...OPENED, "newFacts")
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "What the consumer says is new since the matter was decided, see `decidedCaseId`; null in a case about what was not decided before.",
  })
  newFacts(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<string | null> | string | null {
    return onRecord(ctx, complaint, complaint.newFacts);
  }

  @Reads<Complaint>(...OPENED, "finalAnswerText")
  @FieldResolver(() => String, { nullable: true, description: "The final answer in words; null while there is none." })
  finalAnswerText(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<string | null> | string | null {
    return onRecord(ctx, complaint, complaint.finalAnswerText);
  }

  @Reads<Complaint>(...OPENED, "verdictText")
  @FieldResolver(() => String, { nullable: true, description: "The verdict in words; null when there are none." })
  verdictText(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<string | null> | string | null {
    return onRecord(ctx, complaint, complaint.verdictText);
  }

  @Reads<Complaint>(...OPENED, "currency")
  @FieldResolver(() => CaseEventConnection, {
    description: "What the viewer may see of its history, oldest first; `totalCount` counts the same.",
  })
  async timeline(
    @Root() complaint: Complaint,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<CaseEvent>> {
    await logOpening(ctx, complaint);
    return timeline(ctx, complaint, args);
  }

  @Reads<Complaint>(many(Breach, "complaintId"))
  @FieldResolver(() => [Breach], {
    description: "The promises that, the consumer says, were broken, in the order in which they were named.",
  })
  breaches(@Root() complaint: Complaint, @Ctx() ctx: Context): Breach[] | Promise<Breach[]> {
    return ctx.loaders.many(Breach, complaint, "complaintId");
  }

  @Reads<Complaint>(one(Order, "orderId"))
  @FieldResolver(() => Order, { description: "The order it is about." })
  order(@Root() complaint: Complaint, @Ctx() ctx: Context): Order | Promise<Order> {
    return present(ctx, Order, complaint, "orderId");
  }

  @Reads<Complaint>(one(Provider, "providerId"))
  @FieldResolver(() => Provider, { description: "The provider it is against." })
  provider(@Root() complaint: Complaint, @Ctx() ctx: Context): Provider | Promise<Provider> {
    return present(ctx, Provider, complaint, "providerId");
  }

  @Reads<Complaint>(one(Account, "consumerId", "displayName"))
  @FieldResolver(() => String, { description: "The consumer's display name." })
  consumerName(@Root() complaint: Complaint, @Ctx() ctx: Context): string | Promise<string> {
    const consumer = present(ctx, Account, complaint, "consumerId");
    return consumer instanceof Promise ? consumer.then(({ displayName }) => displayName) : consumer.displayName;
  }

  @Reads<Complaint>("amountAtStake", "currency")
  @FieldResolver(() => Money, { description: "What is at stake, over all breaches." })
  atStake(@Root() complaint: Complaint): Money {
    return { amount: complaint.amountAtStake, currency: complaint.currency };
  }

  @Reads<Complaint>("demandAmount", "currency")
  @FieldResolver(() => Money, {
    nullable: true,
    description: "How much is demanded; null when the demand names no amount.",
  })
  demand(@Root() complaint: Complaint): Money | null {
    return moneyOrNull(complaint.demandAmount, complaint.currency);
  }

  @Reads<Complaint>("status", "providerFirstResponseAt", "claimAmount", "currency")
  @FieldResolver(() => Money, {
    nullable: true,
    description:
      "What is claimed of the compensation that the broken promises themselves promise: it is paid without a ruling unless the provider answers in time, if the payment of the order is confirmed. Null where it is an ordinary demand, and once the provider answered, or was silent; also when it has missed its first answer and the payment is not confirmed by then.",
  })
  claim(@Root() complaint: Complaint): Money | null {
    return isClaimOpen(complaint) ? moneyOrNull(complaint.claimAmount, complaint.currency) : null;
  }

  @Reads<Complaint>("presumedBroken")
  @FieldResolver(() => Boolean, { description: "A contested or defaulted settlement speaks against the provider." })
  presumedBroken(@Root() complaint: Complaint): boolean {
    return complaint.presumedBroken;
  }

  @Reads<Complaint>("id", "consumerId", "providerId")
  @FieldResolver(() => String, {
    description: "Pass it as `after` to `complaintUpdated` to continue from this snapshot: no later change is lost.",
  })
  cursor(@Root() complaint: Complaint, @Ctx() ctx: Context): string {
    return ctx.cursorNow(`complaintUpdated:${complaint.id}`, cursorScope(ctx.actor, complaint));
  }
}

@Resolver(() => Breach)
export class BreachResolver {
  @Reads<Breach>(one(PromiseVersion, "promiseVersionId"))
  @FieldResolver(() => PromiseVersion, { description: "The promise as it was frozen into the order." })
  promiseVersion(@Root() breach: Breach, @Ctx() ctx: Context): PromiseVersion | Promise<PromiseVersion> {
    return present(ctx, PromiseVersion, breach, "promiseVersionId");
  }

  @Reads<Breach>("complaintId", "expected")
  @FieldResolver(() => String, { description: "What the consumer expected." })
  expected(@Root() breach: Breach, @Ctx() ctx: Context): Promise<string> | string {
    return onRecordOf(ctx, breach.complaintId, () => breach.expected);
  }

  @Reads<Breach>("complaintId", "delivered")
  @FieldResolver(() => String, { description: "What was delivered instead." })
  delivered(@Root() breach: Breach, @Ctx() ctx: Context): Promise<string> | string {
    return onRecordOf(ctx, breach.complaintId, () => breach.delivered);
  }

  @Reads<Breach>("complaintId", "amount")
  @FieldResolver(() => Money, { description: "What is at stake with this promise." })
  async atStake(@Root() breach: Breach, @Ctx() ctx: Context): Promise<Money> {
    const complaint = await readComplaint(ctx, breach.complaintId, "complaintId");
    return { amount: breach.amount, currency: complaint.currency };
  }
}

/** The row that a property of this one names. A foreign key guarantees it. */
function present<T extends { id: string }, R extends object>(
  ctx: Context,
  entity: EntityClass<T>,
  row: R,
  by: keyof R & string,
): T | Promise<T> {
  return ctx.loaders.beside(entity, row, by) ?? ctx.loaders.one(entity, row, by).then(orThrow);
}

function orThrow<T>(row: T | null): T {
  if (row === null) throw new Error("the row that a foreign key references is missing");
  return row;
}
