import { useLayoutEffect, useRef, useState, type ComponentProps, type ReactNode } from "react";
import { useRead } from "../../api/use-read";
import { Field } from "../../design/field";
import { useOptions } from "../../design/options";
import styles from "../../design/options.module.css";
import { defineText, useLanguage, useText } from "../../text/language";
import { CannedTextsDocument, type CannedTextShownFragment } from "./texts.generated";
import { BLANK, filled, type Values } from "./values";

const text = defineText("cannedTextArea", {
  en: {
    list: "Texts",
    hint: "Type ; for a text.",
    none: "No text is called so.",
    found_one: "{{count}} text; arrow keys choose, Enter puts it in",
    found_other: "{{count}} texts; arrow keys choose, Enter puts it in",
  },
  zh: {
    list: "常用语",
    hint: "输入 ; 可插入常用语。",
    none: "没有此名称的常用语。",
    found_other: "{{count}} 条常用语；方向键选择，回车插入",
  },
});

export interface TextAreaProps extends Omit<ComponentProps<"textarea">, "value" | "onChange" | "ref"> {
  label: string;
  labelHidden?: boolean;
  hint?: ReactNode;
  error?: string | undefined;
  value: string;
  onText: (text: string) => void;
  /** What the case says: nothing else is put in. */
  values: Values;
  /** Texts about these rules stand first. */
  ruleCodes?: readonly string[];
  /** The list opens above: there is no room below. */
  above?: boolean;
}

/** A semicolon that begins a word: after a letter or a digit it is punctuation. */
const ASKED = /(?:^|[^\p{Script=Latin}\d]);([^;\s]{0,30})$/u;

interface Asked {
  from: number;
  to: number;
  name: string;
}

function askedAt({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Asked | null {
  const name = selectionStart === selectionEnd ? ASKED.exec(value.slice(0, selectionStart))?.[1] : undefined;
  return name === undefined ? null : { from: selectionStart - name.length - 1, to: selectionStart, name };
}

/** A text area in which a semicolon offers the texts that are written again and again. */
export function TextAreaWithTexts({
  label,
  labelHidden,
  hint,
  error,
  value,
  onText,
  values,
  ruleCodes = [],
  above = false,
  ...rest
}: TextAreaProps): ReactNode {
  const say = useText(text);
  const language = useLanguage();
  const area = useRef<HTMLTextAreaElement>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  // Where the cursor stands once the text is in.
  const [selection, setSelection] = useState<[number, number] | null>(null);
  const { data } = useRead(CannedTextsDocument, {}, { pause: asked === null });
  const rank = ({ language: of, ruleCode }: CannedTextShownFragment): number =>
    (ruleCode !== null && ruleCodes.includes(ruleCode) ? 0 : 2) + (of === (language === "en" ? "EN" : "ZH_CN") ? 0 : 1);
  const wanted = asked?.name.toLowerCase() ?? "";
  const found = asked
    ? (data?.cannedTexts ?? [])
        .filter(({ name }) => name.toLowerCase().includes(wanted))
        .toSorted((one, other) => rank(one) - rank(other))
        .slice(0, 20)
    : [];
  const choices = found.map(({ id, name, ruleCode, text: of }) => ({ id, name, hint: ruleCode ?? of.slice(0, 24) }));
  const options = useOptions(
    choices,
    ({ id }) => {
      const template = found.find((each) => each.id === id)?.text;
      if (!asked || template === undefined) return;
      const said = filled(template, values);
      const blank = said.indexOf(BLANK);
      const from = asked.from + (blank < 0 ? said.length : blank);
      setSelection([from, blank < 0 ? from : from + BLANK.length]);
      setAsked(null);
      onText(value.slice(0, asked.from) + said + value.slice(asked.to));
    },
    () => setAsked(null),
  );
  useLayoutEffect(() => {
    if (!selection) return;
    area.current?.setSelectionRange(...selection);
    // oxlint-disable-next-line react/set-state-in-effect -- done once
    setSelection(null);
  }, [selection]);
  return (
    <div className={styles.around}>
      <Field label={label} hint={hint ?? say("hint")} error={error} {...(labelHidden && { labelHidden })}>
        {(wiring) => (
          <textarea
            {...rest}
            {...wiring}
            {...options.wiring}
            aria-haspopup="listbox"
            ref={area}
            value={value}
            onKeyDown={(event) => {
              options.onKeyDown(event);
              if (!event.defaultPrevented) rest.onKeyDown?.(event);
            }}
            onBlur={() => setAsked(null)}
            onChange={({ target }) => {
              setAsked(askedAt(target));
              onText(target.value);
            }}
          />
        )}
      </Field>
      {options.list(say("list"), above)}
      <span role="status" className="visually-hidden">
        {asked && data && (found.length > 0 ? say("found", { count: found.length }) : say("none"))}
      </span>
    </div>
  );
}
