import { useEffect, useRef, useState, type ReactNode } from "react";
import { useClient } from "urql";
import { Refusal } from "../api/refusal";
import { Button } from "../design/button";
import { Notice } from "../design/notice";
import { Refused } from "../design/refused";
import { canDigest } from "../api/redress";
import { defineText, useText } from "../text/language";
import { checkRegister, type Checked } from "./check-register";

const text = defineText("registerCheck", {
  en: {
    check: "Compute the whole chain here",
    busy: "{{count, counted(one: entry; other: entries)}} computed…",
    holds:
      "The chain is intact: {{count, counted(one: entry; other: entries)}}, recomputed one by one in this browser, give the hash above.",
    broken: "The chain is broken at entry {{number}}. Report this.",
    cannot: "The chain cannot be computed here: that needs a secure connection (https).",
  },
  zh: {
    check: "在此重新计算整条链",
    busy: "已计算 {{count}} 条…",
    holds: "链条完整：已在本浏览器逐条重新计算 {{count}} 条，结果与上方哈希一致。",
    broken: "链条在第 {{number}} 条处断裂，请上报。",
    cannot: "无法在此计算：需要安全连接（https）。",
  },
});

export function RegisterCheck(): ReactNode {
  const say = useText(text);
  const client = useClient();
  const [done, setDone] = useState<number | null>(null);
  const [result, setResult] = useState<Checked | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const stopped = useRef(new AbortController());
  useEffect(() => {
    const controller = (stopped.current = new AbortController());
    return () => controller.abort();
  }, []);
  if (!canDigest()) return <Notice tone="warn">{say("cannot")}</Notice>;

  async function check(): Promise<void> {
    const { signal } = stopped.current;
    setResult(null);
    setRefusal(null);
    setDone(0);
    try {
      const checked = await checkRegister(client, signal, setDone);
      if (signal.aborted) return;
      setResult(checked);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setRefusal(error);
    }
    setDone(null);
  }

  return (
    <>
      <div className="row">
        <Button busy={done !== null} onClick={() => void check()}>
          {say("check")}
        </Button>
        <span role="status" className="muted">
          {done !== null && say("busy", { count: done })}
        </span>
      </div>
      <Refused refusal={refusal} />
      {result && (
        <div role="status">
          <Notice tone={result.brokenAt === null ? "good" : "bad"}>
            {result.brokenAt === null
              ? say("holds", { count: result.count })
              : say("broken", { number: result.brokenAt })}
          </Notice>
        </div>
      )}
    </>
  );
}
