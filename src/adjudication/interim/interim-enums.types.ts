import { defineEnum } from "../../platform/graphql/enum";

export const InterimMeasureKind = defineEnum(
  "InterimMeasureKind",
  "What an interim measure does while a grave case is examined. Orders placed before are not affected.",
  {
    PAUSE_LISTING: "No new orders of the listing that the case is about.",
    PAUSE_PROVIDER: "No new orders of any listing of the provider.",
  },
);
export type InterimMeasureKind = keyof typeof InterimMeasureKind;

export const InterimMeasureStatus = defineEnum("InterimMeasureStatus", "How far an interim measure is.", {
  PROPOSED: "One person has asked for it; it does not act. For platform staff only.",
  ACTING: "A second person has confirmed it; it acts until it ends.",
  DECLINED: "It was refused before anyone confirmed it. For platform staff only.",
  LAPSED: "No second person confirmed it in time, or the case went on without it. For platform staff only.",
  ENDED: "It is over; `endedBecause` says why.",
});
export type InterimMeasureStatus = keyof typeof InterimMeasureStatus;

export const InterimMeasureEnd = defineEnum("InterimMeasureEnd", "Why an interim measure is over.", {
  TIME: "Its time has passed.",
  RENEWED: "Another one took its place.",
  LIFTED: "The platform lifted it.",
  REVIEW: "The provider had it reviewed, and it was lifted.",
  REVIEW_LATE: "The provider asked for a review that was not decided in time.",
  DISMISSED: "The complaint was dismissed.",
  REPLACED: "The ruling ordered a measure of its own that acts at once.",
  FINAL: "The ruling is final: what it orders acts.",
  CLOSED: "The case was closed.",
});
export type InterimMeasureEnd = keyof typeof InterimMeasureEnd;
