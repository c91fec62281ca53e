import type { ReactNode } from "react";
import { defineText, useText } from "../text/language";
import { Section } from "./section";
import { TellMe } from "./tell-me";

const text = defineText("tellMeSection", { en: { title: "Messages on this device" }, zh: { title: "此设备上的提醒" } });

export function TellMeSection(): ReactNode {
  const say = useText(text);
  return (
    <Section title={say("title")}>
      <TellMe />
    </Section>
  );
}
