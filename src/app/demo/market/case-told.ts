import { answerAppeal } from "../../../adjudication/decisions/answer-appeal";
import { appealRuling } from "../../../adjudication/decisions/appeal-ruling";
import { approveRuling } from "../../../adjudication/decisions/approve-ruling";
import { decideAppeal } from "../../../adjudication/decisions/decide-appeal";
import { issueRuling } from "../../../adjudication/decisions/issue-ruling";
import { waiveAppeal } from "../../../adjudication/decisions/waive-appeal";
import { confirmRemedy } from "../../../adjudication/remedies/confirm-remedy";
import { contestRemedy } from "../../../adjudication/remedies/contest-remedy";
import { contestSettlement } from "../../../adjudication/remedies/contest-settlement";
import { confirmSettlement } from "../../../adjudication/remedies/confirm-settlement";
import { fileRemedyProof } from "../../../adjudication/remedies/file-remedy-proof";
import { fileSettlementProof } from "../../../adjudication/remedies/file-settlement-proof";
import { receiveReturn } from "../../../adjudication/remedies/receive-return";
import { Remedy } from "../../../adjudication/remedies/remedy.entity";
import { shipReturn } from "../../../adjudication/remedies/ship-return";
import { closeExternal } from "../../../adjudication/stays/close-external";
import { stayComplaint } from "../../../adjudication/stays/stay-complaint";
import { acceptComplaint } from "../../../case/desk/accept-complaint";
import { reassignComplaint } from "../../../case/desk/reassign-complaint";
import { refuseComplaint } from "../../../case/desk/refuse-complaint";
import { takeComplaint } from "../../../case/desk/take-complaint";
import { awaitedEvidence } from "../../../case/evidence/awaited-evidence";
import type { EvidenceKind } from "../../../case/evidence/evidence-enums.types";
import { submitEvidence } from "../../../case/evidence/submit-evidence";
import { closeEvidence } from "../../../case/evidence/close-evidence";
import { requestInformation } from "../../../case/evidence/request-information";
import { supplyInformation } from "../../../case/evidence/supply-information";
import { Complaint } from "../../../case/complaints/complaint.entity";
import { escalateComplaint } from "../../../case/complaints/escalate-complaint";
import { openComplaint } from "../../../case/complaints/open-complaint";
import type { RefusalGround } from "../../../case/complaints/case-enums.types";
import type { BreachClass } from "../../../case/complaints/complaint.lifecycle";
import { withdrawComplaint } from "../../../case/complaints/withdraw-complaint";
import { acceptOffer } from "../../../case/negotiation/accept-offer";
import { concede } from "../../../case/negotiation/concede";
import { counterOffer } from "../../../case/negotiation/counter-offer";
import { declineOffer } from "../../../case/negotiation/decline-offer";
import { giveFinalAnswer } from "../../../case/negotiation/give-final-answer";
import { giveVerdict } from "../../../case/negotiation/give-verdict";
import { makeOffer } from "../../../case/negotiation/make-offer";
import { refuseDemand } from "../../../case/negotiation/refuse-demand";
import { sendMessage } from "../../../case/negotiation/send-message";
import { submitDefence } from "../../../case/negotiation/submit-defence";
import { Order } from "../../../market/orders/order.entity";
import { HOUR } from "../../../platform/time";
import { promisesOf } from "./case-facts.queries";
import { decisionOf, type Verdict } from "./case-decision";
import type { Piece } from "./draw-piece";
import { fileStep } from "./file-step";
import { between, pick, type Chance } from "./chance.pure";
import { act, made, shareOf, type Scene, type Step } from "./market-story";
import type { Fault } from "./market-trades.table";
import * as words from "./market-words.table";
import { sellerOf } from "./order-steps";

const PIECES: Record<Piece, { kind: EvidenceKind; title: string; description: string }> = {
  CHAT: { kind: "CHAT_LOG", title: "聊天记录截图", description: "下单后与对方的沟通记录。" },
  INVOICE: { kind: "INVOICE", title: "电子发票", description: "本单的增值税电子普通发票。" },
  LABEL: { kind: "TRACKING_RECORD", title: "快递面单", description: "承运人打印的面单。" },
};

type Who = "CONSUMER" | "PROVIDER";

interface Told {
  consumer: string;
  english: boolean;
  fault: Fault;
  /** Who answers for the provider; the owner of the story's provider when left out. */
  seller?: string;
  /** Who of the desk deals with it. */
  moderator: string;
  /** At most this is claimed, in minor units: a small sum takes the fast track. */
  most?: number;
  breachClass?: BreachClass;
}

