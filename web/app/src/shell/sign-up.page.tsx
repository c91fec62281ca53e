import { useState, type FormEvent, type ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { TextInput } from "../design/field";
import { Page } from "../design/page";
import { Refused } from "../design/refused";
import { defineText, useLanguage, useText } from "../text/language";
import { ownPage } from "./own-page";
import { useFirstEntry } from "./use-first-entry";
import { useKept } from "./use-kept";
import { RegisterAccountDocument } from "./sign-up.generated";

const text = defineText("signUp", {
  en: {
    title: "Create an account",
    displayName: "Name",
    displayNameHint: "Shown to the other side of a case and to the platform.",
    login: "Login",
    loginHint: "Letters, digits and . _ @ + -, without spaces. You sign in with it.",
    password: "Password",
    passwordHint: "At least 10 characters; several words that do not belong together are good.",
    done: "Your account is there.",
    hasAccount: "Already have an account?",
    signIn: "Sign in",
  },
  zh: {
    title: "注册账号",
    displayName: "名字",
    displayNameHint: "案件的对方和平台看到的名字。",
    login: "登录名",
    loginHint: "用于登录；可用文字、数字和 . _ @ + -，不含空格。",
    password: "密码",
    passwordHint: "至少 10 个字符；几个不相关的词语连在一起就很好。",
    done: "账号已创建。",
    hasAccount: "已有账号？",
    signIn: "登录",
  },
});

export { SignUpPage as Component };

function SignUpPage(): ReactNode {
  const say = useText(text);
  const language = useLanguage();
  const [params] = useSearchParams();
  const { begin, rest } = useFirstEntry(say("done"), ownPage(params.get("next")));
  const { act, busy, refusal } = useAct(RegisterAccountDocument);
  // Never the password.
  const { value: typed, change, forget } = useKept("sign-up", "", { displayName: "", login: "" });
  const { displayName, login } = typed;
  const [password, setPassword] = useState("");

  async function register(event: FormEvent): Promise<void> {
    event.preventDefault();
    const done = await act({ displayName, login, password, locale: language === "en" ? "EN" : "ZH_CN" });
    if (!done) return;
    forget();
    await begin({ login, password });
  }

  if (rest) return <Page title={say("title")}>{rest}</Page>;
  const fields = ["displayName", "login", "password"] as const;
  const unplaced = refusal && !fields.some((field) => refusal.at(field)) ? refusal : null;
  return (
    <Page title={say("title")}>
      <form className="card stack narrow" onSubmit={(event) => void register(event)}>
        <TextInput
          label={say("displayName")}
          hint={say("displayNameHint")}
          autoComplete="name"
          required
          value={displayName}
          error={refusal?.at("displayName")}
          onChange={({ target }) => change({ ...typed, displayName: target.value })}
        />
        <TextInput
          label={say("login")}
          hint={say("loginHint")}
          autoComplete="username"
          required
          value={login}
          error={refusal?.at("login")}
          onChange={({ target }) => change({ ...typed, login: target.value })}
        />
        <TextInput
          label={say("password")}
          hint={say("passwordHint")}
          type="password"
          autoComplete="new-password"
          required
          value={password}
          error={refusal?.at("password")}
          onChange={({ target }) => setPassword(target.value)}
        />
        <Refused refusal={unplaced} />
        <div className="row">
          <Button kind="primary" type="submit" busy={busy}>
            {say("title")}
          </Button>
          <span>
            {say("hasAccount")}{" "}
            <Link replace to={{ pathname: "/sign-in", search: params.toString() }}>
              {say("signIn")}
            </Link>
          </span>
        </div>
      </form>
    </Page>
  );
}
