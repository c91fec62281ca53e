import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Breach } from "../complaints/breach.entity";
import { Complaint } from "../complaints/complaint.entity";
import { Order } from "../../market/orders/order.entity";
import { Context } from "../../platform/graphql/context";
import { hasRole, isMemberOf, isPerson } from "../../accounts/actor/actor";
import { PromiseVersion } from "../../market/promises/promise-version.entity";
import { ComplaintDraft } from "./complaint-draft.types";
import { draftComplaint } from "./complaint-draft.queries";
import { MachineFinding, toMachineFinding } from "./machine-finding.types";
import { findShortfalls } from "./order-findings.queries";
import { Reads } from "../../platform/graphql/reads";

@Resolver(() => Order)
export class OrderFindingsResolver {
  @FieldResolver(() => [MachineFinding], {
    description:
      "Promises of the order that, by the platform's own records, are not kept or perhaps not kept at this moment: delivered late or not at all, dearer than promised, a request after the sale answered late, a return refused. For the two parties; empty to others. The passing of time alone can add findings.",
  })
  async machineFindings(@Root() order: Order, @Ctx() ctx: Context): Promise<MachineFinding[]> {
    if (!isPerson(ctx.actor, order.consumerId) && !isMemberOf(ctx.actor, order.providerId)) return [];
    const found = await findShortfalls(ctx, order);
    return found.map(({ version, facts }) => toMachineFinding(version, facts, order, ctx));
  }

  @FieldResolver(() => ComplaintDraft, {
    nullable: true,
    description:
      "A draft complaint about the order, written from the records, for its consumer to complete and send with `openComplaint`. Null to others, when everything the records show is complained about already, and when the time for complaints is over.",
  })
  async complaintDraft(
    @Root() order: Order,
    @Arg("withUncertain", () => Boolean, {
      defaultValue: false,
      description: "Include findings that are not `certain`; only when the consumer confirms them.",
    })
    withUncertain: boolean,
    @Ctx() ctx: Context,
  ): Promise<ComplaintDraft | null> {
    if (!isPerson(ctx.actor, order.consumerId) || !hasRole(ctx.actor, "CONSUMER")) return null;
    const found = await findShortfalls(ctx, order);
    return draftComplaint(
      ctx,
      order,
      found.filter(({ facts }) => withUncertain || facts.certain),
    );
  }
}

@Resolver(() => Breach)
export class BreachFindingResolver {
  @Reads<Breach>("machineFacts", "complaintId", "promiseVersionId")
  @FieldResolver(() => MachineFinding, {
    nullable: true,
    description:
      "What the platform's own records showed about this promise when the complaint was opened; looked up by the platform itself and kept. Null when they showed nothing.",
  })
  async machineFinding(@Root() breach: Breach, @Ctx() ctx: Context): Promise<MachineFinding | null> {
    if (!breach.machineFacts) return null;
    const [complaint, version] = await Promise.all([
      ctx.loaders.byId(Complaint, breach.complaintId),
      ctx.loaders.byId(PromiseVersion, breach.promiseVersionId),
    ]);
    const order = complaint && (await ctx.loaders.byId(Order, complaint.orderId));
    if (!order || !version) return null;
    return toMachineFinding(version, breach.machineFacts, order, ctx);
  }
}
