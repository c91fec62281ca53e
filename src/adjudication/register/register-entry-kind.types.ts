import { defineEnum } from "../../platform/graphql/enum";

export const RegisterEntryKind = defineEnum("RegisterEntryKind", "What an entry of the public register says.", {
  RULING: "A ruling was issued. It may still be appealed.",
  RULING_FINAL: "A ruling became final: it cannot be appealed any more.",
  REVERSAL: "A ruling was taken back; see `corrects` and `because`.",
  PENALTY_STARTED: "A penalty acts from now on.",
  PENALTY_ENDED: "A penalty is over: its time has passed, or what it demanded was done.",
  PENALTY_SUPERSEDED: "A graver penalty took the place of one that was running.",
  PENALTY_RESTORED: "A penalty acts again: the graver one that had taken its place was taken back.",
  PENALTY_REVERSED: "A penalty was taken back with the ruling that caused it, as if it had never been; see `corrects`.",
  LATENESS:
    "The platform itself missed a time it is bound by, in some case. Names neither the case nor its parties; see `stated.lateness`.",
});
export type RegisterEntryKind = keyof typeof RegisterEntryKind;
