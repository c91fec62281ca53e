import { useState, type ReactNode } from "react";
import { useRead } from "../api/use-read";
import { Badge } from "../design/badge";
import { Button } from "../design/button";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { Page } from "../design/page";
import { useLabel } from "../text/labels";
import { useText } from "../text/language";
import { TextForm } from "./texts/text-form";
import { RemoveText } from "./texts/remove-text";
import { CannedTextsDocument, type CannedTextShownFragment } from "./texts/texts.generated";
import { textsText } from "./texts/texts.text";

export { TextsPage as Component };

type Doing =
  | { what: "WRITE"; text: CannedTextShownFragment | null }
  | { what: "REMOVE"; text: CannedTextShownFragment };

function TextsPage(): ReactNode {
  const say = useText(textsText);
  const read = useRead(CannedTextsDocument, {});
  const [doing, setDoing] = useState<Doing | null>(null);
  const done = (): void => {
    setDoing(null);
    read.onAgain();
  };
  return (
    <Page
      dense
      title={say("title")}
      way={[{ to: "/desk", text: say("desk") }]}
      actions={
        <Button kind="primary" onClick={() => setDoing({ what: "WRITE", text: null })}>
          {say("new")}
        </Button>
      }
    >
      <p className="muted">{say("hint")}</p>
      <Loaded {...read} lines={5}>
        {({ cannedTexts }) =>
          cannedTexts.length === 0 ? (
            <Empty title={say("empty")}>{say("emptyHint")}</Empty>
          ) : (
            <ul className="stack">
              {cannedTexts.map((text) => (
                <OneText key={text.id} text={text} onDo={setDoing} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {doing?.what === "WRITE" && <TextForm text={doing.text} onDone={done} onClose={() => setDoing(null)} />}
      {doing?.what === "REMOVE" && <RemoveText text={doing.text} onDone={done} onClose={() => setDoing(null)} />}
    </Page>
  );
}

function OneText({ text, onDo }: { text: CannedTextShownFragment; onDo: (doing: Doing) => void }): ReactNode {
  const say = useText(textsText);
  const label = useLabel();
  const may = (action: "UPDATE" | "DELETE"): boolean => text.availableActions.some((each) => each.action === action);
  return (
    <li className="card stack-tight">
      <div className="row spread">
        <div className="row">
          <h2>{text.name}</h2>
          <Badge tone={text.owner === "TEAM" ? "info" : "muted"}>{say(text.owner)}</Badge>
          <span className="small muted">
            {label("Locale", text.language)}
            {text.ruleCode && ` · ${text.ruleCode}`}
          </span>
        </div>
        <div className="row">
          {may("UPDATE") && (
            <Button aria-label={say("changeOne", { name: text.name })} onClick={() => onDo({ what: "WRITE", text })}>
              {say("change")}
            </Button>
          )}
          {may("DELETE") && (
            <Button
              kind="quiet"
              aria-label={say("removeOne", { name: text.name })}
              onClick={() => onDo({ what: "REMOVE", text })}
            >
              {say("remove")}
            </Button>
          )}
        </div>
      </div>
      <p className="prose">{text.text}</p>
    </li>
  );
}
