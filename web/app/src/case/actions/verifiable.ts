import type { Option } from "../../design/field";
import type { Case } from "../case-context";
import { choice, line, someOf } from "./ask";

const ownEvidence = ({ evidence }: Case): Option[] =>
  evidence.nodes
    .filter(({ side, status }) => side === "PROVIDER" && status === "STORED")
    .map(({ id, title }) => ({ value: id, label: title }));

/** What a proof of the provider may name, so that it can be verified. */
export const verifiable = {
  evidenceIds: someOf("proofEvidence", ownEvidence, { hint: "proofHint" }),
  refundChannel: choice("PaymentChannel", "refundChannel", { optional: true }),
  refundReference: line("refundReference", { optional: true, hint: "refundHint" }),
};
