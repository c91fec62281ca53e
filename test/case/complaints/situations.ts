import { submit } from "../evidence/evidence-case";
import { CHAT } from "../evidence/samples";
import { payInOver, payOrderOver, payOutOver, reference } from "../../adjudication/payments/paid-in";
import type { World } from "../../support/world";
import { APOLOGY, caseIn, opening, WorldCase, type CaseOptions, type Walkable } from "./world-case";

const HOUR = 3_600_000;

/** A case in one of the situations that the table tells apart. */
export type Situation = (world: World) => Promise<WorldCase>;

const at =
  (state: Walkable, further?: (theCase: WorldCase) => Promise<unknown>, options?: CaseOptions): Situation =>
  async (world) => {
    const theCase = await caseIn(world, state, options);
    await further?.(theCase);
    return theCase;
  };

const RETURNING: CaseOptions = {
  ruling: { remedies: [{ kind: "RETURN_AND_REFUND", text: "退货后全额退款", withinDays: 7 }] },
};

const finalAnswer = (theCase: WorldCase): Promise<unknown> =>
  theCase.do("wang.owner", "giveFinalAnswer", { answer: "EXPLANATION", text: "交付时间以双方确认的排期为准。" });

/** By an offer that is off the table again. */
const answer = async (theCase: WorldCase): Promise<unknown> =>
  theCase.do("zhao.staff", "withdrawOffer", { offerId: await theCase.offer("zhao.staff") });

async function agreeOnReturn(theCase: WorldCase): Promise<void> {
  const offerId = await theCase.offer("wang.owner", { kind: "RETURN_AND_REFUND", amount: undefined, text: "退货退款" });
  await theCase.do("li.na", "acceptOffer", { offerId });
}

const ship = (theCase: WorldCase): Promise<unknown> =>
  theCase.do("li.na", "shipReturn", { shipment: "顺丰 SF1234567890" });

async function rejectReturn(theCase: WorldCase): Promise<void> {
  await ship(theCase);
  await theCase.do("wang.owner", "receiveReturn", { condition: "DAMAGED", text: "外壳破损" });
}

const upload = async (theCase: WorldCase, who = theCase.consumer): Promise<string> =>
  submit(await who, theCase.id, CHAT, { kind: "CHAT_LOG", fileName: "chat.txt", mediaType: "text/plain" });

const appeal = (theCase: WorldCase, who: string): Promise<unknown> =>
  theCase.do(who, "appealRuling", { ground: "WRONG_FACTS", text: "裁定认定的交付时间有误。" });

const stay = (theCase: WorldCase, ground: string): Promise<unknown> =>
  theCase.do("zhou.lead", "stayComplaint", {
    ground,
    reason: "消费者已就同一事实起诉。",
    ...(ground === "OUTSIDE_PROCEDURE" ? { route: "COURT", reference: "(2026)浙0106民初1号" } : {}),
  });

/** The provider pays in what it owes to all its consumers, and not more. */
async function payWhatIsOwed(theCase: WorldCase): Promise<void> {
  const owner = await theCase.provider;
  const { provider } = await theCase.look("provider { id deposit { owedToConsumers { amount } } }", owner);
  for (const { amount } of provider.deposit.owedToConsumers) await payInOver(theCase.world, owner, provider.id, amount);
}

async function fallDueAndPayIn(theCase: WorldCase): Promise<void> {
  await theCase.ring("REMEDY_DUE");
  await payWhatIsOwed(theCase);
}

/** As if its promise said what is paid, and the provider had been silent; the order is paid. */
async function claim(theCase: WorldCase): Promise<void> {
  await payOrderOver(theCase.world, "li.na", theCase.orderId);
  await write(theCase, "UPDATE complaint SET claim_amount = ? WHERE id = ?", 9_995);
  await theCase.ring("FIRST_RESPONSE");
}

async function compensateBySilence(theCase: WorldCase): Promise<void> {
  await claim(theCase);
  await theCase.ring("COMPENSATION_CLAIM");
}

async function compensate(theCase: WorldCase): Promise<void> {
  await fallDueAndPayIn(theCase);
  await payOutOver(theCase.world, theCase.id);
}

