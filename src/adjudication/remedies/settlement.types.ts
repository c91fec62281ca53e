import { InputType } from "type-graphql";
import { CaseInput } from "../../case/complaints/case-input.types";
import { TextField } from "../../platform/graphql/text-field";
import { ProofInput } from "./remedy.types";

@InputType({ description: "Proof that the settlement was performed." })
export class FileSettlementProofInput extends ProofInput {
  @TextField({
    max: 2_000,
    description: "What was done, with references (refund number, tracking number). Files go into the case's evidence.",
  })
  text: string;
}

@InputType({ description: "Confirming that the settlement was performed." })
export class ConfirmSettlementInput extends CaseInput {}

@InputType({ description: "Contesting that the settlement was performed as agreed." })
export class ContestSettlementInput extends CaseInput {
  @TextField({ max: 2_000, description: "What is wrong with it." })
  reason: string;
}
