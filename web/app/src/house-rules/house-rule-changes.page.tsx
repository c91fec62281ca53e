import { useId, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { useNowAndThen } from "../api/use-now-and-then";
import { useRead, type Read } from "../api/use-read";
import { Button } from "../design/button";
import { TextArea } from "../design/field";
import { Loaded } from "../design/loaded";
import { Page } from "../design/page";
import { Refused } from "../design/refused";
import { Steady } from "../design/steady";
import { VerdictForm } from "../lead/verdict-form";
import { useIsOpen, useViewer } from "../shell/viewer";
import { useKept } from "../shell/use-kept";
import { formatTime } from "../text/format";
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
    lapses: "another administrator or a lead has to agree by {{at}}",
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
    lapses: "须在 {{at}} 前由另一位管理员或纠纷处理主管同意",
    withdraw: "撤回",
    why: "撤回理由",
  },
});

export { HouseRuleChangesPage as Component };

function HouseRuleChangesPage(): ReactNode {
  const say = useText(text);
  const read = useRead(PendingHouseRulesDocument, {});
  useNowAndThen(read.onAgain);
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
        {({ [which]: { nodes } }) => (
          <Steady
            nodes={nodes}
            empty={<p className="muted">{say("none")}</p>}
            card={(change) => <Waiting change={change} onDone={read.onAgain} />}
          />
        )}
      </Loaded>
    </section>
  );
}

function Waiting({ change, onDone }: { change: HouseRuleChangeToDecideFragment; onDone: () => void }): ReactNode {
  const say = useText(text);
  const approve = useAct(ApproveHouseRuleChangeDocument);
  const decline = useAct(DeclineHouseRuleChangeDocument);
  const viewer = useViewer();
  const { id: changeId, availableActions } = change;
  const find = (action: "APPROVE" | "DECLINE" | "WITHDRAW") => availableActions.find((each) => each.action === action);
  const whyNot = (action: "APPROVE" | "DECLINE"): string | undefined => find(action)?.unavailableBecause?.message;
  // One's own is withdrawn, another's declined; what is announced is withdrawn by any administrator.
  const isProposed = change.status === "PROPOSED";
  const isOwn = isProposed && change.proposedBy?.id === viewer?.id;
  const withdrawal = isOwn || !isProposed ? find("WITHDRAW") : undefined;
  return (
    <>
      <HouseRuleChange change={change} />
      {isProposed && (
        <p className="muted small">
          {change.proposedBy && say("by", { name: change.proposedBy.displayName })} ·{" "}
          {say("lapses", { at: formatTime(change.endsAt) })}
        </p>
      )}
      {isOwn && <p className="muted small">{whyNot("APPROVE")}</p>}
      {!isOwn && find("APPROVE") && (
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