const propose = async (theCase: WorldCase): Promise<string> => {
  const leaseToken = await theCase.take();
  const proposal = { leaseToken, kind: "REFUND_PART", amount: 40_000, text: "建议退还 400 元" };
  const { complaint } = await theCase.do(
    "chen.mod",
    "proposeSettlement",
    proposal,
    "{ complaint { offers { nodes { id } } } }",
  );
  return complaint.offers.nodes.at(-1).id;
};

async function settle(theCase: WorldCase): Promise<void> {
  await theCase.do("wang.owner", "fileSettlementProof", { text: "退款单号 1" });
  await theCase.do("li.na", "confirmSettlement");
}

async function settleBySilence(theCase: WorldCase): Promise<void> {
  await theCase.do("wang.owner", "fileSettlementProof", { text: "退款单号 1" });
  await theCase.ring("SETTLEMENT_OBJECTION");
}

const refuse = async (theCase: WorldCase): Promise<unknown> =>
  theCase.do("chen.mod", "refuseComplaint", {
    leaseToken: await theCase.take(),
    ground: "NO_PROMISE",
    text: "投诉所称内容不在承诺之内。",
  });

async function askForEvidence(theCase: WorldCase, addressedTo: string): Promise<void> {
  await theCase.do("chen.mod", "requestEvidence", {
    leaseToken: await theCase.take(),
    addressedTo,
    text: "请提供与交付时间有关的记录。",
  });
}

/** A ruling grave enough to need a second person. */
async function draft(theCase: WorldCase, who: string): Promise<void> {
  const ruling = await theCase.ruling();
  const findings = (ruling.findings as object[]).map((finding) => ({ ...finding, severity: "L4" }));
  await theCase.do(who, "issueRuling", { leaseToken: await theCase.take(who), ...ruling, findings });
}

/** Another case about the same order is ruled on: it gives nearly all back, and leaves less than is asked or offered here. */
async function payElsewhere(theCase: WorldCase): Promise<void> {
  const { world, orderId, people } = theCase;
  const { order, breaches } = await theCase.look(
    "order { promises { promiseVersion { id platformPromise } } } breaches { promiseVersion { id } }",
  );
  const [other] = order.promises
    .map(({ promiseVersion }: { promiseVersion: { id: string; platformPromise: string | null } }) => promiseVersion)
    .filter(({ platformPromise }: { platformPromise: string | null }) => platformPromise === null)
    .filter(({ id }: { id: string }) => id !== breaches[0].promiseVersion.id);
  const input = opening({ id: orderId, promiseVersionIds: [other.id] });
  const { complaint } = await (await world.as(people.consumer)).do("openComplaint", input);
  const remedies = [{ kind: "REFUND_PART", amount: 180_000, text: "退还 1800 元", withinDays: 7 }];
  await new WorldCase(world, complaint.id, orderId, people, { ruling: { remedies } }).walk("RULED");
}

const GRAVE: CaseOptions = { opening: { breachClass: "FRAUD" } };

/** Asked for by the moderator who has the case. */
async function askForPause(theCase: WorldCase): Promise<void> {
  await theCase.take();
  await theCase.do("chen.mod", "imposeInterimMeasure", {
    kind: "PAUSE_PROVIDER",
    days: 7,
    reason: "多名消费者反映同一情况，需先暂停接单。",
  });
}

async function pause(theCase: WorldCase): Promise<void> {
  await askForPause(theCase);
  await theCase.do("zhou.lead", "confirmInterimMeasure");
}

const askForReview = (theCase: WorldCase): Promise<unknown> =>
  theCase.do("wang.owner", "requestInterimReview", { text: "我方未实施欺诈，暂停接单影响正常经营。" });

/** As if it had been opened so many hours earlier. */
const age = (theCase: WorldCase, hours: number): Promise<void> =>
  write(theCase, "UPDATE complaint SET opened_at = opened_at - ? WHERE id = ?", hours * HOUR);

const write = (theCase: WorldCase, sql: string, amount: number): Promise<void> =>
  theCase.world.db.transact(async (tx) => tx.execute(sql, [amount, theCase.id]));

