import type { ReactNode } from "react";
import { useCase } from "../../case/case-context";
import { TextAreaWithTexts, type TextAreaProps } from "./text-area";
import { caseValues } from "./values";

/** What the platform writes into the thread of the case on the page. */
export default function CaseTextArea(props: Omit<TextAreaProps, "values" | "ruleCodes">): ReactNode {
  const { complaint } = useCase();
  return <TextAreaWithTexts {...props} above values={caseValues(complaint, complaint.breaches)} />;
}
