import { useState, type FormEvent, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { useRead } from "../api/use-read";
import { Button } from "../design/button";
import { goOnInAdded } from "../design/go-on-in-added";
import { Loaded } from "../design/loaded";
import { Notice } from "../design/notice";
import { Refused } from "../design/refused";
import { Unsaved } from "../shell/unsaved";
import { useKept } from "../shell/use-kept";
import { useIsOpen } from "../shell/viewer";
import { useText } from "../text/language";
import { RoutingDocument, SaveRoutingDocument, type RoutingRuleShownFragment } from "./lead.generated";
import { RulesTable } from "./routing-table";
import { RoutingRow, type RuleDraft } from "./routing-row";
import { routingText } from "./routing.text";

export default function RoutingTab(): ReactNode {
  const say = useText(routingText);
  const read = useRead(RoutingDocument, {});
  // The saved rules are others, with an editor of their own: what is said of them stays.
  const [saved, setSaved] = useState(false);
  const mayEdit = useIsOpen("saveRoutingRules");
  return (
    <>
      <p className="muted">
        {say("how")} {!mayEdit && say("readOnly")}
      </p>
      <Loaded {...read}>
        {({ routingRules }) =>
          mayEdit ? (
            <RulesEditor
              key={routingRules.map(({ id }) => id).join(" ")}
              rules={routingRules}
              onSaved={(done) => {
                setSaved(done);
                if (done) read.onAgain();
              }}
            />
          ) : (
            <RulesTable rules={routingRules} />
          )
        }
      </Loaded>
      <div role="status">{saved && <Notice tone="good">{say("saved")}</Notice>}</div>
    </>
  );
}

const NEW: RuleDraft = {
  queue: "",
  category: "",
  severityAtLeast: "",
  amountAtLeast: null,
  currency: "",
  breachClass: "",
};

const draftOf = (rule: RoutingRuleShownFragment): RuleDraft => ({
  queue: rule.queue,
  category: rule.category ?? "",
  severityAtLeast: rule.severityAtLeast ?? "",
  amountAtLeast: rule.amountAtLeast ?? null,
  currency: rule.currency ?? "",
  breachClass: rule.breachClass ?? "",
});

/** Rules are identified only by their position, so each gets a number of its own while they are edited and moved. */
const numbered = (drafts: RuleDraft[]) => drafts.map((draft, key) => ({ key, draft }));

interface Editing {
  rules: RoutingRuleShownFragment[];
  onSaved: (done: boolean) => void;
}

function RulesEditor({ rules, onSaved }: Editing): ReactNode {
  const say = useText(routingText);
  const kept = useKept("routing rules", rules.map(({ id }) => id).join(" "), numbered(rules.map(draftOf)));
  const { value: rows, change: setRows } = kept;
  const { act, busy, refusal } = useAct(SaveRoutingDocument);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const done = await act({
      rules: rows.map(({ draft }) => ({
        queue: draft.queue,
        category: draft.category || null,
        severityAtLeast: draft.severityAtLeast || null,
        amountAtLeast: draft.amountAtLeast,
        currency: draft.currency || null,
        breachClass: draft.breachClass || null,
      })),
    });
    if (done) kept.forget();
    onSaved(done !== null);
  }

  const swap = (at: number, by: -1 | 1): void => {
    const moved = [...rows];
    const [row] = moved.splice(at, 1);
    if (row) moved.splice(at + by, 0, row);
    setRows(moved);
  };

  return (
    <form className="stack" onSubmit={(event) => void save(event)}>
      <div className="stack">
        {rows.map(({ key, draft }, at) => (
          <RoutingRow
            key={key}
            number={at + 1}
            isLast={at === rows.length - 1}
            rule={draft}
            errorAt={(field) => refusal?.at(`rules.${at}.${field}`)}
            onChange={(patch) =>
              setRows(rows.map((row) => (row.key === key ? { key, draft: { ...row.draft, ...patch } } : row)))
            }
            onMove={(by) => swap(at, by)}
            onRemove={() => setRows(rows.filter((row) => row.key !== key))}
          />
        ))}
      </div>
      <Unsaved kept={kept} />
      {!refusal?.field?.startsWith("input.rules.") && <Refused refusal={refusal} />}
      <div className="row">
        <Button
          onClick={({ currentTarget }) => {
            const next = Math.max(-1, ...rows.map(({ key }) => key)) + 1;
            goOnInAdded(currentTarget, () => setRows([{ key: next, draft: NEW }, ...rows]));
          }}
        >
          {say("add")}
        </Button>
        <Button kind="primary" type="submit" busy={busy}>
          {say("save")}
        </Button>
      </div>
    </form>
  );
}
