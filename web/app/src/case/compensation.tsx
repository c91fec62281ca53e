import type { ReactNode } from "react";
import { Notice } from "../design/notice";
import { formatMoney } from "../text/format";
import { useText } from "../text/language";
import { ActionsHere } from "./actions-now";
import { useCase } from "./case-context";
import { Remedies } from "./measures";
import { rulingText } from "./ruling.text";
import { Section } from "./section";

/** What the broken promise itself promises: claimed, and then paid without a ruling. */
export function Compensation(): ReactNode {
  const say = useText(rulingText);
  const { claim, compensation } = useCase().complaint;
  if (!claim && !compensation) return null;
  return (
    <Section id="compensation" title={say("compensation")}>
      {claim && (
        <Notice>
          <p>{say("claimed", { amount: formatMoney(claim) })}</p>
        </Notice>
      )}
      {compensation && <Remedies remedies={[compensation]} />}
      {compensation && (
        <ActionsHere
          of={["CONTEST_COMPENSATION", "FILE_REMEDY_PROOF", "CONFIRM_REMEDY", "CONTEST_REMEDY", "WAIVE_REMEDY"]}
        />
      )}
    </Section>
  );
}
