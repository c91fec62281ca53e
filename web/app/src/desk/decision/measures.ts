import { labelOf } from "../../text/labels";
import type { Measure } from "../texts/values";
import type { PenaltyDraft, RemedyDraft } from "./decision";

/* Remedies and penalties as texts name them. */

export const ofRemedy = ({ kind, amount, withinDays }: RemedyDraft): Measure => ({
  kind: labelOf("RemedyKind", kind),
  amount,
  days: withinDays,
});

export const ofPenalty = ({ kind, amount, days }: PenaltyDraft): Measure => ({
  kind: kind === "" ? "" : labelOf("PenaltyKind", kind),
  amount,
  days,
});
