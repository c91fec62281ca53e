import type { Locator } from "playwright-core";
import { SITUATIONS, type Situation } from "../case/complaints/situations";
import { ENUM_LABELS } from "../../web/app/src/text/enums";

export type CaseAction = keyof typeof ENUM_LABELS.ComplaintAction;
export type DeskAction = keyof typeof ENUM_LABELS.DeskAction;

/** What is typed, chosen or ticked, by the words that ask for it. */
export type Answers = Record<string, string>;

/** One way through the form of an action. */
export interface Walk<Action> {
  action: Action;
  situation: Situation;
  /** Login. */
  who: string;
  answers?: Answers;
  /** The lead's list in which the case is found; otherwise one is on its page. */
  tab?: string;
  /** What then stands on the page, by the heading of its part. */
  shows?: Record<string, string | RegExp>;
  /** What the API then tells of the case. */
  tells: { of: string; as: object };
}

/** By what happens. */
export type Walks<Action> = Record<string, Walk<Action>>;

export function when(name: string): Situation {
  const situation = SITUATIONS[name];
  if (!situation) throw new Error(`nobody knows the situation ${name}`);
  return situation;
}

export const and =
  (situation: Situation, further: (theCase: Awaited<ReturnType<Situation>>) => Promise<unknown>): Situation =>
  async (world) => {
    const theCase = await situation(world);
    await further(theCase);
    return theCase;
  };

/** As people read it; the windows of these tests are Chinese. */
export const labelOf = (name: keyof typeof ENUM_LABELS, value: string): string =>
  (ENUM_LABELS[name] as Record<string, readonly [en: string, zh: string]>)[value]?.[1] ?? value;

const isChoice = (field: Locator): Promise<boolean> => field.evaluate((element) => element.tagName === "SELECT");
const isTick = (field: Locator): Promise<boolean> =>
  field.evaluate((element: HTMLInputElement) => ["radio", "checkbox"].includes(element.type));

/** What is asked for in these words. Of what is ticked they are the name; beside it stand signs that are not read out. */
const fieldOf = (form: Locator, words: string): Locator =>
  form.getByLabel(words, { exact: true }).or(form.getByRole("radio", { name: words, exact: true }));

export async function fillIn(form: Locator, answers: Answers = {}): Promise<void> {
  for (const [words, answer] of Object.entries(answers)) {
    const field = fieldOf(form, words);
    if (await isChoice(field)) await field.selectOption({ label: answer });
    else if (await isTick(field)) await field.check();
    else await field.fill(answer);
    // Who is found is chosen from the list below.
    if ((await field.getAttribute("role")) === "combobox") await form.getByRole("option", { name: answer }).click();
  }
}

/** What now stands in the form where this was answered. */
export async function written(form: Locator, answers: Answers): Promise<Answers> {
  const values = Object.keys(answers).map(async (words) => {
    const field = fieldOf(form, words);
    const value = (await isChoice(field)) ? field.locator("option:checked").innerText() : field.inputValue();
    return [words, await value] as const;
  });
  return Object.fromEntries(await Promise.all(values));
}

/** What was written is kept in the case's history. */
export const kept = (type: string, words: string): { timeline: unknown } => ({
  timeline: expect.arrayContaining([expect.objectContaining({ type, canonicalData: expect.stringContaining(words) })]),
});
export const HISTORY = "timeline(first: 100) { nodes { type canonicalData } }";

/** As an input for local times takes it; the browser lives in the same time zone as the test. */
export const local = (at: Date): string =>
  new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
