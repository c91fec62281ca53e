import { useId, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { useRead, type Read } from "../api/use-read";
import { Button } from "../design/button";
import { TextArea } from "../design/field";
import { Loaded } from "../design/loaded";
import { Page } from "../design/page";
import { Refused } from "../design/refused";
import { Time } from "../design/time";
import { VerdictForm } from "../lead/verdict-form";
import { useIsOpen } from "../shell/viewer";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { HouseRuleChange } from "./house-rule-change";
import {
  ApproveHouseRuleChangeDocument,
  DeclineHouseRuleChangeDocument,
  PendingHouseRulesDocument,
  WithdrawHouseRuleChangeDocument,
  type HouseRuleChangeToDecideFragment,
  type PendingHouseRulesQuery,
} from "./house-rules.generated";
import { ProposeForm } from "./propose-form";

const text = defineText("houseRuleChanges", {
  en: {
    title: "Changes of time limits and numbers",
    all: "All numbers",
    proposed: "Wait for a second person",
    announced: "Announced",
    none: "None.",
    by: "Proposed by {{name}}",
    lapses: "another administrator or a lead has to agree by",
    withdraw: "Withdraw",
    why: "Why it is withdrawn",
  },
  zh: {
    title: "变更时限与标准",
    all: "全部标准",
    proposed: "等待第二人同意",
    announced: "已公告",
    none: "没有。",
    by: "提议人：{{name}}",
    lapses: "须由另一位管理员或纠纷处理主管同意，期限：",
    withdraw: "撤回",
    why: "撤回理由",
  },
});

export { HouseRuleChangesPage as Component };

function HouseRuleChangesPage(): ReactNode {
  const say = useText(text);
  const read = useRead(PendingHouseRulesDocument, {});
  const mayPropose = useIsOpen("proposeHouseRuleChange");
  return (
    <Page dense title={say("title")} way={[{ to: "/house-rules", text: say("all") }]}>
      <Pending read={read} which="proposed" />
      <Pending read={read} which="announced" />
      {mayPropose && <ProposeForm onDone={read.onAgain} />}
    </Page>
  );
}

function Pending({ read, which }: { read: Read<PendingHouseRulesQuery>; which: "proposed" | "announced" }): ReactNode {
  const say = useText(text);
  const id = useId();
  return (
    <section className="stack-tight" aria-labelledby={id}>
      <h2 id={id}>{say(which)}</h2>
      <Loaded {...read}>
        {({ [which]: { nodes } }) =>
          nodes.length === 0 ? (
            <p className="muted">{say("none")}</p>
          ) : (
            <ul className="stack-tight" role="list">
              {nodes.map((change) => (
                <li key={change.id} className="card stack-tight">
                  <Waiting change={change} onDone={read.onAgain} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function Waiting({ change, onDone }: { change: HouseRuleChangeToDecideFragment; onDone: () => void }): ReactNode {
  const say = useText(text);
  const approve = useAct(ApproveHouseRuleChangeDocument);
  const decline = useAct(DeclineHouseRuleChangeDocument);
  const { id: changeId, availableActions } = change;
  const find = (action: "APPROVE" | "DECLINE" | "WITHDRAW") => availableActions.find((each) => each.action === action);
  const whyNot = (action: "APPROVE" | "DECLINE"): string | undefined => find(action)?.unavailableBecause?.message;
  const withdrawal = find("WITHDRAW");
  return (
    <>
      <HouseRuleChange change={change} />
      {change.status === "PROPOSED" && (
        <p className="muted small">
          {change.proposedBy && say("by", { name: change.proposedBy.displayName })} · {say("lapses")}{" "}
          <Time at={change.endsAt} />
        </p>
      )}
      {find("APPROVE") && (
        <VerdictForm
          id={changeId}
          approve={{
            ...approve,
            act: (reason) => approve.act({ changeId, reason: reason || null }),
            why: whyNot("APPROVE"),
          }}
          decline={{ ...decline, act: (reason) => decline.act({ changeId, reason }), why: whyNot("DECLINE") }}
          onDone={onDone}
        />
      )}
      {withdrawal && !withdrawal.unavailableBecause && <Withdraw changeId={changeId} onDone={onDone} />}
    </>
  );
}

function Withdraw({ changeId, onDone }: { changeId: string; onDone: () => void }): ReactNode {
  const say = useText(text);
  const { act, busy, refusal } = useAct(WithdrawHouseRuleChangeDocument);
  const { value: reason, change: setReason, forget } = useKept(`withdraw ${changeId}`, "", "");
  return (
    <form
      className="stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        void act({ changeId, reason }).then((done) => {
          if (!done) return;
          forget();
          onDone();
        });
      }}
    >
      <TextArea
        label={say("why")}
        rows={2}
        value={reason}
        error={refusal?.at("reason")}
        onChange={({ target }) => setReason(target.value)}
      />
      {!refusal?.at("reason") && <Refused refusal={refusal} />}
      <div>
        <Button type="submit" kind="danger" busy={busy}>
          {say("withdraw")}
        </Button>
      </div>
    </form>
  );
}
