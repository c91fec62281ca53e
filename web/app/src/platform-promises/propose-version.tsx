import type { FormEvent, ReactNode } from "react";
import type { PlatformPromise } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { BilingualInput, both, NOTHING } from "../design/bilingual";
import { Button } from "../design/button";
import { TextInput } from "../design/field";
import { Folded } from "../design/folded";
import { Refused } from "../design/refused";
import { Unsaved } from "../shell/unsaved";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { PublishPlatformPromiseDocument, type PlatformVersionFragment } from "./platform-promises.generated";

const text = defineText("proposePromise", {
  en: {
    title: "Propose another version",
    words: "What is promised",
    from: "From",
    fromHint: "The beginning of that day. A second person must agree early enough for the notice.",
    propose: "Propose",
  },
  zh: {
    title: "提议新版本",
    words: "承诺内容",
    from: "生效日期",
    fromHint: "自当日零时起生效；第二人须及早同意，以满足公告期。",
    propose: "提议",
  },
});

interface Props {
  promise: PlatformPromise;
  latest: PlatformVersionFragment;
}

export function ProposeVersion({ promise, latest }: Props): ReactNode {
  const say = useText(text);
  const { act, busy, refusal } = useAct(PublishPlatformPromiseDocument);
  const kept = useKept(`platform promise ${promise}`, latest.id, { words: latest.bilingual ?? NOTHING, day: "" });
  const { words, day } = kept.value;

  async function propose(event: FormEvent): Promise<void> {
    event.preventDefault();
    const effectiveFrom = new Date(`${day}T00:00:00`).toISOString();
    if (await act({ platformPromise: promise, text: both(words), effectiveFrom })) kept.forget();
  }

  return (
    <Folded summary={say("title")} open={kept.touched}>
      <form className="stack-tight" onSubmit={(event) => void propose(event)}>
        <BilingualInput
          label={say("words")}
          name="text"
          value={words}
          rows={3}
          refusal={refusal}
          onChange={(changed) => kept.change({ words: changed, day })}
        />
        <TextInput
          label={say("from")}
          hint={say("fromHint")}
          type="date"
          required
          value={day}
          error={refusal?.at("effectiveFrom")}
          onChange={({ target }) => kept.change({ words, day: target.value })}
        />
        <Unsaved kept={kept} />
        <Refused refusal={refusal} />
        <div>
          <Button type="submit" kind="primary" busy={busy}>
            {say("propose")}
          </Button>
        </div>
      </form>
    </Folded>
  );
}
