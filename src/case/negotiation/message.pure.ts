import type { Side } from "../complaints/complaint-guards.pure";
import type { MessageVisibility } from "./message.entity";

/** Who may be meant to read what a side writes. The platform writes no messages: it asks, and decides. */
export const visibilitiesFor = (side: Side | null): MessageVisibility[] => (side ? ["PARTIES", `${side}_SIDE`] : []);
