const TITLES = ["先生", "女士", "小姐", "老师", "师傅", "老板", "经理"];
/** What may as well be part of a word, and how somebody is called who is not to be known. */
const VAGUE = ["总", "某", "某某"];
/** Surnames of two characters; all others have one. */
const TWO = /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯)/u;

/** The ways in which a text may name a person: in full, by one of the names, or by the surname and whatever follows it. */
export const callsOf = (name: string): string[] => callsWith(name, [...TITLES, ...VAGUE]);

/** Those that leave no doubt: an author who does not write them is not asked to change a word. */
export const clearCallsOf = (name: string): string[] => callsWith(name, TITLES);

/** Somebody may sign in with a number, or nearly so: no text could do without it. */
export const callsOfLogin = (login: string): string[] => ((login.match(/\p{L}/gu) ?? []).length < 2 ? [] : [login]);

function callsWith(name: string, titles: readonly string[]): string[] {
  const whole = name.trim();
  if (/^\p{Script=Han}{2,4}$/u.test(whole)) {
    const surname = TWO.exec(whole)?.[0] ?? [...whole][0] ?? "";
    return [whole, ...titles.map((title) => `${surname}${title}`)];
  }
  const parts = whole.split(/\s+/).map((part) => part.replace(/^\P{L}+|\P{L}+$/gu, ""));
  return [whole, ...parts.filter((part) => [...part].length >= 2)];
}
