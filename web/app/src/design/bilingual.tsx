import type { ReactNode } from "react";
import type { Refusal } from "../api/refusal";
import { defineText, useText } from "../text/language";
import { TextArea, TextInput } from "./field";

export interface Both {
  zhCN: string;
  en: string;
}

export const NOTHING: Both = { zhCN: "", en: "" };

/** Without the other fields of a response. */
export const both = ({ zhCN, en }: Both): Both => ({ zhCN, en });

const text = defineText("bilingual", {
  en: { zhCN: "{{label}} (Chinese)", en: "{{label}} (English)" },
  zh: { zhCN: "{{label}}（中文）", en: "{{label}}（英文）" },
});

const LANGUAGES = [
  ["zhCN", "zh-CN"],
  ["en", "en"],
] as const;

/** One text in both languages, side by side. `name` is the input's, for the server's refusals. */
export function BilingualInput({
  label,
  name,
  value,
  onChange,
  refusal,
  hint,
  rows,
}: {
  label: string;
  name: string;
  value: Both;
  onChange: (value: Both) => void;
  refusal: Refusal | null;
  hint?: ReactNode;
  /** Accepts several lines. */
  rows?: number;
}): ReactNode {
  const say = useText(text);
  return (
    <div className="beside">
      {LANGUAGES.map(([key, lang]) => {
        const props = {
          lang,
          hint,
          label: say(key, { label }),
          value: value[key],
          error: refusal?.at(`${name}.${key}`),
          onChange: ({ target }: { target: { value: string } }) => onChange({ ...value, [key]: target.value }),
        };
        return rows ? <TextArea key={key} rows={rows} {...props} /> : <TextInput key={key} {...props} />;
      })}
    </div>
  );
}
