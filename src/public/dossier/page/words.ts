import type { Locale } from "../../../platform/identity/actor";

/** A word or phrase in both languages. */
export type Words = readonly [zh: string, en: string];

export const inWords = (locale: Locale, [zh, en]: Words): string => (locale === "zh-CN" ? zh : en);
