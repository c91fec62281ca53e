import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import type { Obstacle } from "../platform/refusal";

/** Written in the demo's pages for all to read; accounts of the demo alone have it. */
export const DEMO_PASSWORD = "redress-demo-2026";

/** What passwords here are made of, beyond what is common everywhere: "I love you", "520", the great shops, our own name. */
const LOCAL_WORDS = [
  ...["redress", "baohu", "tousu", "mima", "woaini", "woaiwo", "aini", "nihao", "zhongguo", "beijing", "shanghai"],
  ...["hangzhou", "guangzhou", "shenzhen", "taobao", "tianmao", "jingdong", "pinduoduo", "douyin", "kuaishou"],
  ...["xiaohongshu", "weixin", "wechat", "alipay", "zhifubao", "wangyi", "baidu", "laopo", "laogong", "baobao"],
  ...["wangwei", "zhangwei", "liwei", "1314", "520", "5201314", "521", "1314520", "7758521", "woaini1314", "woaini520"],
];

const estimator = new ZxcvbnFactory({
  dictionary: { ...dictionary, local: LOCAL_WORDS },
  graphs: adjacencyGraphs,
});

/** Guesses a guesser who knows the habits of people needs: 2 of 4 is within reach of one machine and a stolen table. */
const LEAST_SCORE = 3;
/** Of a longer one its beginning must do: estimating takes time, and the longer the more. */
const LONGEST_ESTIMATED = 48;
/** A name of three letters may be in a good password by chance. */
const LEAST_NAME_BYTES = 4;

export interface PasswordOwner {
  login: string;
  displayName: string;
}

const fold = (text: string): string => text.normalize("NFKC").toLowerCase();

/** Why somebody should not have this password: it is among the first that are guessed, or says whose it is. */
export function whyNotPassword(password: string, { login, displayName }: PasswordOwner): Obstacle | null {
  const folded = fold(password);
  if (folded.includes(fold(DEMO_PASSWORD))) return { code: "BAD_USER_INPUT", reason: "password.common" };
  const names = [login, displayName].map(fold);
  if (names.some((name) => Buffer.byteLength(name) >= LEAST_NAME_BYTES && folded.includes(name)))
    return { code: "BAD_USER_INPUT", reason: "password.hasName" };
  const beginning = [...password].slice(0, LONGEST_ESTIMATED).join("");
  const words = names.flatMap((name) => [name, ...name.split(/[^\p{L}\p{N}]+/u)]).filter(Boolean);
  const { score } = estimator.check(beginning, words.slice(0, 20));
  return score < LEAST_SCORE ? { code: "BAD_USER_INPUT", reason: "password.common" } : null;
}