/** A case as a list of steps, each some hours after the one before. The first happens at 0. */
export class CaseTold {
  readonly steps: Step[] = [];
  private at = 0;

  constructor(
    private readonly chance: Chance,
    private readonly told: Told,
  ) {}

  private step(hours: number, play: (scene: Scene) => Promise<unknown>): this {
    this.at += hours * HOUR;
    this.steps.push({ at: this.at, play });
    return this;
  }

  /** Some people take longer. */
  hours(least: number, most: number): number {
    return between(this.chance, least, most);
  }

  /** In the language of the case. */
  private inWords({ zh, en }: words.Spoken): string {
    return this.some(this.told.english ? en : zh);
  }

  private some<T>(texts: readonly T[]): T {
    return pick(this.chance, texts);
  }

  private seller = (scene: Scene): string => this.told.seller ?? sellerOf(scene);

  private who = (scene: Scene, side: Who): string => (side === "CONSUMER" ? this.told.consumer : this.seller(scene));

  open(): this {
    const { fault, consumer, most, breachClass = "ORDINARY" } = this.told;
    const [kind, title, story, expected, delivered] = fault;
    return this.step(0, async (scene) => {
      const orderId = made(scene, "order");
      const order = await scene.tx.byId(Order, orderId);
      const promised = (await promisesOf(scene.tx, orderId)).find((each) => each.kind === kind);
      if (!order || !promised) throw new Error(`${orderId} has no promise of kind ${kind}`);
      const amount = Math.min(most ?? Infinity, Math.round(order.priceAmount * 0.4));
      const { complaintId } = await act(scene, consumer, openComplaint, {
        orderId,
        title,
        story,
        breachClass,
        breaches: [{ promiseVersionId: promised.id, expected, delivered, amount }],
        demandKind: "REFUND_PART",
        demandAmount: amount,
      });
      scene.made.complaint = complaintId;
      scene.made.amount = String(amount);
    });
  }

  /** So many messages of each side. */
  talk(pairs: number): this {
    const talks = this.told.english ? words.TALKS_EN : words.TALKS;
    const first = between(this.chance, 0, talks.length - 1);
    for (let n = 0; n < pairs; n += 1) {
      const [asked, answered] = talks[(first + n) % talks.length] ?? ["", ""];
      this.say("CONSUMER", asked, 2);
      this.say("PROVIDER", answered, 2);
    }
    return this;
  }

  say(side: Who, text: string, hours: number): this {
    return this.step(hours, (scene) =>
      act(scene, this.who(scene, side), sendMessage, { ...this.of(scene), text, visibility: "PARTIES" }),
    );
  }

  offer(hours: number, share: number, kind: "REFUND_PART" | "RETURN_AND_REFUND" = "REFUND_PART"): this {
    const text = this.inWords(words.OFFERS);
    return this.step(hours, async (scene) => {
      const amount = shareOf(scene, share);
      const terms = { ...this.of(scene), kind, amount, text, settleWithinDays: 7 };
      scene.made.offer = (await act(scene, this.seller(scene), makeOffer, terms)).offerId;
    });
  }

  counter(hours: number, side: Who, share: number): this {
    const text = this.inWords(words.COUNTERS);
    return this.step(hours, async (scene) => {
      const amount = shareOf(scene, share);
      const terms = { ...this.of(scene), offerId: made(scene, "offer"), kind: "REFUND_PART" as const, amount, text };
      scene.made.offer = (await act(scene, this.who(scene, side), counterOffer, terms)).offerId;
    });
  }

  accept(hours: number): this {
    return this.step(hours, (scene) =>
      act(scene, this.told.consumer, acceptOffer, { ...this.of(scene), offerId: made(scene, "offer") }),
    );
  }

  decline(hours: number): this {
    return this.step(hours, (scene) =>
      act(scene, this.told.consumer, declineOffer, { ...this.of(scene), offerId: made(scene, "offer") }),
    );
  }

  concede(hours: number): this {
    return this.step(hours, (scene) => act(scene, this.seller(scene), concede, this.of(scene)));
  }

  proveSettlement(hours: number): this {
    const text = this.told.english ? "The money went back the way it came." : "款项已原路退回，请查收。";
    return this.step(hours, (scene) =>
      act(scene, this.seller(scene), fileSettlementProof, {
        ...this.of(scene),
        text,
        evidenceIds: [],
        refundChannel: "BANK",
      }),
    );
  }

  confirmSettlement(hours: number): this {
    return this.step(hours, (scene) => act(scene, this.told.consumer, confirmSettlement, this.of(scene)));
  }

  contestSettlement(hours: number): this {
    const reason = this.told.english ? "The money has not arrived." : "款项没有到账。";
    return this.step(hours, (scene) =>
      act(scene, this.told.consumer, contestSettlement, { ...this.of(scene), reason }),
    );
  }

