import { Account } from "../../accounts/account/account.entity";
import { isInForce, statusAt } from "../../case/filing-limits/filing-limit.pure";
import { FilingLimit } from "../../case/filing-limits/filing-limit.entity";
import { maySee, whyNotJudge } from "../../case/filing-limits/filing-limit.policy";
import { partialityOf } from "../../case/filing-limits/filing-limit.queries";
import { Complaint } from "../../case/complaints/complaint.entity";
import { HouseRules } from "../../house-rules/house-rules";
import { batchLoader } from "../../market/listings/batch-loader";
import type { Context } from "../../platform/graphql/context";
import { unavailableBecause } from "../../platform/graphql/unavailable-because";
import { DAY } from "../../platform/time";
import { countCases, countOrders } from "./consumer-record.queries";
import { ConsumerRecord, type CaseNumbers, type OrderNumbers } from "./consumer-record.types";
import { logReading } from "./log-reading";

/** By the id of the case. The caller has checked that the viewer is of the staff. Each reading is in the access log. */
export const loadConsumerRecord = batchLoader(async (ctx, complaintIds) => {
  const found = await Promise.all(complaintIds.map((id) => ctx.loaders.byId(Complaint, id)));
  const complaints = found.flatMap((each) => each ?? []);
  await logReading(ctx, complaints);
  const rules = await HouseRules.inForce(ctx.db, ctx.now());
  const since = ctx.now() - rules.number("filing.record", "days") * DAY;
  const people = [...new Set(complaints.map(({ consumerId }) => consumerId))];
  const counted = ctx.db.longReads;
  const [cases, orders] = await Promise.all([countCases(counted, people, since), countOrders(counted, people, since)]);
  const records = await Promise.all(
    complaints.map(async (complaint) =>
      Object.assign(new ConsumerRecord(), {
        ...(await standing(ctx, complaint)),
        since,
        ...(cases.get(complaint.consumerId) ?? NO_CASES),
        ...(orders.get(complaint.consumerId) ?? NO_ORDERS),
      }),
    ),
  );
  return new Map(records.map((record) => [record.complaintId, record]));
});

type Standing = Pick<
  ConsumerRecord,
  "complaintId" | "accountId" | "accountSince" | "limits" | "imposeUnavailableBecause"
>;

async function standing(ctx: Context, { id: complaintId, consumerId: accountId }: Complaint): Promise<Standing> {
  const actor = ctx.signedIn();
  const [account, limits, partiality] = await Promise.all([
    ctx.loaders.byId(Account, accountId),
    ctx.loaders.manyBy(FilingLimit, "accountId", accountId, "ORDER BY id DESC"),
    partialityOf(ctx, actor, { accountId, complaintId }),
  ]);
  if (!account) throw new Error(`the consumer of ${complaintId} is gone`);
  const now = ctx.now();
  return {
    complaintId,
    accountId,
    accountSince: account.createdAt,
    limits: limits.filter(
      (limit) => isInForce(limit, now) || (statusAt(limit, now) === "PROPOSED" && maySee(actor, limit)),
    ),
    imposeUnavailableBecause: unavailableBecause(ctx, whyNotJudge(actor, partiality)),
  };
}

const NO_CASES: CaseNumbers = {
  opened: 0,
  openNow: 0,
  grave: 0,
  upheld: 0,
  partlyUpheld: 0,
  dismissed: 0,
  settled: 0,
  withdrawn: 0,
  refusedAsAbusive: 0,
  providers: 0,
  firstOpenedAt: null,
  lastOpenedAt: null,
};

const NO_ORDERS: OrderNumbers = { orders: 0, completedWithoutCase: 0, ordersAfterCase: 0 };
