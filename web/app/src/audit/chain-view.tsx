import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { useRead } from "../api/use-read";
import { Pager, usePlace } from "../design/pager";
import { EventChain } from "../design/event-chain";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { defineText, useText } from "../text/language";
import { AddressForm } from "./address-form";
import { EventChainDocument, type EventChainQuery } from "./audit.generated";

const text = defineText("chainView", {
  en: {
    title: "Event chains",
    about:
      "Everything that happens to a case, a provider or an inspection is an event that is never changed. Each hash covers the event and the hash before it, so altering or removing one changes every later hash.",
    verify:
      "To prove it, order a dossier of the case and run node verify.mjs in its folder, offline. It recomputes the chain and prints its head, which must be the last hash here. A hash that was noted earlier must still be here under its number.",
    gap: "Where a number is missing, that event is not for auditors; its hash is still part of those after it.",
    of: "Of what",
    hint: "A case by its number, a provider by its name, an inspection by its id (isp_…)",
    none: "There is nothing with this id",
    noneHint: "Paste the id of a case, a provider or an inspection; their pages have it in the address.",
    inspection: "Inspection of {{provider}}",
  },
  zh: {
    title: "事件链",
    about:
      "案件、服务商或巡查的每件事都是一条不可更改的事件。每个哈希都包含该事件和前一个哈希，改动或删除任何一条，其后的哈希都会不同。",
    verify:
      "验证方法：申请该案卷宗，在其文件夹中离线运行 node verify.mjs。程序会重新计算整条链并给出链尾，应与此处最后一个哈希相同；先前记下的哈希也应仍在原来的序号下。",
    gap: "缺号表示该事件不向审计员公开，但其哈希仍包含在后续哈希中。",
    of: "对象编号",
    hint: "案件编号、服务商名称，或巡查的编号（isp_…）",
    none: "没有这个编号",
    noneHint: "请粘贴案件、服务商或巡查的编号，可在其页面地址中找到。",
    inspection: "巡查：{{provider}}",
  },
});

export function ChainView(): ReactNode {
  const say = useText(text);
  const [params] = useSearchParams();
  const id = params.get("of") ?? "";
  const after = usePlace();
  const is = (prefix: string): boolean => id.startsWith(prefix);
  const chain = useRead(
    EventChainDocument,
    { id, after, case: is("cmp_"), provider: is("prv_"), inspection: is("isp_") },
    { pause: !/^(cmp|prv|isp)_/.test(id) },
  );
  return (
    <section className="stack">
      <h2>{say("title")}</h2>
      <p className="prose">{say("about")}</p>
      <p className="prose">{say("verify")}</p>
      <AddressForm
        view="chain"
        fields={[
          {
            name: "of",
            label: say("of"),
            hint: say("hint"),
            finds: (typed) => (/\d-\d/.test(typed) ? "COMPLAINT" : "PROVIDER"),
          },
        ]}
      />
      {id === "" ? null : !/^(cmp|prv|isp)_/.test(id) ? (
        <Empty title={say("none")}>{say("noneHint")}</Empty>
      ) : (
        <Loaded {...chain}>{(data) => <Chain data={data} />}</Loaded>
      )}
    </section>
  );
}

function Chain({ data }: { data: EventChainQuery }): ReactNode {
  const say = useText(text);
  const { complaint, provider, inspection } = data;
  const thing = complaint
    ? { to: `/cases/${complaint.id}`, name: complaint.title, events: complaint.timeline }
    : provider
      ? { to: `/providers/${provider.id}`, name: provider.legalName, events: provider.timeline }
      : inspection
        ? {
            to: `/inspections/${inspection.id}`,
            name: say("inspection", { provider: inspection.provider.legalName }),
            events: inspection.timeline,
          }
        : null;
  if (!thing?.events) return <Empty title={say("none")}>{say("noneHint")}</Empty>;
  const { nodes, pageInfo } = thing.events;
  return (
    <>
      <h3>
        <Link to={thing.to}>{thing.name}</Link>
      </h3>
      <p className="muted small">{say("gap")}</p>
      <EventChain title={thing.name} events={nodes} />
      <Pager pageInfo={pageInfo} />
    </>
  );
}
