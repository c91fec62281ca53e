import type { Side } from "../complaints/complaint-guards.pure";
import type { MessageVisibility } from "./message.entity";

/** The visibilities a writer may choose. The platform (null) hides nothing that it says to one side from the other. */
export const visibilitiesFor = (side: Side | null): MessageVisibility[] =>
  side ? ["PARTIES", `${side}_SIDE`] : ["PARTIES"];
