import type { ReactNode } from "react";
import type { LineChange } from "../api/schema.generated";
import { Facts } from "../design/facts";
import { colon } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import styles from "./rule-changes.module.css";
import type { RuleHistoryQuery } from "./rules.generated";

const text = defineText("ruleChanges", {
  en: {
    title: "What changed from the version before",
    first: "The first version.",
    same: "The text is the same.",
    titleBefore: "Title before",
    severityBefore: "Severity before",
    measuresAdded: "Measures added",
    measuresRemoved: "Measures removed",
  },
  zh: {
    title: "与上一版相比",
    first: "首个版本。",
    same: "正文没有改动。",
    titleBefore: "原标题",
    severityBefore: "原严重程度",
    measuresAdded: "新增措施",
    measuresRemoved: "取消措施",
  },
});

type Changes = NonNullable<RuleHistoryQuery["ruleHistory"][number]["changes"]>;

/** How a version differs from the one before it: shown by signs and words, not only by colour. */
export function RuleChanges({ changes }: { changes: Changes | null }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  if (!changes) return <p className="muted small">{say("first")}</p>;
  const penalties = (kinds: Changes["measuresAdded"]): string =>
    kinds.map((kind) => label("PenaltyKind", kind)).join(" · ");
  const facts = [
    [say("titleBefore"), changes.titleBefore?.text],
    [say("severityBefore"), changes.severityBefore && label("Severity", changes.severityBefore)],
    [say("measuresAdded"), penalties(changes.measuresAdded)],
    [say("measuresRemoved"), penalties(changes.measuresRemoved)],
  ] as const;
  const changed = changes.text.some(({ change }) => change !== "SAME");
  return (
    <div className="stack-tight">
      <h3>{say("title")}</h3>
      <Facts facts={facts} />
      {changed ? (
        <div className={styles.diff}>
          {changes.text.map(({ change, line }, at) => (
            <Line key={at} change={change} line={line} />
          ))}
        </div>
      ) : (
        <p className="muted small">{say("same")}</p>
      )}
    </div>
  );
}

const SIGN: Record<LineChange, string> = { SAME: " ", ADDED: "+", REMOVED: "−" };

function Line({ change, line }: { change: LineChange; line: string }): ReactNode {
  const label = useLabel();
  const Text = change === "ADDED" ? "ins" : change === "REMOVED" ? "del" : "span";
  return (
    <div data-change={change}>
      <span aria-hidden="true">{SIGN[change]}</span>
      {change !== "SAME" && <span className="visually-hidden">{label("LineChange", change) + colon()}</span>}
      <Text>{line}</Text>
    </div>
  );
}