  ship(hours: number): this {
    const shipment = `顺丰 SF${between(this.chance, 1_000_000_000, 9_999_999_999)}`;
    return this.step(hours, (scene) => act(scene, this.told.consumer, shipReturn, { ...this.of(scene), shipment }));
  }

  receive(hours: number): this {
    return this.step(hours, (scene) =>
      act(scene, this.seller(scene), receiveReturn, { ...this.of(scene), condition: "INTACT", text: "已签收，完好。" }),
    );
  }

  refuse(hours: number): this {
    const reason = this.inWords(words.REFUSALS);
    return this.step(hours, (scene) => act(scene, this.seller(scene), refuseDemand, { ...this.of(scene), reason }));
  }

  finalAnswer(hours: number): this {
    const text = this.inWords(words.REFUSALS);
    return this.step(hours, (scene) =>
      act(scene, this.seller(scene), giveFinalAnswer, { ...this.of(scene), answer: "EXPLANATION", text }),
    );
  }

  withdraw(hours: number): this {
    const reason = this.told.english ? "We have settled it between us." : "双方已经私下解决。";
    return this.step(hours, (scene) =>
      act(scene, this.told.consumer, withdrawComplaint, { ...this.of(scene), reason }),
    );
  }

  escalate(hours: number): this {
    const text = this.told.english ? "We could not agree. Please decide." : "协商没有结果，请平台处理。";
    return this.step(hours, (scene) => act(scene, this.told.consumer, escalateComplaint, { ...this.of(scene), text }));
  }

  acceptCase(hours: number): this {
    return this.desk(hours, (scene, held) => act(scene, this.told.moderator, acceptComplaint, held));
  }

  refuseCase(hours: number, ground: RefusalGround): this {
    const text = this.told.english
      ? "We looked at the complaint: it is none that the platform takes on. The case says why."
      : "经审核，该投诉不在平台受理范围内，理由已在案件中说明。";
    return this.desk(hours, (scene, held) =>
      act(scene, this.told.moderator, refuseComplaint, { ...held, ground, text }),
    );
  }

  askInformation(hours: number): this {
    const text = this.told.english
      ? "Please attach the page as it was when you ordered, and the date of your last reminder."
      : this.some(words.ASKS_INFORMATION);
    return this.desk(hours, (scene, held) => act(scene, this.told.moderator, requestInformation, { ...held, text }));
  }

  supply(hours: number): this {
    const text = this.inWords(words.INFORMATION);
    return this.step(hours, (scene) => act(scene, this.told.consumer, supplyInformation, { ...this.of(scene), text }));
  }

  defend(hours: number): this {
    const text = this.inWords(words.DEFENCES);
    return this.step(hours, (scene) => act(scene, this.seller(scene), submitDefence, { ...this.of(scene), text }));
  }

  evidence(hours: number, side: Who, piece: Piece): this {
    this.at += hours * HOUR;
    const [kind, , , expected, delivered] = this.told.fault;
    const facts = { expected, delivered, kind, number: between(this.chance, 100_000, 999_999) };
    const who = (scene: Scene): string => this.who(scene, side);
    this.steps.push(
      fileStep(this.at, {
        piece,
        facts,
        who,
        awaited: awaitedEvidence,
        announce: async (scene, file) => {
          const about = { ...this.of(scene), ...PIECES[piece], ...file, visibility: "PARTIES" as const };
          return (await act(scene, who(scene), submitEvidence, about)).evidenceId;
        },
      }),
    );
    return this;
  }

  /** The later of the two ends the stage of evidence. */
  closeEvidence(hours: number, side: Who): this {
    return this.step(hours, (scene) => act(scene, this.who(scene, side), closeEvidence, this.of(scene)));
  }

  rule(hours: number, verdict: Verdict): this {
    const { moderator } = this.told;
    return this.desk(hours, async (scene, held) => {
      const decision = await decisionOf(scene, verdict);
      scene.made.ruling = (await act(scene, moderator, issueRuling, { ...held, ...decision })).rulingId;
    });
  }

  approve(hours: number, lead: string): this {
    return this.step(hours, (scene) =>
      act(scene, lead, approveRuling, { rulingId: made(scene, "ruling"), reason: "事实清楚，同意。" }),
    );
  }

  /** The ruling is final once both sides have accepted it. */
  waive(hours: number, side: Who): this {
    return this.step(hours, (scene) => act(scene, this.who(scene, side), waiveAppeal, this.of(scene)));
  }