/** Every situation that the table tells apart. */
export const SITUATIONS: Record<string, Situation> = {
  "NEGOTIATING, just opened": at("NEGOTIATING"),
  "NEGOTIATING, an offer of the provider is open": at("NEGOTIATING", (theCase) => theCase.offer()),
  "NEGOTIATING, an offer of the consumer is open": at("NEGOTIATING", (theCase) => theCase.offer("li.na")),
  "NEGOTIATING, another case has given the money back": at("NEGOTIATING", payElsewhere),
  "NEGOTIATING, another case has given back what is offered": at("NEGOTIATING", async (theCase) => {
    await theCase.offer();
    await payElsewhere(theCase);
  }),
  "NEGOTIATING, an offer ran out unnoticed": at("NEGOTIATING", async (theCase) => {
    await theCase.offer();
    await write(theCase, "UPDATE offer SET expires_at = expires_at - ? WHERE open_key = ?", 73 * HOUR);
  }),
  "NEGOTIATING, the demand is refused": at("NEGOTIATING", (theCase) =>
    theCase.do("wang.owner", "refuseDemand", { reason: "不同意" }),
  ),
  "NEGOTIATING, unanswered for 49 hours": at("NEGOTIATING", (theCase) => age(theCase, 49)),
  "NEGOTIATING, a message but no answer for 49 hours": at("NEGOTIATING", async (theCase) => {
    await theCase.do("zhao.staff", "sendMessage", { text: "您好" });
    await age(theCase, 49);
  }),
  "NEGOTIATING, answered, for 49 hours": at("NEGOTIATING", async (theCase) => {
    await answer(theCase);
    await age(theCase, 49);
  }),
  "NEGOTIATING, answered, for 73 hours": at("NEGOTIATING", async (theCase) => {
    await answer(theCase);
    await age(theCase, 73);
  }),
  "NEGOTIATING, the provider gave its final answer": at("NEGOTIATING", finalAnswer),
  "NEGOTIATING, a verdict on the final answer was given": at("NEGOTIATING", async (theCase) => {
    await finalAnswer(theCase);
    await theCase.do("li.na", "giveVerdict", { verdict: "NOT_SOLVED", satisfaction: 1 });
  }),
  "NEGOTIATING, promised compensation is claimed": at("NEGOTIATING", claim),
  SETTLING: at("SETTLING"),
  "SETTLING, goods are to go back": at("NEGOTIATING", agreeOnReturn),
  "SETTLING, goods are on their way back": at("NEGOTIATING", async (theCase) => {
    await agreeOnReturn(theCase);
    await ship(theCase);
  }),
  "SETTLING, goods are back": at("NEGOTIATING", async (theCase) => {
    await agreeOnReturn(theCase);
    await ship(theCase);
    await theCase.do("zhao.staff", "receiveReturn", { condition: "INTACT" });
  }),
  "SETTLING, proof is filed": at("SETTLING", (theCase) =>
    theCase.do("wang.owner", "fileSettlementProof", { text: "退款单号 1" }),
  ),
  "SUBMITTED, in the queue": at("SUBMITTED"),
  "SUBMITTED, taken": at("SUBMITTED", (theCase) => theCase.take()),
  "SUBMITTED, taken, information asked for twice": at("SUBMITTED", async (theCase) => {
    for (const text of ["请提供付款记录。谢谢", "请提供沟通截图。谢谢"]) {
      await theCase.do("chen.mod", "requestInformation", { leaseToken: await theCase.take(), text });
      await theCase.do("li.na", "supplyInformation", { text: "已提供" });
    }
  }),
  "SUBMITTED, an offer of the provider is open": at("SUBMITTED", (theCase) => theCase.offer()),
  "SUBMITTED, taken, an offer of the consumer is open": at("SUBMITTED", async (theCase) => {
    await theCase.take();
    await theCase.offer("li.na");
  }),
  "SUBMITTED, taken, a proposal of the platform is open": at("SUBMITTED", propose),
  "SUBMITTED, assigned to a moderator": at("SUBMITTED", (theCase) =>
    theCase.do("zhou.lead", "reassignComplaint", {
      moderatorLogin: "chen.mod",
      reason: "由熟悉该类目的处理专员处理。",
    }),
  ),
  INFO_REQUESTED: at("INFO_REQUESTED"),
  "INFO_REQUESTED, an offer of the provider is open": at("INFO_REQUESTED", (theCase) => theCase.offer()),
  EVIDENCE: at("EVIDENCE"),
  "EVIDENCE, an offer ran out unnoticed": at("EVIDENCE", async (theCase) => {
    await theCase.offer();
    await write(theCase, "UPDATE offer SET expires_at = expires_at - ? WHERE open_key = ?", 73 * HOUR);
  }),
  "EVIDENCE, the consumer closed theirs": at("EVIDENCE", (theCase) => theCase.do("li.na", "closeEvidence")),
  "EVIDENCE, second round, the provider is asked": at("UNDER_REVIEW", (theCase) => askForEvidence(theCase, "PROVIDER")),
  "EVIDENCE, second round, both closed, an answer is missing": at("UNDER_REVIEW", async (theCase) => {
    await askForEvidence(theCase, "CONSUMER");
    await theCase.do("li.na", "closeEvidence");
    await theCase.do("wang.owner", "closeEvidence");
  }),
  "UNDER_REVIEW, taken": at("UNDER_REVIEW"),
  "UNDER_REVIEW, the lease ran out": at("UNDER_REVIEW", (theCase) =>
    write(theCase, "UPDATE complaint SET lease_expires_at = lease_expires_at - ? WHERE id = ?", HOUR),
  ),
  "UNDER_REVIEW, taken, two rounds of evidence over": at("UNDER_REVIEW", async (theCase) => {
    for (const side of ["PROVIDER", "CONSUMER"]) {
      await askForEvidence(theCase, side);
      await theCase.ring("EVIDENCE_REQUEST");
    }
    await theCase.take();
  }),
  "UNDER_REVIEW, late evidence came": at("UNDER_REVIEW", (theCase) => upload(theCase)),
  "UNDER_REVIEW, late evidence was decided on": at("UNDER_REVIEW", async (theCase) => {
    const evidenceId = await upload(theCase);
    await theCase.do("chen.mod", "decideLateEvidence", {
      leaseToken: await theCase.take(),
      evidenceId,
      admit: false,
      reason: "没有正当理由说明为何迟交。",
    });
  }),
  "UNDER_REVIEW, a draft of the moderator awaits approval": at("UNDER_REVIEW", (theCase) => draft(theCase, "chen.mod")),
  "UNDER_REVIEW, whose draft awaits approval is recused since": at("UNDER_REVIEW", async (theCase) => {
    await draft(theCase, "chen.mod");
    await theCase.do("chen.mod", "recuse", { reason: "服务商是我的亲戚。" });
  }),
  "UNDER_REVIEW, an offer of the provider is open": at("UNDER_REVIEW", (theCase) => theCase.offer()),
  "UNDER_REVIEW, the consumer accepted the platform's proposal": at("UNDER_REVIEW", async (theCase) => {
    await theCase.do("li.na", "acceptOffer", { offerId: await propose(theCase) });
  }),
  "UNDER_REVIEW, an offer is open and a draft awaits approval": at("UNDER_REVIEW", async (theCase) => {
    await theCase.offer();
    await draft(theCase, "chen.mod");
  }),
  "UNDER_REVIEW, another case has given back what a draft orders": at("UNDER_REVIEW", async (theCase) => {
    await draft(theCase, "chen.mod");
    await payElsewhere(theCase);
  }),
  "UNDER_REVIEW, another case has given back what the platform proposed": at(
    "UNDER_REVIEW",
    async (theCase) => {
      await propose(theCase);
      await payElsewhere(theCase);
    },
    { ruling: { remedies: [{ kind: "APOLOGY", insteadAmount: 1, text: "书面道歉", withinDays: 7 }] } },
  ),
  "UNDER_REVIEW, a draft of the lead awaits approval": at("UNDER_REVIEW", async (theCase) => {
    await theCase.do("chen.mod", "releaseComplaint", { leaseToken: await theCase.take() });
    await draft(theCase, "zhou.lead");
  }),
  RULED: at("RULED"),
  "RULED, the provider says that it paid": at("RULED", async (theCase) => {
    const [remedyId] = await theCase.remedies();
    await theCase.do("wang.owner", "fileRemedyProof", { remedyId, text: "退款单号 1" });
  }),
  "RULED, the consumer waived": at("RULED", (theCase) => theCase.do("li.na", "waiveAppeal")),
  "RULED, an appeal was withdrawn": at("RULED", async (theCase) => {
    await appeal(theCase, "wang.owner");
    await theCase.do("wang.owner", "withdrawAppeal");
  }),
  "APPEALED by the provider": at("RULED", (theCase) => appeal(theCase, "wang.owner")),
  "APPEALED by the provider, and answered": at("RULED", async (theCase) => {
    await appeal(theCase, "wang.owner");
    await theCase.answerAppeals();
  }),
  "APPEALED by both, and answered": at("RULED", async (theCase) => {
    await appeal(theCase, "wang.owner");
    await appeal(theCase, "li.na");
    await theCase.answerAppeals();
  }),
  "APPEALED by both": at("RULED", async (theCase) => {
    await appeal(theCase, "wang.owner");
    await appeal(theCase, "li.na");
  }),
  "APPEALED, a ruling of the lead": at("RULED", (theCase) => appeal(theCase, "li.na"), { moderator: "zhou.lead" }),
  "STAYED for a court": at("UNDER_REVIEW", (theCase) => stay(theCase, "OUTSIDE_PROCEDURE")),
  "STAYED by force majeure": at("RULED", (theCase) => stay(theCase, "FORCE_MAJEURE")),
  "SUBMITTED, grave, taken": at("SUBMITTED", (theCase) => theCase.take(), GRAVE),
  "SUBMITTED, grave, a pause of orders was asked for": at("SUBMITTED", askForPause, GRAVE),
  "SUBMITTED, grave, orders are paused": at("SUBMITTED", pause, GRAVE),
  "EVIDENCE, grave, the review of a pause was asked for": at(
    "EVIDENCE",
    async (theCase) => {
      await pause(theCase);
      await askForReview(theCase);
    },
    GRAVE,
  ),
  "UNDER_REVIEW, grave, the review kept the pause": at(
    "UNDER_REVIEW",
    async (theCase) => {
      await pause(theCase);
      await askForReview(theCase);
      await theCase.do("qian.lead", "decideInterimReview", { lift: false, reason: "现有证据足以维持暂停接单。" });
    },
    GRAVE,
  ),
  "UNDER_REVIEW, grave, the review lifted the pause": at(
    "UNDER_REVIEW",
    async (theCase) => {
      await pause(theCase);
      await askForReview(theCase);
      await theCase.do("qian.lead", "decideInterimReview", { lift: true, reason: "现有证据不足以维持暂停接单。" });
    },
    GRAVE,
  ),
  "UNDER_REVIEW, grave, orders are paused and a renewal was asked for": at(
    "UNDER_REVIEW",
    async (theCase) => {
      await pause(theCase);
      await askForPause(theCase);
    },
    GRAVE,
  ),
  "SETTLING, grave, orders are paused": at(
    "SUBMITTED",
    async (theCase) => {
      await pause(theCase);
      await theCase.do("wang.owner", "concede");
    },
    GRAVE,
  ),
  "STAYED, grave, orders are paused": at(
    "UNDER_REVIEW",
    async (theCase) => {
      await pause(theCase);
      await stay(theCase, "OUTSIDE_PROCEDURE");
    },
    GRAVE,
  ),
  ENFORCING: at("ENFORCING"),
  "ENFORCING, proof is filed": at("ENFORCING", async (theCase) => {
    const [remedyId] = await theCase.remedies();
    await theCase.do("wang.owner", "fileRemedyProof", { remedyId, text: "退款单号 1" });
  }),
  "ENFORCING, proof was contested": at("ENFORCING", async (theCase) => {
    const [remedyId] = await theCase.remedies();
    await theCase.do("wang.owner", "fileRemedyProof", { remedyId, text: "退款单号 2" });
    await theCase.do("li.na", "contestRemedy", { remedyId, reason: "至今没有收到退款。" });
  }),
  "ENFORCING, evidence of a remedy is contested": at("ENFORCING", async (theCase) => {
    const [remedyId] = await theCase.remedies();
    const evidenceIds = [await upload(theCase, theCase.provider)];
    await theCase.do("wang.owner", "fileRemedyProof", { remedyId, text: "退款单号 3", evidenceIds });
    await theCase.do("li.na", "contestRemedy", { remedyId, reason: "至今没有收到退款。" });
  }),
  "ENFORCING, a refund is claimed": at("ENFORCING", async (theCase) => {
    const [remedyId] = await theCase.remedies();
    const refundReference = reference();
    await theCase.do("wang.owner", "fileRemedyProof", { remedyId, text: "已退款", refundReference });
  }),
  "ENFORCING, in default": at("ENFORCING", (theCase) => theCase.ring("REMEDY_DUE")),
  "ENFORCING, goods are to go back": at("ENFORCING", undefined, RETURNING),
  "ENFORCING, goods were rejected": at("ENFORCING", rejectReturn, RETURNING),
  "ENFORCING, what came back is contested": at(
    "ENFORCING",
    async (theCase) => {
      await rejectReturn(theCase);
      await theCase.do("li.na", "contestReturn", { reason: "寄出时完好,有视频为证。" });
    },
    RETURNING,
  ),
  "ENFORCING, a settlement in default": at("SETTLING", (theCase) => theCase.ring("SETTLEMENT_DUE")),
  "ENFORCING, a settlement was contested": at("SETTLING", async (theCase) => {
    await theCase.do("wang.owner", "fileSettlementProof", { text: "退款单号 1" });
    await theCase.do("li.na", "contestSettlement", { reason: "至今没有收到退款。" });
  }),
  "CLOSED, a settlement was paid from the deposit": at("SETTLING", async (theCase) => {
    await theCase.ring("SETTLEMENT_DUE");
    await payWhatIsOwed(theCase);
    await payOutOver(theCase.world, theCase.id);
  }),
  "CLOSED, a settlement stayed unpaid": at("SETTLING", async (theCase) => {
    await theCase.ring("SETTLEMENT_DUE");
    await theCase.do("zhou.lead", "closeUnremedied", { reason: "保证金不足，已无款项可付。" });
  }),
  "ENFORCING, compensation by silence": at("NEGOTIATING", compensateBySilence),
  "CLOSED, compensated by silence": at("NEGOTIATING", async (theCase) => {
    await compensateBySilence(theCase);
    await payWhatIsOwed(theCase);
    await payOutOver(theCase.world, theCase.id);
  }),
  "CLOSED, remedied": at("CLOSED"),
  "CLOSED, remedied, with a verdict": at("CLOSED", (theCase) =>
    theCase.do("li.na", "giveVerdict", { verdict: "PARTLY_SOLVED", satisfaction: 3 }),
  ),
  "CLOSED, settled": at("SETTLING", settle),
  "CLOSED, settled by silence": at("SETTLING", settleBySilence, APOLOGY),
  "CLOSED, settled by silence 31 days ago": at(
    "SETTLING",
    async (theCase) => {
      await settleBySilence(theCase);
      await write(theCase, "UPDATE complaint SET closed_at = closed_at - ? WHERE id = ?", 31 * 24 * HOUR);
    },
    APOLOGY,
  ),
  "CLOSED, settled by silence, reopened and not accepted": at(
    "SETTLING",
    async (theCase) => {
      await settleBySilence(theCase);
      await theCase.do("li.na", "reopenComplaint", { reason: "海报没有收到。" });
      await refuse(theCase);
    },
    APOLOGY,
  ),
  "ENFORCING, compensation is on its way": at("ENFORCING", fallDueAndPayIn),
  "CLOSED, compensation was paid out": at("ENFORCING", compensate),
  "CLOSED, compensation was paid out long ago": at("ENFORCING", async (theCase) => {
    await compensate(theCase);
    await write(
      theCase,
      "UPDATE payment SET settled_at = settled_at - ? WHERE complaint_id = ? AND purpose = 'PAYOUT'",
      31 * 24 * HOUR,
    );
  }),
  "CLOSED, compensation never came": at("ENFORCING", async (theCase) => {
    await compensate(theCase);
    const [remedyId] = await theCase.remedies();
    await theCase.do("li.na", "reportCompensationMissing", { remedyId, text: "银行流水中没有这笔款项。" });
  }),
  "CLOSED, not accepted": at("SUBMITTED", refuse),
  "CLOSED, withdrawn": at("NEGOTIATING", (theCase) => theCase.do("li.na", "withdrawComplaint")),
};

/** For tests about cases: points count for nothing any more, once the server's ten seconds with the house rules it knows are over. */
export const forgetPoints = ({ db }: World): Promise<void> =>
  db.transact(async (tx) => tx.execute("DELETE FROM policy_value WHERE code LIKE 'threshold.%'"));

/** What all the rulings, defaults and pauses before came to must not keep the one provider from selling. */
export const sellAgain = ({ db }: World): Promise<void> =>
  db.transact(async (tx) => {
    tx.execute("UPDATE penalty SET status = 'EXPIRED', ends_at = ? WHERE cause <> 'RULING' AND status = 'ACTIVE'", [
      tx.now,
    ]);
    // Its case still has it; only orders do not feel it any more.
    tx.execute("UPDATE interim_measure SET starts_at = ends_at + 1 WHERE status = 'ACTING'");
  });
