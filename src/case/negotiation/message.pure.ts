import type { Side } from "../complaints/complaint-guards.pure";
import type { MessageVisibility } from "./message.entity";

/** The visibilities a side may choose for its messages. The platform writes no messages: it makes requests and decides. */
export const visibilitiesFor = (side: Side | null): MessageVisibility[] => (side ? ["PARTIES", `${side}_SIDE`] : []);
