import { useState, type ReactNode } from "react";
import { useAct } from "../../api/use-act";
import { Button } from "../../design/button";
import { ConfirmButton } from "../../design/confirm-button";
import { Badge } from "../../design/badge";
import { Time } from "../../design/time";
import { PromiseTerms } from "../../market/promise-terms";
import { useLabel } from "../../text/labels";
import { defineText, useText } from "../../text/language";
import { EarlierVersions } from "./earlier-versions";
import { WithdrawPromiseDocument, type OwnPromiseFragment } from "./promises.generated";

const text = defineText("ownPromise", {
  en: {
    version: "Version {{version}}",
    since: "since",
    next: "Next version",
    withdraw: "Withdraw",
    withdrawTitle: "Withdraw this promise?",
    withdrawHint: "It no longer binds orders placed from now on. Earlier orders keep it.",
    history_one: "{{count}} earlier version",
    history_other: "{{count}} earlier versions",
  },
  zh: {
    version: "第 {{version}} 版",
    since: "生效于",
    next: "发布新版本",
    withdraw: "撤回",
    withdrawTitle: "撤回这项承诺？",
    withdrawHint: "撤回后不再约束新的订单；此前的订单仍须按此履行。",
    history_other: "此前 {{count}} 个版本",
  },
});

interface Props {
  promise: OwnPromiseFragment;
  onNext: () => void;
  onWithdrawn: () => void;
}

export function PromiseCard({ promise, onNext, onWithdrawn }: Props): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { act, busy, refusal } = useAct(WithdrawPromiseDocument);
  const [open, setOpen] = useState(false);
  const { id, kind, currentVersion } = promise;
  const name = `${label("PromiseKind", kind)} · ${currentVersion.text}`;

  async function withdraw(): Promise<boolean> {
    const done = await act({ promiseId: id });
    if (done) onWithdrawn();
    return Boolean(done);
  }

  return (
    <li className="card stack-tight">
      <div className="row spread">
        <Badge tone="info">{label("PromiseKind", kind)}</Badge>
        <span className="small muted">
          {say("version", { version: currentVersion.version })} · {say("since")}{" "}
          <Time at={currentVersion.publishedAt} />
        </span>
      </div>
      <p className="prose">{currentVersion.text}</p>
      <PromiseTerms terms={currentVersion.terms} />
      {promise.latestVersion > 1 && (
        <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary>{say("history", { count: promise.latestVersion - 1 })}</summary>
          {open && <EarlierVersions promise={promise} />}
        </details>
      )}
      <div className="row">
        <Button aria-label={`${say("next")} · ${name}`} onClick={onNext}>
          {say("next")}
        </Button>
        <ConfirmButton
          kind="quiet"
          label={say("withdraw")}
          aria-label={`${say("withdraw")} · ${name}`}
          title={say("withdrawTitle")}
          busy={busy}
          refusal={refusal}
          onConfirm={withdraw}
        >
          <p className="prose">{currentVersion.text}</p>
          <p>{say("withdrawHint")}</p>
        </ConfirmButton>
      </div>
    </li>
  );
}
