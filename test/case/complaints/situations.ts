import { submit } from "../evidence/evidence-case";
import { CHAT } from "../evidence/samples";
import { payInOver, payOutOver, reference } from "../../adjudication/payments/paid-in";
import type { World } from "../../support/world";
import { caseIn, type CaseOptions, type Walkable, type WorldCase } from "./world-case";

const HOUR = 3_600_000;

/** A case in one of the situations that the table tells apart. */
export type Situation = (world: World) => Promise<WorldCase>;

const at =
  (state: Walkable, further?: (file: WorldCase) => Promise<unknown>, options?: CaseOptions): Situation =>
  async (world) => {
    const file = await caseIn(world, state, options);
    await further?.(file);
    return file;
  };

const RETURNING: CaseOptions = {
  ruling: { remedies: [{ kind: "RETURN_AND_REFUND", text: "退货后全额退款", withinDays: 7 }] },
};

const finalAnswer = (file: WorldCase): Promise<unknown> =>
  file.do("wang.owner", "giveFinalAnswer", { answer: "EXPLANATION", text: "交付时间以双方确认的排期为准。" });

async function agreeOnReturn(file: WorldCase): Promise<void> {
  const offerId = await file.offer("wang.owner", { kind: "RETURN_AND_REFUND", amount: undefined, text: "退货退款" });
  await file.do("li.na", "acceptOffer", { offerId });
}

const ship = (file: WorldCase): Promise<unknown> => file.do("li.na", "shipReturn", { shipment: "顺丰 SF1234567890" });

async function rejectReturn(file: WorldCase): Promise<void> {
  await ship(file);
  await file.do("wang.owner", "receiveReturn", { condition: "DAMAGED", note: "外壳破损" });
}

const upload = async (file: WorldCase, who = file.consumer): Promise<string> =>
  submit(await who, file.id, CHAT, { kind: "CHAT_LOG", fileName: "chat.txt", mediaType: "text/plain" });

const appeal = (file: WorldCase, who: string): Promise<unknown> =>
  file.do(who, "appealRuling", { ground: "WRONG_FACTS", text: "裁定认定的交付时间有误。" });

const stay = (file: WorldCase, ground: string): Promise<unknown> =>
  file.do("zhou.lead", "stayComplaint", {
    ground,
    reason: "消费者已就同一事实起诉。",
    ...(ground === "OUTSIDE_PROCEDURE" ? { route: "COURT", reference: "(2026)浙0106民初1号" } : {}),
  });

/** The provider pays in what it owes to all its consumers, and not more. */
async function fallDueAndPayIn(file: WorldCase): Promise<void> {
  await file.ring("REMEDY_DUE");
  const owner = await file.provider;
  const { provider } = await file.look("provider { id deposit { owedToConsumers { amount } } }", owner);
  for (const { amount } of provider.deposit.owedToConsumers) await payInOver(file.world, owner, provider.id, amount);
}

async function compensate(file: WorldCase): Promise<void> {
  await fallDueAndPayIn(file);
  await payOutOver(file.world, file.id);
}

async function settle(file: WorldCase): Promise<void> {
  await file.do("wang.owner", "fileSettlementProof", { proof: "退款单号 1" });
  await file.do("li.na", "confirmSettlement");
}

const refuse = async (file: WorldCase): Promise<unknown> =>
  file.do("chen.mod", "refuseComplaint", {
    leaseToken: await file.take(),
    ground: "NO_PROMISE",
    text: "投诉所称内容不在承诺之内。",
  });

async function askForEvidence(file: WorldCase, addressedTo: string): Promise<void> {
  await file.do("chen.mod", "requestEvidence", {
    leaseToken: await file.take(),
    addressedTo,
    text: "请提供与交付时间有关的记录。",
  });
}

/** A ruling grave enough to need a second person. */
async function draft(file: WorldCase, who: string): Promise<void> {
  const ruling = await file.ruling();
  const findings = (ruling.findings as object[]).map((finding) => ({ ...finding, severity: "L4" }));
  await file.do(who, "issueRuling", { leaseToken: await file.take(who), ...ruling, findings });
}

/** As if it had been opened so many hours earlier. */
const age = (file: WorldCase, hours: number): Promise<void> =>
  write(file, "UPDATE complaint SET opened_at = opened_at - ? WHERE id = ?", hours * HOUR);

const write = (file: WorldCase, sql: string, amount: number): Promise<void> =>
  file.world.db.transact(async (tx) => tx.execute(sql, [amount, file.id]));

