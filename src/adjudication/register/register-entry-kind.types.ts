import { defineEnum } from "../../platform/graphql/enum";

export const RegisterEntryKind = defineEnum("RegisterEntryKind", "What an entry of the public register says.", {
  RULING: "A ruling was issued. It may still be appealed against.",
  RULING_FINAL: "A ruling became final: no appeal is possible any longer.",
  REVERSAL: "A ruling was reversed; see `corrects` and `because`.",
  PENALTY_STARTED: "A penalty acts from now on.",
  PENALTY_ENDED: "A penalty is over: its time has passed, or what it demanded was done.",
  PENALTY_SUPERSEDED: "A running penalty was superseded by a graver one.",
  PENALTY_RESTORED: "A penalty acts again: the graver one that had superseded it was reversed.",
  PENALTY_REVERSED:
    "A penalty was reversed with the ruling that caused it, as if it had never been ordered; see `corrects`.",
  INTERIM_STARTED:
    "New orders of some provider are paused while a grave case is examined. Names neither: nothing is decided; see `stated.interim`.",
  INTERIM_ENDED: "Such a pause is over; `stated.interim` says why.",
  LATENESS:
    "The platform itself missed a deadline in some case. Names neither the case nor its parties; see `stated.lateness`.",
});
export type RegisterEntryKind = keyof typeof RegisterEntryKind;
