import { useEffect, useState, type FormEvent, type ReactNode } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { refusalFrom } from "../api/refusal";
import { session, store, type Keep, type StoredSession } from "../api/redress";
import { signInWithPasskey } from "../api/sign-in-with-passkey";
import { Button, ButtonLink } from "../design/button";
import { Checkbox, TextInput } from "../design/field";
import { Page } from "../design/page";
import { Notice } from "../design/notice";
import { Refused } from "../design/refused";
import { canUsePasskeys } from "./can-use-passkeys";
import { ownPage } from "./own-page";
import { isSomethingKept } from "./use-kept";
import { MAKING_READY, useEnter } from "./use-enter";
import { defineText, getLanguage, useLanguage, useText } from "../text/language";
import styles from "./shell.module.css";

const text = defineText("signIn", {
  en: {
    title: "Sign in",
    login: "Login",
    password: "Password",
    onlyThisTab: "Don't stay signed in on this device (for a shared computer)",
    passkey: "Sign in with a passkey",
    noAccount: "No account yet?",
    signUp: "Create one",
    forgotten: "Password forgotten?",
    at: "Continue with {{name}}",
    demo: "People of the demo",
    first: "Sign in, and the page that you asked for opens.",
    ended: "The session has ended. What was typed in this tab is kept: sign in again to go on with it.",
    goesOn: "You are signed in as soon as that is done.",
    demoHint: "One click signs you in, in this tab only: open another tab to sign in as someone else.",
  },
  zh: {
    title: "登录",
    login: "登录名",
    password: "密码",
    onlyThisTab: "不在此设备上保持登录（适用于共用电脑）",
    passkey: "用通行密钥登录",
    noAccount: "还没有账号？",
    signUp: "注册",
    forgotten: "忘记密码？",
    at: "使用{{name}}登录",
    demo: "演示人物",
    first: "请先登录，随后打开您要看的页面。",
    ended: "登录已结束。此标签页中填写的内容仍然保留，重新登录后可以继续。",
    goesOn: "完成后会自动为您登录。",
    demoHint: "点一下即可登录，只在此标签页有效；可另开标签页登录另一个人。",
  },
});

interface DemoPerson {
  login: string;
  password: string;
  displayName: string;
  says: { en: string; zh: string };
}

export { SignInPage as Component };

function SignInPage(): ReactNode {
  const say = useText(text);
  const language = useLanguage();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const people = useList<DemoPerson>("/playground/people.json");
  const [provider] = useList<{ name: string }>("/sign-in/oidc/provider");
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [onlyThisTab, setOnlyThisTab] = useState(false);
  const hasArrived = params.has("arrived");

  const keep: Keep = onlyThisTab ? "tab" : "device";
  const next = ownPage(params.get("next"));
  const { enter, busy, refusal, secondStep } = useEnter({ keep, next, startsBusy: hasArrived });
  useEffect(() => {
    // The next page begins as that person.
    if (hasArrived) void enter(takeSession, (to) => location.replace(to));
    // oxlint-disable-next-line react/exhaustive-deps -- once, when the page is opened
  }, []);
  // Whoever signs in in another tab meanwhile goes on here, too.
  useEffect(
    () => (busy ? undefined : session.onPerson(() => void (session.current && navigate(next, { replace: true })))),
    [busy, navigate, next],
  );

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void enter(() => session.signIn(login, password, keep));
  };

  if (secondStep) return <Page title={say("title")}>{secondStep}</Page>;

  return (
    <Page title={say("title")}>
      {isSomethingKept() ? (
        <Notice tone="warn">{say("ended")}</Notice>
      ) : (
        params.has("next") && <p className="muted">{say("first")}</p>
      )}
      <div className="beside">
        <form className="card stack" onSubmit={submit}>
          {provider && (
            <ButtonLink reloadDocument to={`/sign-in/oidc?${new URLSearchParams({ returnTo: next }).toString()}`}>
              {say("at", { name: provider.name })}
            </ButtonLink>
          )}
          <TextInput
            label={say("login")}
            name="login"
            autoComplete="username"
            required
            value={login}
            onChange={({ target }) => setLogin(target.value)}
          />
          <TextInput
            label={say("password")}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={({ target }) => setPassword(target.value)}
          />
          <Checkbox
            label={say("onlyThisTab")}
            checked={onlyThisTab}
            onChange={({ target }) => setOnlyThisTab(target.checked)}
          />
          <Refused refusal={refusal} />
          {busy && refusal?.reason === MAKING_READY && <p className="muted small">{say("goesOn")}</p>}
          <div className="row">
            <Button kind="primary" type="submit" busy={busy}>
              {say("title")}
            </Button>
            {canUsePasskeys && (
              <Button disabled={busy} onClick={() => void enter(() => signInWithPasskey(keep))}>
                {say("passkey")}
              </Button>
            )}
            <span>
              {say("noAccount")}{" "}
              {/* In the place of this form: who goes back from what comes next is not asked to sign in again. */}
              <Link replace to={{ pathname: "/sign-up", search: params.toString() }}>
                {say("signUp")}
              </Link>
            </span>
            <Link to={{ pathname: "/password-forgotten", search: params.toString() }}>{say("forgotten")}</Link>
          </div>
        </form>
        {people.length > 0 && (
          <section className={`card stack-tight ${styles.people}`} aria-labelledby="demo-people">
            <h2 id="demo-people">{say("demo")}</h2>
            <p className="muted small">{say("demoHint")}</p>
            {people.map((person) => (
              <Button
                key={person.login}
                disabled={busy}
                onClick={() => void enter(() => session.signIn(person.login, person.password, "tab"))}
              >
                {person.displayName} · {person.says[language === "en" ? "en" : "zh"]}
              </Button>
            ))}
          </section>
        )}
      </div>
    </Page>
  );
}

/** What one of the server's addresses lists; nothing where it cannot be reached: the form is enough. */
function useList<T>(address: string): T[] {
  const [list, setList] = useState<T[]>([]);
  useEffect(() => {
    let gone = false;
    fetch(address)
      .then((response) => (response.ok ? (response.json() as Promise<T[]>) : []))
      .then((found) => void (gone || setList(found)))
      .catch(() => undefined);
    return () => void (gone = true);
  }, [address]);
  return list;
}

let taken: Promise<void> | undefined;

/**
 * After the identity provider: the session that waits for this browser, or why there is none. It is there once, and this page is shown
 * anew when the person has changed.
 */
const takeSession = (): Promise<void> => (taken ??= fetchSession());

async function fetchSession(): Promise<void> {
  const response = await fetch("/sign-in/oidc/session", {
    method: "POST",
    headers: { "Accept-Language": getLanguage() },
  });
  if (!response.ok) throw await refusalFrom(response, getLanguage());
  const arrived = (await response.json()) as StoredSession;
  await session.signOut();
  await store.write({ ...arrived, isOutside: true }, "device");
}
