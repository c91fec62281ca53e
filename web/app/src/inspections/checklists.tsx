import { useState, type ReactNode } from "react";
import { useRead } from "../api/use-read";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { Time } from "../design/time";
import { useIsOpen } from "../shell/viewer";
import { defineText, useText } from "../text/language";
import { useCategory } from "../text/categories";
import { useLabel } from "../text/labels";
import { InspectionChecklistsDocument, type ChecklistShownFragment } from "./plans.generated";
import { PublishChecklist } from "./publish-checklist";

const text = defineText("checklists", {
  en: {
    title: "Checklists in force",
    publish: "Publish a new checklist",
    next: "Publish the next version",
    empty: "Nothing is asked yet",
    everybody: "Every provider",
    category: "Category {{category}}",
    version: "Version {{version}}",
    questions_one: "{{count}} question",
    questions_other: "{{count}} questions",
  },
  zh: {
    title: "现行清单",
    publish: "发布新清单",
    next: "发布下一版",
    empty: "还没有清单",
    everybody: "全部服务商",
    category: "类目 {{category}}",
    version: "第 {{version}} 版",
    questions_other: "{{count}} 个问题",
  },
});

export function Checklists(): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const category = useCategory();
  const checklists = useRead(InspectionChecklistsDocument, {});
  const [base, setBase] = useState<ChecklistShownFragment | "new" | null>(null);
  const publishes = useIsOpen("publishInspectionChecklist");
  return (
    <section className="stack-tight">
      <div className="row spread">
        <h2>{say("title")}</h2>
        {publishes && <Button onClick={() => setBase("new")}>{say("publish")}</Button>}
      </div>
      <Loaded {...checklists}>
        {({ inspectionChecklists }) =>
          inspectionChecklists.length === 0 ? (
            <Empty title={say("empty")} />
          ) : (
            inspectionChecklists.map((one) => (
              <details key={one.id} className="card">
                <summary>
                  <strong>{one.kind ? label("PromiseKind", one.kind) : say("everybody")}</strong>{" "}
                  {one.category && say("category", { category: category(one.category) })}{" "}
                  <span className="muted">
                    {say("version", { version: one.version })} · {say("questions", { count: one.questions.length })}
                    {/* What an installation comes with has always been there. */}
                    {Date.parse(one.publishedAt) > 0 && (
                      <>
                        {" · "}
                        <Time at={one.publishedAt} />
                      </>
                    )}
                  </span>
                </summary>
                <ol>
                  {one.questions.map(({ text }) => (
                    <li key={text}>{text}</li>
                  ))}
                </ol>
                {publishes && <Button onClick={() => setBase(one)}>{say("next")}</Button>}
              </details>
            ))
          )
        }
      </Loaded>
      {base && (
        <Dialog wide title={say(base === "new" ? "publish" : "next")} onClose={() => setBase(null)}>
          <PublishChecklist
            base={base === "new" ? null : base}
            onDone={() => {
              setBase(null);
              checklists.onAgain();
            }}
          />
        </Dialog>
      )}
    </section>
  );
}
