import { useState, type ReactNode } from "react";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { Badge, type Tone } from "../design/badge";
import { DataTable } from "../design/data-table";
import { Time } from "../design/time";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/room-labels";
import { CheckForm } from "./check-form";
import type { ApplicationShownFragment, CheckShownFragment } from "./vetting.generated";

const text = defineText("checks", {
  en: {
    title: "Checks",
    done: "{{done}} of {{count}} done",
    check: "What is checked",
    kind: "Document",
    by: "By",
    result: "Result",
    act: "Record",
    required: "required",
    machine: "the machine",
    open: "open",
    despite: "Approved nevertheless: {{reason}}",
    record: "Record",
    again: "Record again",
  },
  zh: {
    title: "核验项",
    done: "已完成 {{done}} / {{count}}",
    check: "核验内容",
    kind: "材料",
    by: "核验人",
    result: "结果",
    act: "记录",
    required: "必查",
    machine: "系统",
    open: "待核验",
    despite: "仍予通过的理由：{{reason}}",
    record: "记录",
    again: "重新记录",
  },
});

const TONES: Record<string, Tone> = { PASSED: "good", FAILED: "bad" };
const COLUMNS = ["check", "kind", "result", "by", "act"] as const;

interface Props {
  application: ApplicationShownFragment;
  /** Called when the provider may be called otherwise than is shown. */
  onRefused: () => void;
}

export function Checks({ application, onRefused }: Props): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const [recording, setRecording] = useState<CheckShownFragment | null>(null);
  const { checks, availableActions, provider } = application;
  if (!checks) return null;
  const mayRecord = availableActions.some(
    ({ action, unavailableBecause }) => action === "RECORD_CHECK" && !unavailableBecause,
  );
  const done = checks.filter(({ result }) => result).length;
  return (
    <section className="stack-tight">
      <div className="row spread">
        <h2>{say("title")}</h2>
        <span role="status" className="muted">
          {say("done", { done, count: checks.length })}
        </span>
      </div>
      <DataTable label={say("title")} heads={COLUMNS.map((column) => say(column))}>
        {checks.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              {one.title} {one.required && <Badge>{say("required")}</Badge>}
            </th>
            <td>{label("VerificationKind", one.kind)}</td>
            <td>
              <Badge tone={TONES[one.result ?? ""] ?? "muted"}>
                {one.result ? label("CheckResult", one.result) : say("open")}
              </Badge>
              {one.note && <p className="small">{one.note}</p>}
              {one.approvedDespite && <p className="small">{say("despite", { reason: one.approvedDespite })}</p>}
            </td>
            <td>
              {one.automatic ? say("machine") : one.checkedByName}{" "}
              {one.checkedAt && (
                <span className="muted small">
                  <Time at={one.checkedAt} />
                </span>
              )}
            </td>
            <td>
              {mayRecord && !one.automatic && (
                <Button
                  aria-label={`${say(one.result ? "again" : "record")}：${one.title}`}
                  onClick={() => setRecording(one)}
                >
                  {say(one.result ? "again" : "record")}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </DataTable>
      {recording && (
        <Dialog title={recording.title} onClose={() => setRecording(null)}>
          <CheckForm
            applicationId={application.id}
            check={recording}
            expectedName={provider.pendingName ?? provider.legalName}
            onDone={() => setRecording(null)}
            onRefused={onRefused}
          />
        </Dialog>
      )}
    </section>
  );
}
