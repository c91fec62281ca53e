import { useState, type FormEvent, type ReactNode } from "react";
import type { Locale } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Select, TextInput } from "../design/field";
import { Refused } from "../design/refused";
import { useOptions } from "../text/labels";
import { defineText, setLanguage, useText } from "../text/language";
import { UpdateAccountDocument, type MyAccountFragment } from "./account.generated";
import { Section } from "./section";

const text = defineText("profile", {
  en: {
    title: "Profile",
    about: "How others see you, and how these pages and messages speak to you.",
    displayName: "Name",
    displayNameHint: "Shown to the other side of a case and to the platform.",
    locale: "Language",
    localeHint: "Of these pages, and of what the platform writes to you.",
    timeZone: "Time zone",
    timeZoneHint: "Times in messages are told by this clock.",
    save: "Save",
    saved: "Saved.",
  },
  zh: {
    title: "个人资料",
    about: "他人看到的名字，以及页面和消息使用的语言与时区。",
    displayName: "名字",
    displayNameHint: "案件的对方和平台看到的名字。",
    locale: "语言",
    localeHint: "页面以及平台发给您的消息所用的语言。",
    timeZone: "时区",
    timeZoneHint: "消息中的时间按此时区显示。",
    save: "保存",
    saved: "已保存。",
  },
});

const TIME_ZONES = Intl.supportedValuesOf("timeZone");

export function ProfileSection({ account }: { account: MyAccountFragment }): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
  const [displayName, setDisplayName] = useState(account.displayName);
  const [locale, setLocale] = useState<Locale>(account.locale ?? "EN");
  const [timeZone, setTimeZone] = useState(account.timeZone ?? TIME_ZONES[0] ?? "");
  const [saved, setSaved] = useState(false);
  const { act, busy, refusal } = useAct(UpdateAccountDocument);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setSaved(false);
    const done = await act({ displayName, locale, timeZone });
    if (!done) return;
    setSaved(true);
    setLanguage(locale === "EN" ? "en" : "zh-CN");
  }

  return (
    <Section title={say("title")} about={say("about")}>
      <form className="stack" onSubmit={(event) => void save(event)}>
        <TextInput
          label={say("displayName")}
          hint={say("displayNameHint")}
          autoComplete="name"
          required
          value={displayName}
          error={refusal?.at("displayName")}
          onChange={({ target }) => setDisplayName(target.value)}
        />
        <div className="thirds">
          <Select
            label={say("locale")}
            hint={say("localeHint")}
            options={optionsOf("Locale")}
            value={locale}
            onChange={({ target }) => setLocale(target.value as Locale)}
          />
          <Select
            label={say("timeZone")}
            hint={say("timeZoneHint")}
            options={[...new Set([timeZone, ...TIME_ZONES])].map((value) => ({ value, label: value }))}
            value={timeZone}
            onChange={({ target }) => setTimeZone(target.value)}
          />
        </div>
        <Refused refusal={refusal?.at("displayName") ? null : refusal} />
        <div className="row">
          <Button kind="primary" type="submit" busy={busy}>
            {say("save")}
          </Button>
          <span role="status">{saved && say("saved")}</span>
        </div>
      </form>
    </Section>
  );
}