  appeal(hours: number, side: Who): this {
    const text = this.inWords(words.APPEALS);
    return this.step(hours, (scene) =>
      act(scene, this.who(scene, side), appealRuling, { ...this.of(scene), ground: "WRONG_FACTS", text }),
    );
  }

  answerAppeal(hours: number, side: Who): this {
    const text = this.inWords(words.APPEAL_ANSWERS);
    return this.step(hours, (scene) => act(scene, this.who(scene, side), answerAppeal, { ...this.of(scene), text }));
  }

  decideAppeal(hours: number, lead: string, instead: Verdict | null): this {
    const reason = instead
      ? "交付日志可以采信，原决定的责任比例应当减轻。"
      : "上诉没有提出足以改变原决定的事实，维持原决定。";
    return this.step(hours, async (scene) =>
      act(scene, lead, decideAppeal, {
        ...this.of(scene),
        outcome: instead ? "PARTLY_GRANTED" : "DISMISSED",
        outcomes: [],
        reason,
        ...(instead ? { replacement: await decisionOf(scene, instead) } : {}),
      }),
    );
  }

  proveRemedy(hours: number): this {
    const text = this.told.english
      ? "Done as the ruling orders; here is the reference."
      : "已按处理决定履行，凭证如下。";
    return this.step(hours, async (scene) => {
      const remedyId = await this.remedyOf(scene);
      const proof = { text, evidenceIds: [], refundChannel: "BANK" as const };
      await act(scene, this.seller(scene), fileRemedyProof, { ...this.of(scene), remedyId, ...proof });
    });
  }

  confirmRemedy(hours: number): this {
    return this.step(hours, async (scene) =>
      act(scene, this.told.consumer, confirmRemedy, { ...this.of(scene), remedyId: await this.remedyOf(scene) }),
    );
  }

  contestRemedy(hours: number): this {
    const reason = this.told.english ? "The money has not arrived." : "款项没有到账。";
    return this.step(hours, async (scene) =>
      act(scene, this.told.consumer, contestRemedy, {
        ...this.of(scene),
        remedyId: await this.remedyOf(scene),
        reason,
      }),
    );
  }

  stay(hours: number, lead: string): this {
    return this.step(hours, (scene) =>
      act(scene, lead, stayComplaint, {
        ...this.of(scene),
        ground: "OUTSIDE_PROCEDURE",
        route: "ADMINISTRATIVE_AUTHORITY",
        reference: "12315 登记 2026-0873",
        reason: "消费者已向市场监督管理部门投诉，等待其结果。",
      }),
    );
  }

  closeExternal(hours: number, lead: string): this {
    return this.step(hours, (scene) =>
      act(scene, lead, closeExternal, {
        ...this.of(scene),
        outcome: "市场监督管理部门调解成功，双方已签署调解书。",
        result: "SETTLED",
        rulingStands: false,
      }),
    );
  }

  assign(hours: number, moderatorLogin: string): this {
    return this.step(hours, (scene) =>
      act(scene, "qian.lead", reassignComplaint, { ...this.of(scene), moderatorLogin, reason: "按专长分配。" }),
    );
  }

  /** What the consumer says of how it ended. */
  verdict(hours: number): this {
    const luck = this.chance();
    const [verdict, satisfaction] =
      luck > 0.35
        ? (["SOLVED", 5] as const)
        : luck > 0.1
          ? (["PARTLY_SOLVED", 3] as const)
          : (["NOT_SOLVED", 1] as const);
    return this.step(hours, (scene) =>
      act(scene, this.told.consumer, giveVerdict, { ...this.of(scene), verdict, satisfaction }),
    );
  }

  private of = (scene: Scene): { complaintId: string } => ({ complaintId: made(scene, "complaint") });

  private async remedyOf(scene: Scene): Promise<string> {
    if (scene.made.remedy !== undefined) return scene.made.remedy;
    const remedy = await scene.tx.findOne(
      Remedy,
      { complaintId: made(scene, "complaint"), confirmedAt: null },
      "ORDER BY id DESC",
    );
    if (!remedy) throw new Error(`${made(scene, "complaint")} has no open remedy`);
    return remedy.id;
  }

  /** Takes the case and acts at once. */
  private desk(
    hours: number,
    play: (scene: Scene, held: { complaintId: string; leaseToken: number }) => Promise<unknown>,
  ): this {
    return this.step(hours, async (scene) => {
      const { complaintId } = await act(scene, this.told.moderator, takeComplaint, this.of(scene));
      const { leaseToken } = (await scene.tx.byId(Complaint, complaintId)) ?? {};
      if (leaseToken === undefined) throw new Error(`${complaintId} is gone`);
      return play(scene, { complaintId, leaseToken });
    });
  }
}
