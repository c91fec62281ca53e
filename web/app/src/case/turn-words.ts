import { formatMoney } from "../text/format";
import { CASE_LABELS } from "../text/enums";
import { getLanguage, say } from "../text/said";
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
  const { status, viewerSide, settlement, ruling, closureReason, consumerName: consumer, demand } = complaint;
  const provider = complaint.provider.legalName;
  const offer = complaint.offers.nodes.find((one) => one.status === "OPEN");
  const demanded = worth(complaint.demandKind, demand);
  const must = complaint.availableActions.find((one) => one.mandatory && !one.unavailableBecause);
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
  if (status === "SETTLING" && settlement?.proofFiledAt && viewerSide === "CONSUMER")
    return say(turnText, "proved", { provider });
  if (status === "EVIDENCE" && askedOf(complaint).length > 0) return say(turnText, "evidence");
  return say(turnText, status, {
    consumer,
    provider,
    outcome: ruling ? labelOf("RulingOutcome", ruling.outcome) : "",
    reason: closureReason ? labelOf("ClosureReason", closureReason) : "",
  });
}

const worth = (kind: string, amount: { amount: number; currency: string } | null): string =>
  [labelOf("RemedyKind", kind), amount && formatMoney(amount)].filter(Boolean).join(" ");
