import { registerEnumType } from "type-graphql";

export const RegisterEntryKind = {
  RULING: "RULING",
  RULING_FINAL: "RULING_FINAL",
  REVERSAL: "REVERSAL",
  PENALTY_STARTED: "PENALTY_STARTED",
  PENALTY_ENDED: "PENALTY_ENDED",
  PENALTY_SUPERSEDED: "PENALTY_SUPERSEDED",
  PENALTY_RESTORED: "PENALTY_RESTORED",
  PENALTY_REVERSED: "PENALTY_REVERSED",
  LATENESS: "LATENESS",
} as const;
export type RegisterEntryKind = keyof typeof RegisterEntryKind;

registerEnumType(RegisterEntryKind, {
  name: "RegisterEntryKind",
  description: "What an entry of the public register says.",
  valuesConfig: {
    RULING: { description: "A ruling was issued. It may still be appealed." },
    RULING_FINAL: { description: "A ruling became final: it cannot be appealed any more." },
    REVERSAL: { description: "A ruling was taken back; see `corrects` and `because`." },
    PENALTY_STARTED: { description: "A penalty acts from now on." },
    PENALTY_ENDED: { description: "A penalty is over: its time has passed, or what it demanded was done." },
    PENALTY_SUPERSEDED: { description: "A graver penalty took the place of one that was running." },
    PENALTY_RESTORED: {
      description: "A penalty acts again: the graver one that had taken its place was taken back.",
    },
    PENALTY_REVERSED: {
      description: "A penalty was taken back with the ruling that caused it, as if it had never been; see `corrects`.",
    },
    LATENESS: {
      description:
        "The platform itself missed a time it is bound by, in some case. Names neither the case nor its parties; see `stated.lateness`.",
    },
  },
});
