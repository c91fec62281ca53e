import { defineText, say } from "../text/language";
import { Refusal, unreachable } from "./refusal";

const text = defineText("unfetched", {
  en: {
    unfetched: "This part of the page could not be fetched. If it never comes, load the page again.",
  },
  zh: { unfetched: "页面的这一部分未能下载。若重试无效，请重新加载页面。" },
});

/** A part of the pages' code could not be fetched, as browsers say it: there is no network, or a release has taken the file away. */
export const isUnfetched = (error: unknown): boolean =>
  error instanceof TypeError && /imported module|module script/i.test(error.message);

/** With a network, the file may be gone after a release: then only the page anew names the new one. */
export const unfetched = (): Refusal =>
  navigator.onLine ? new Refusal("UNFETCHED", say(text, "unfetched")) : unreachable();
