import { defineEnum } from "../../platform/graphql/enum";
import type { PenaltyCause } from "./standing.pure";

export const PenaltyCauseEnum = defineEnum<PenaltyCause>("PenaltyCause", "Why a penalty was ordered.", {
  RULING: "The ruling says so itself.",
  THRESHOLD: "With this ruling the provider's points reached a threshold that calls for it.",
  UNREMEDIED: "The provider did not do what the ruling ordered, and its deposit was too small.",
});
