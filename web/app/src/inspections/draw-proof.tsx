import { useEffect, useState, type ReactNode } from "react";
import { Link } from "react-router";
import { Badge } from "../design/badge";
import { Time } from "../design/time";
import { canDigest, sha256Of } from "../api/redress";
import { formatNumber } from "../text/format";
import { defineText, useText } from "../text/language";
import type { DrawShownFragment } from "./inspections.generated";

const text = defineText("drawProof", {
  en: {
    at: "Lots drawn",
    pool: "In the pool",
    drawn: "Drawn, lowest lot first",
    nobody: "No one: the pool was empty.",
    inputs: "What the lots come from",
    plan: "Plan",
    position: "Last event in the log",
    hash: "Its hash",
    seed: "Seed",
    digest: "Digest of the pool",
    how: "Seed = SHA-256 of “plan position hash”; a provider's lot = SHA-256 of “seed provider”. The lowest lots are drawn. No one could know the hash before, and no one can change it now.",
    checking: "Being computed again…",
    holds: "Computed again here: the seed and the order of lots match.",
    differs: "Computed again here: something does not match. Report this.",
    cannot: "Cannot be computed here: that needs a secure connection (https).",
  },
  zh: {
    at: "抽取时间",
    pool: "候选家数",
    drawn: "抽中的服务商（签值从小到大）",
    nobody: "无：没有候选服务商。",
    inputs: "签值依据",
    plan: "计划",
    position: "日志末条位置",
    hash: "该条哈希",
    seed: "种子",
    digest: "候选名单摘要",
    how: "种子 = SHA-256(“计划 位置 哈希”)，签值 = SHA-256(“种子 服务商编号”)，签值最小者抽中。哈希事先无人知晓，事后无人能改。",
    checking: "正在重新计算…",
    holds: "已在此重新计算：种子与签值顺序一致。",
    differs: "已在此重新计算：结果不一致，请上报。",
    cannot: "无法在此计算：需要安全连接（https）。",
  },
});

/** A random draw with all its inputs, recomputed in the reader's browser. */
export function DrawProof({ draw, planId }: { draw: DrawShownFragment; planId: string }): ReactNode {
  const say = useText(text);
  const again = useComputedAgain(draw, planId);
  const verdict = again === "checking" || again === "cannot" ? again : again.holds ? "holds" : "differs";
  return (
    <div className="stack-tight">
      <dl className="facts">
        <dt>{say("at")}</dt>
        <dd>
          <Time at={draw.at} />
        </dd>
        <dt>{say("pool")}</dt>
        <dd className="numeric">{formatNumber(draw.poolSize)}</dd>
        <dt>{say("drawn")}</dt>
        <dd>
          {draw.providers.length === 0 ? (
            say("nobody")
          ) : (
            <ol>
              {draw.providers.map(({ id, legalName }, at) => (
                <li key={id}>
                  <Link to={`/providers/${id}`}>{legalName}</Link>{" "}
                  {typeof again !== "string" && <code className="small">{again.lots[at]}</code>}
                </li>
              ))}
            </ol>
          )}
        </dd>
      </dl>
      <p role="status">
        <Badge tone={verdict === "holds" ? "good" : verdict === "differs" ? "bad" : "muted"}>
          {verdict === "holds" ? "✓" : verdict === "differs" ? "✗" : "…"}
        </Badge>{" "}
        {say(verdict)}
      </p>
      <details className="small">
        <summary>{say("inputs")}</summary>
        <p className="muted">{say("how")}</p>
        <dl className="facts">
          {(
            [
              ["plan", planId],
              ["position", String(draw.logPosition)],
              ["hash", draw.logHash],
              ["seed", draw.seed],
              ["digest", draw.poolDigest],
            ] as const
          ).map(([name, value]) => (
            <div key={name}>
              <dt>{say(name)}</dt>
              <dd>
                <code>{value}</code>
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}

type Again = "checking" | "cannot" | { holds: boolean; lots: string[] };

function useComputedAgain(draw: DrawShownFragment, planId: string): Again {
  const [again, setAgain] = useState<Again>(canDigest() ? "checking" : "cannot");
  useEffect(() => {
    if (!canDigest()) return;
    let gone = false;
    void computeAgain(draw, planId).then((computed) => void (gone || setAgain(computed)));
    return () => void (gone = true);
  }, [draw, planId]);
  return again;
}

const sha256 = (words: string): Promise<string> => sha256Of(new TextEncoder().encode(words).buffer);

async function computeAgain(draw: DrawShownFragment, planId: string): Promise<{ holds: boolean; lots: string[] }> {
  const seed = await sha256(`${planId} ${draw.logPosition} ${draw.logHash}`);
  const lots = await Promise.all(draw.providers.map(({ id }) => sha256(`${seed} ${id}`)));
  const inOrder = lots.every((lot, at) => at === 0 || (lots[at - 1] ?? "") < lot);
  return { holds: seed === draw.seed && inOrder && (lots.at(-1) ?? null) === (draw.highestLot ?? null), lots };
}
