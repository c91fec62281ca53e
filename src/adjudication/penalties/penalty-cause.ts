import { registerEnumType } from "type-graphql";
import type { PenaltyCause } from "./standing.policy";

export const PenaltyCauseEnum: Record<PenaltyCause, PenaltyCause> = {
  RULING: "RULING",
  THRESHOLD: "THRESHOLD",
  UNREMEDIED: "UNREMEDIED",
};

registerEnumType(PenaltyCauseEnum, {
  name: "PenaltyCause",
  description: "Why a penalty was ordered.",
  valuesConfig: {
    RULING: { description: "The ruling says so itself." },
    THRESHOLD: { description: "With this ruling the provider's points reached a threshold that calls for it." },
    UNREMEDIED: { description: "The provider did not do what the ruling ordered, and its deposit was too small." },
  },
});
