import type { Reader } from "../../platform/database/reader";
import type { Explained } from "../../platform/refusal";
import type { Complaint } from "./complaint.entity";
import type { CaseFacts, Spending } from "./complaint-guards.pure";
import { whyAgreedBeyond, whyTogetherBeyond, type OrderMoney } from "./order-money.pure";
import { IS_MONEY, type CompensationBasis, type RemedyKind } from "./remedy-kind.pure";

interface OfferRow {
  kind: RemedyKind;
  amount: number | null;
  basis: CompensationBasis | null;
  insteadAmount: number | null;
}

/** As it is written down, of what a draft orders. */
interface DraftedRemedy {
  kind: RemedyKind;
  basis?: CompensationBasis | null;
  insteadAmount: { amount: number };
}

type WhyNot = (reader: Reader, complaint: Complaint, money: OrderMoney) => Explained | null | Promise<Explained | null>;

/** What each takes of the order's money, and the field of its command that names it. */
const TAKES: Record<Spending, { field: string; whyNot: WhyNot }> = {
  CONCEDE: {
    field: "input.complaintId",
    whyNot: (_, { demandKind: kind, demandAmount: amount, demandBasis: basis }, money) =>
      whyAgreedBeyond(money, { kind, amount, basis }),
  },
  ACCEPT_OFFER: {
    field: "input.offerId",
    whyNot: async (reader, { id }, money) => {
      const [offer] = await reader.query<OfferRow>(
        "SELECT kind, amount, basis, instead_amount AS insteadAmount FROM offer WHERE open_key = ?",
        [id],
      );
      return offer ? whyAgreedBeyond(money, offer) : null;
    },
  },
  APPROVE_RULING: {
    field: "input.rulingId",
    whyNot: async (reader, { id }, money) => {
      const [draft] = await reader.query<{ measures: string }>(
        "SELECT measures FROM ruling WHERE complaint_id = ? AND status = 'AWAITING_APPROVAL'",
        [id],
      );
      if (!draft) return null;
      const { remedies } = JSON.parse(draft.measures) as { remedies: DraftedRemedy[] };
      const ordered = remedies.map(({ kind, basis, insteadAmount }) => ({
        kind,
        basis,
        amount: IS_MONEY.has(kind) ? insteadAmount.amount : null,
      }));
      return whyTogetherBeyond(money, ordered);
    },
  },
};

export const SPENDING = Object.keys(TAKES) as Spending[];

/** What is demanded may be no money. */
export const takesMoney = ({ demandKind }: Complaint, action: Spending): boolean =>
  action !== "CONCEDE" || IS_MONEY.has(demandKind);

/** The fact that the guards of these actions ask. A command reads the money under its lock. */
export async function readBeyond(
  reader: Reader,
  complaint: Complaint,
  actions: readonly Spending[],
  money: OrderMoney,
): Promise<CaseFacts["beyond"]> {
  const found = await Promise.all(
    actions.map(async (action) => {
      const { field, whyNot } = TAKES[action];
      const why = await whyNot(reader, complaint, money);
      return why ? [[action, { ...why, field }] as const] : [];
    }),
  );
  return Object.fromEntries(found.flat());
}