/** Every situation that the table tells apart. */
export const SITUATIONS: Record<string, Situation> = {
  "NEGOTIATING, just opened": at("NEGOTIATING"),
  "NEGOTIATING, an offer of the provider is open": at("NEGOTIATING", (file) => file.offer()),
  "NEGOTIATING, an offer of the consumer is open": at("NEGOTIATING", (file) => file.offer("li.na")),
  "NEGOTIATING, an offer ran out unnoticed": at("NEGOTIATING", async (file) => {
    await file.offer();
    await write(file, "UPDATE offer SET expires_at = expires_at - ? WHERE open_key = ?", 73 * HOUR);
  }),
  "NEGOTIATING, the demand is refused": at("NEGOTIATING", (file) =>
    file.do("wang.owner", "refuseDemand", { reason: "不同意" }),
  ),
  "NEGOTIATING, unanswered for 49 hours": at("NEGOTIATING", (file) => age(file, 49)),
  "NEGOTIATING, answered, for 49 hours": at("NEGOTIATING", async (file) => {
    await file.do("zhao.staff", "sendMessage", { text: "您好" });
    await age(file, 49);
  }),
  "NEGOTIATING, answered, for 73 hours": at("NEGOTIATING", async (file) => {
    await file.do("zhao.staff", "sendMessage", { text: "您好" });
    await age(file, 73);
  }),
  "NEGOTIATING, the provider gave its final answer": at("NEGOTIATING", finalAnswer),
  "NEGOTIATING, a verdict on the final answer was given": at("NEGOTIATING", async (file) => {
    await finalAnswer(file);
    await file.do("li.na", "giveVerdict", { verdict: "NOT_SOLVED", satisfaction: 1 });
  }),
  SETTLING: at("SETTLING"),
  "SETTLING, goods are to go back": at("NEGOTIATING", agreeOnReturn),
  "SETTLING, goods are on their way back": at("NEGOTIATING", async (file) => {
    await agreeOnReturn(file);
    await ship(file);
  }),
  "SETTLING, goods are back": at("NEGOTIATING", async (file) => {
    await agreeOnReturn(file);
    await ship(file);
    await file.do("zhao.staff", "receiveReturn", { condition: "INTACT" });
  }),
  "SETTLING, proof is filed": at("SETTLING", (file) =>
    file.do("wang.owner", "fileSettlementProof", { proof: "退款单号 1" }),
  ),
  "SUBMITTED, in the queue": at("SUBMITTED"),
  "SUBMITTED, taken": at("SUBMITTED", (file) => file.take()),
  "SUBMITTED, taken, information asked for twice": at("SUBMITTED", async (file) => {
    for (const text of ["请提供付款记录。谢谢", "请提供沟通截图。谢谢"]) {
      await file.do("chen.mod", "requestInformation", { leaseToken: await file.take(), text });
      await file.do("li.na", "supplyInformation", { text: "已提供" });
    }
  }),
  INFO_REQUESTED: at("INFO_REQUESTED"),
  EVIDENCE: at("EVIDENCE"),
  "EVIDENCE, the consumer closed theirs": at("EVIDENCE", (file) => file.do("li.na", "closeEvidence")),
  "EVIDENCE, second round, the provider is asked": at("UNDER_REVIEW", (file) => askForEvidence(file, "PROVIDER")),
  "EVIDENCE, second round, both closed, an answer is missing": at("UNDER_REVIEW", async (file) => {
    await askForEvidence(file, "CONSUMER");
    await file.do("li.na", "closeEvidence");
    await file.do("wang.owner", "closeEvidence");
  }),
  "UNDER_REVIEW, taken": at("UNDER_REVIEW"),
  "UNDER_REVIEW, the lease ran out": at("UNDER_REVIEW", (file) =>
    write(file, "UPDATE complaint SET lease_expires_at = lease_expires_at - ? WHERE id = ?", HOUR),
  ),
  "UNDER_REVIEW, taken, two rounds of evidence over": at("UNDER_REVIEW", async (file) => {
    for (const side of ["PROVIDER", "CONSUMER"]) {
      await askForEvidence(file, side);
      await file.ring("EVIDENCE_REQUEST");
    }
    await file.take();
  }),
  "UNDER_REVIEW, late evidence came": at("UNDER_REVIEW", (file) => upload(file)),
  "UNDER_REVIEW, late evidence was decided on": at("UNDER_REVIEW", async (file) => {
    const evidenceId = await upload(file);
    await file.do("chen.mod", "decideLateEvidence", {
      leaseToken: await file.take(),
      evidenceId,
      admit: false,
      reason: "没有正当理由说明为何迟交。",
    });
  }),
  "UNDER_REVIEW, a draft of the moderator awaits approval": at("UNDER_REVIEW", (file) => draft(file, "chen.mod")),
  "UNDER_REVIEW, a draft of the lead awaits approval": at("UNDER_REVIEW", async (file) => {
    await file.do("chen.mod", "releaseComplaint", { leaseToken: await file.take() });
    await draft(file, "zhou.lead");
  }),
  RULED: at("RULED"),
  "RULED, the consumer waived": at("RULED", (file) => file.do("li.na", "waiveAppeal")),
  "RULED, an appeal was withdrawn": at("RULED", async (file) => {
    await appeal(file, "wang.owner");
    await file.do("wang.owner", "withdrawAppeal");
  }),
  "APPEALED by the provider": at("RULED", (file) => appeal(file, "wang.owner")),
  "APPEALED by both": at("RULED", async (file) => {
    await appeal(file, "wang.owner");
    await appeal(file, "li.na");
  }),
  "APPEALED, a ruling of the lead": at("RULED", (file) => appeal(file, "li.na"), { moderator: "zhou.lead" }),
  "STAYED for a court": at("UNDER_REVIEW", (file) => stay(file, "OUTSIDE_PROCEDURE")),
  "STAYED by force majeure": at("RULED", (file) => stay(file, "FORCE_MAJEURE")),
  ENFORCING: at("ENFORCING"),
  "ENFORCING, proof is filed": at("ENFORCING", async (file) => {
    const [remedyId] = await file.remedies();
    await file.do("wang.owner", "fileRemedyProof", { remedyId, proof: "退款单号 1" });
  }),
  "ENFORCING, proof was contested": at("ENFORCING", async (file) => {
    const [remedyId] = await file.remedies();
    await file.do("wang.owner", "fileRemedyProof", { remedyId, proof: "退款单号 2" });
    await file.do("li.na", "contestRemedy", { remedyId, reason: "至今没有收到退款。" });
  }),
  "ENFORCING, evidence of a remedy is contested": at("ENFORCING", async (file) => {
    const [remedyId] = await file.remedies();
    const evidenceIds = [await upload(file, file.provider)];
    await file.do("wang.owner", "fileRemedyProof", { remedyId, proof: "退款单号 3", evidenceIds });
    await file.do("li.na", "contestRemedy", { remedyId, reason: "至今没有收到退款。" });
  }),
  "ENFORCING, a refund is claimed": at("ENFORCING", async (file) => {
    const [remedyId] = await file.remedies();
    const refundReference = reference();
    await file.do("wang.owner", "fileRemedyProof", { remedyId, proof: "已退款", refundReference });
  }),
  "ENFORCING, in default": at("ENFORCING", (file) => file.ring("REMEDY_DUE")),
  "ENFORCING, goods are to go back": at("ENFORCING", undefined, RETURNING),
  "ENFORCING, goods were rejected": at("ENFORCING", rejectReturn, RETURNING),
  "ENFORCING, what came back is contested": at(
    "ENFORCING",
    async (file) => {
      await rejectReturn(file);
      await file.do("li.na", "contestReturn", { reason: "寄出时完好,有视频为证。" });
    },
    RETURNING,
  ),
  "CLOSED, remedied": at("CLOSED"),
  "CLOSED, remedied, with a verdict": at("CLOSED", (file) =>
    file.do("li.na", "giveVerdict", { verdict: "PARTLY_SOLVED", satisfaction: 3 }),
  ),
  "CLOSED, settled": at("SETTLING", settle),
  "CLOSED, settled 31 days ago": at("SETTLING", async (file) => {
    await settle(file);
    await write(file, "UPDATE complaint SET closed_at = closed_at - ? WHERE id = ?", 31 * 24 * HOUR);
  }),
  "CLOSED, settled, reopened and not accepted": at("SETTLING", async (file) => {
    await settle(file);
    await file.do("li.na", "reopenComplaint", { reason: "海报没有收到。" });
    await refuse(file);
  }),
  "ENFORCING, compensation is on its way": at("ENFORCING", fallDueAndPayIn),
  "CLOSED, compensation was paid out": at("ENFORCING", compensate),
  "CLOSED, compensation was paid out long ago": at("ENFORCING", async (file) => {
    await compensate(file);
    await write(
      file,
      "UPDATE remedy SET paid_from_deposit_at = paid_from_deposit_at - ? WHERE complaint_id = ?",
      31 * 24 * HOUR,
    );
  }),
  "CLOSED, compensation never came": at("ENFORCING", async (file) => {
    await compensate(file);
    const [remedyId] = await file.remedies();
    await file.do("li.na", "reportCompensationMissing", { remedyId, text: "银行流水中没有这笔款项。" });
  }),
  "CLOSED, not accepted": at("SUBMITTED", refuse),
  "CLOSED, withdrawn": at("NEGOTIATING", (file) => file.do("li.na", "withdrawComplaint")),
};

/** For tests about cases: points count for nothing any more, once the server's ten seconds with the house rules it knows are over. */
export const forgetPoints = ({ db }: World): Promise<void> =>
  db.transact(async (tx) => tx.execute("DELETE FROM policy_value WHERE code LIKE 'threshold.%'"));

/** What all the rulings and defaults before came to must not keep the one provider from selling. */
export const sellAgain = ({ db }: World): Promise<void> =>
  db.transact(async (tx) =>
    tx.execute("UPDATE penalty SET status = 'EXPIRED', ends_at = ? WHERE cause <> 'RULING' AND status = 'ACTIVE'", [
      tx.now,
    ]),
  );
