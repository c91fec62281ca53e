import { formatList, formatMoney } from "../text/format";
import { CASE_LABELS } from "../text/enums";
import { getLanguage, say } from "../text/said";
import type { ComplaintAction } from "../api/schema.generated";
import type { Case } from "./case-context";
import { askedOf, WHOSE } from "./turn";
import { turnText } from "./turn.text";

/** As `labelOf` in text/labels.ts, of the few enums that are said here. */
function labelOf(name: keyof typeof CASE_LABELS, value: string): string {
  const labels = CASE_LABELS[name] as Record<string, readonly [en: string, zh: string]>;
  return labels[value]?.[getLanguage() === "en" ? 0 : 1] ?? value;
}

/** Whose turn it is. */
export function whoseTurn(complaint: Case): string {
  const { status, viewerSide, consumerName, provider } = complaint;
  if (askedOf(complaint).length > 0) return say(turnText, viewerSide === null ? "desk" : "yours");
  const whose = WHOSE[status];
  const name = viewerSide === "CONSUMER" ? provider.legalName : consumerName;
  // What the provider has to do and has done is checked by the other side.
  return say(turnText, whose === "provider" && viewerSide === "PROVIDER" ? "other" : whose, {
    name,
    provider: provider.legalName,
  });
}

/** What they are waited for to do, or what happens meanwhile. */
export function headlineOf(complaint: Case): string {
  const { status, viewerSide, ruling, closureReason, consumerName: consumer, demand } = complaint;
  const provider = complaint.provider.legalName;
  const offer = complaint.offers.nodes.find((one) => one.status === "OPEN");
  const demanded = worth(complaint.demandKind, demand);
  const must = complaint.availableActions.find((one) => one.mandatory && !one.unavailableBecause);
  const done = carriedOut(complaint);
  if (done) return say(turnText, done.key, { consumer, provider, agreed: done.what });
  if (must && viewerSide !== null) return labelOf("ComplaintAction", must.action);
  if (offer) {
    const words = worth(offer.kind, offer.amount);
    if (offer.madeBySide === viewerSide) return say(turnText, "youOffered", { offer: words });
    const names = { CONSUMER: consumer, PROVIDER: provider, PLATFORM: "Redress" };
    const offered = say(turnText, "offered", { name: names[offer.madeBySide], offer: words });
    return viewerSide === "CONSUMER"
      ? say(turnText, "both", { offered, asked: say(turnText, "youAsked", { demand: demanded }) })
      : offered;
  }
  if (status === "NEGOTIATING" && complaint.providerFirstResponseAt === null)
    return say(turnText, viewerSide === "PROVIDER" ? "unansweredToProvider" : "unansweredToConsumer", {
      consumer,
      provider,
      demand: demanded,
    });
  if (status === "EVIDENCE" && askedOf(complaint).length > 0) return say(turnText, "evidence");
  return say(turnText, status, {
    consumer,
    provider,
    outcome: ruling ? labelOf("RulingOutcome", ruling.outcome) : "",
    reason: closureReason ? labelOf("ClosureReason", closureReason) : "",
  });
}

/** What was agreed or ordered, while it is to be done, or is said to be: who does it and who confirms it are told what it is. */
function carriedOut({
  status,
  viewerSide,
  settlement,
  ruling,
  compensation,
  availableActions,
}: Case): { key: "SETTLING" | "toDo" | "proved" | "provedByYou"; what: string } | null {
  const may = (...actions: ComplaintAction[]): boolean =>
    availableActions.some(({ action, unavailableBecause }) => actions.includes(action) && !unavailableBecause);
  const owed =
    status === "SETTLING" && settlement
      ? [{ ...settlement.offer, proofFiledAt: settlement.proofFiledAt }]
      : [...(ruling?.remedies ?? []), ...(compensation ? [compensation] : [])].filter(
          ({ confirmedAt, verifiedAt, waivedAt }) => !confirmedAt && !verifiedAt && !waivedAt,
        );
  const said = owed.filter(({ proofFiledAt }) => proofFiledAt);
  const open = owed.filter(({ proofFiledAt }) => !proofFiledAt);
  const inWords = (some: readonly Pick<(typeof owed)[number], "kind" | "amount">[]): string =>
    formatList(some.map(({ kind, amount }) => worth(kind, amount)));
  if (may("FILE_SETTLEMENT_PROOF", "FILE_REMEDY_PROOF") && open.length > 0) return { key: "toDo", what: inWords(open) };
  if (may("CONFIRM_SETTLEMENT", "CONFIRM_REMEDY") && said.length > 0) return { key: "proved", what: inWords(said) };
  if (status !== "SETTLING" || owed.length === 0) return null;
  return { key: said.length > 0 && viewerSide === "PROVIDER" ? "provedByYou" : "SETTLING", what: inWords(owed) };
}

const worth = (kind: string, amount: { amount: number; currency: string } | null): string =>
  [labelOf("RemedyKind", kind), amount && formatMoney(amount)].filter(Boolean).join(" ");
