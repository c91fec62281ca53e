import type { ReactNode } from "react";
import { TextAreaWithTexts, type TextAreaProps } from "../desk/texts/text-area";
import { caseValues } from "../desk/texts/values";
import { useCase } from "./case-context";

/** What the platform writes into the thread of the case on the page. */
export default function PlatformTextArea(props: Omit<TextAreaProps, "values" | "ruleCodes">): ReactNode {
  const { complaint } = useCase();
  return <TextAreaWithTexts {...props} above values={caseValues(complaint, complaint.breaches)} />;
}
