import { useState, type ReactNode } from "react";
import type { ProofInput } from "../api/schema.generated";
import type { Refusal } from "../api/refusal";
import { Checkbox, TextInput } from "../design/field";
import { defineText, useText } from "../text/language";

const text = defineText("proofFields", {
  en: {
    password: "Your password, again",
    code: "Code of your app, or a recovery code",
    byCode: "Give a code instead of the password",
  },
  zh: { password: "请再次输入密码", code: "身份验证器的验证码或恢复码", byCode: "用验证码代替密码" },
});

/** Proves that the person is still the one who signed in. */
export function useProof(): { proof: ProofInput; fields: (refusal: Refusal | null) => ReactNode } {
  const say = useText(text);
  const [value, setValue] = useState("");
  const [byCode, setByCode] = useState(false);
  return {
    proof: byCode ? { code: value } : { password: value },
    fields: (refusal) => (
      <>
        <TextInput
          label={say(byCode ? "code" : "password")}
          type={byCode ? "text" : "password"}
          autoComplete={byCode ? "one-time-code" : "current-password"}
          required
          value={value}
          error={refusal?.at("proof")}
          onChange={({ target }) => setValue(target.value)}
        />
        <Checkbox
          label={say("byCode")}
          checked={byCode}
          onChange={({ target }) => {
            setByCode(target.checked);
            setValue("");
          }}
        />
      </>
    ),
  };
}
