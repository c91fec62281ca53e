import { defineEnum } from "../../platform/graphql/enum";

export const ErasureStatus = defineEnum("ErasureStatus", "How far the deletion of an account has come.", {
  PROPOSED: "The operator's staff proposed it; it waits for a second person.",
  WAITING: "It happens at `dueAt`, and can be taken back until then.",
  WITHDRAWN: "It was taken back.",
  LAPSED: "No second person agreed in time.",
  DONE: "The account is deleted.",
});
export type ErasureStatus = keyof typeof ErasureStatus;
