import { useState, type FormEvent } from "react";
import { defineText, say } from "../text/language";

const text = defineText("invalid", {
  en: {
    valueMissing: "Please fill this in.",
    choose: "Please choose.",
    typeMismatch: "This does not look right: check how it is written.",
    tooShort_one: "At least {{count}} character.",
    tooShort_other: "At least {{count}} characters.",
    tooLong_one: "At most {{count}} character.",
    tooLong_other: "At most {{count}} characters.",
    rangeUnderflow: "At least {{limit}}.",
    rangeOverflow: "At most {{limit}}.",
    badInput: "This cannot be read.",
  },
  zh: {
    valueMissing: "请填写此项。",
    choose: "请选择。",
    typeMismatch: "格式不正确，请检查。",
    tooShort_other: "至少 {{count}} 个字符。",
    tooLong_other: "最多 {{count}} 个字符。",
    rangeUnderflow: "不得小于 {{limit}}。",
    rangeOverflow: "不得大于 {{limit}}。",
    badInput: "无法识别所填内容。",
  },
});

/** What the inputs lack, said in the page; `wiring` is for the element around them, in which only those of a `type` may be meant. */
export function useInvalid(type?: "radio") {
  const [invalid, setInvalid] = useState<string>();
  const isMeant = ({ target }: FormEvent): boolean => !type || (target as HTMLInputElement).type === type;
  const wiring = {
    onInvalidCapture: (event: FormEvent) => isMeant(event) && setInvalid(sayInvalid(event)),
    onChangeCapture: () => setInvalid(undefined),
  };
  return { invalid, wiring };
}

/** Instead of the browser's bubble, which speaks the browser's language and goes after some seconds. Focuses the form's first such field, as the browser does. */
function sayInvalid(event: FormEvent): string {
  const input = event.target as HTMLInputElement;
  event.preventDefault();
  if (input.form?.querySelector(":invalid:not(fieldset)") === input) input.focus();
  return explain(input);
}

function explain({
  validity,
  minLength,
  maxLength,
  min,
  max,
  tagName,
  type,
  title,
  validationMessage,
}: HTMLInputElement): string {
  if (validity.customError) return validationMessage;
  if (validity.valueMissing) return say(text, tagName === "SELECT" || type === "radio" ? "choose" : "valueMissing");
  if (validity.tooShort) return say(text, "tooShort", { count: minLength });
  if (validity.tooLong) return say(text, "tooLong", { count: maxLength });
  if (validity.rangeUnderflow) return say(text, "rangeUnderflow", { limit: min });
  if (validity.rangeOverflow) return say(text, "rangeOverflow", { limit: max });
  if (validity.badInput) return say(text, "badInput");
  return title || say(text, "typeMismatch");
}
