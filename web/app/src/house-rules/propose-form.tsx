import { useId, type FormEvent, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { useRead } from "../api/use-read";
import { Button } from "../design/button";
import { Checkbox, Select, TextArea, TextInput } from "../design/field";
import { Loaded } from "../design/loaded";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import {
  HouseRulesToChangeDocument,
  ProposeHouseRuleChangeDocument,
  type HouseRulesToChangeQuery,
} from "./house-rules.generated";

const text = defineText("proposeHouseRules", {
  en: {
    title: "Propose a change",
    rule: "Which",
    choose: "Choose …",
    from: "In force from",
    fromHint: "The beginning of that day. A second person must agree early enough for the notice.",
    why: "Why",
    whyHint: "Announced with the change.",
    urgent: "Urgent: a shorter notice, for what protects sign-in and uploads",
    propose: "Propose",
  },
  zh: {
    title: "提议变更",
    rule: "标准",
    choose: "请选择……",
    from: "生效日期",
    fromHint: "自当日零时起生效；第二人须及早同意，以满足公告期。",
    why: "理由",
    whyHint: "随变更一并公告。",
    urgent: "紧急：缩短公告期，仅限登录和上传安全方面的标准",
    propose: "提议",
  },
});

/** One rule at a time; who changes several together uses the API or the command line. */
export function ProposeForm({ onDone }: { onDone: () => void }): ReactNode {
  const say = useText(text);
  const id = useId();
  const read = useRead(HouseRulesToChangeDocument, {});
  return (
    <section className="stack-tight" aria-labelledby={id}>
      <h2 id={id}>{say("title")}</h2>
      <Loaded {...read}>{({ houseRules }) => <Form rules={houseRules} onDone={onDone} />}</Loaded>
    </section>
  );
}

const NOTHING = { code: "", typed: {} as Record<string, string>, day: "", reason: "", urgent: false };

function Form({ rules, onDone }: { rules: HouseRulesToChangeQuery["houseRules"]; onDone: () => void }): ReactNode {
  const say = useText(text);
  const { act, busy, refusal } = useAct(ProposeHouseRuleChangeDocument);
  const kept = useKept("house rule change", "", NOTHING);
  const { code, typed, day, reason, urgent } = kept.value;
  const numbers = rules.find((rule) => rule.code === code)?.numbers ?? [];
  const changed = numbers.filter(({ unit, value }) => typed[unit] !== undefined && Number(typed[unit]) !== value);

  async function propose(event: FormEvent): Promise<void> {
    event.preventDefault();
    // Numbers left as they are say so themselves: the server refuses a change that changes nothing.
    const given = (changed.length > 0 ? changed : numbers).map(({ unit, value }) => ({
      unit,
      value: Number(typed[unit] ?? value),
    }));
    const effectiveFrom = new Date(`${day}T00:00:00`).toISOString();
    if (!(await act({ rules: [{ code, numbers: given }], effectiveFrom, urgent, reason }))) return;
    kept.forget();
    onDone();
  }

  return (
    <form className="card stack-tight" onSubmit={(event) => void propose(event)}>
      <Select
        label={say("rule")}
        required
        value={code}
        error={refusal?.at("rules.0.code")}
        options={[
          { value: "", label: say("choose") },
          ...rules.map((rule) => ({ value: rule.code, label: `${rule.meaning} · ${rule.code}` })),
        ]}
        onChange={({ target }) => kept.patch({ code: target.value, typed: {} })}
      />
      {numbers.map(({ unit, unitText, value }) => (
        <TextInput
          key={unit}
          label={unitText}
          type="number"
          step="any"
          required
          value={typed[unit] ?? String(value)}
          error={refusal?.at(`rules.0.numbers.${changed.findIndex((each) => each.unit === unit)}.value`)}
          onChange={({ target }) => kept.patch({ typed: { ...typed, [unit]: target.value } })}
        />
      ))}
      <TextInput
        label={say("from")}
        hint={say("fromHint")}
        type="date"
        required
        value={day}
        error={refusal?.at("effectiveFrom")}
        onChange={({ target }) => kept.patch({ day: target.value })}
      />
      <TextArea
        label={say("why")}
        hint={say("whyHint")}
        rows={3}
        required
        value={reason}
        error={refusal?.at("reason")}
        onChange={({ target }) => kept.patch({ reason: target.value })}
      />
      <Checkbox
        label={say("urgent")}
        checked={urgent}
        onChange={({ target }) => kept.patch({ urgent: target.checked })}
      />
      <Refused refusal={refusal} />
      <div>
        <Button type="submit" kind="primary" busy={busy}>
          {say("propose")}
        </Button>
      </div>
    </form>
  );
}
