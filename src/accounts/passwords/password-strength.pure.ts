import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import type { Obstacle } from "../../platform/refusal";
import { DEMO_PASSWORD } from "./demo-password.table";

/** Words common in local passwords, in addition to those common everywhere: "I love you", "520", the great shops, our own name. */
const LOCAL_WORDS = [
  ...["redress", "baohu", "tousu", "mima", "woaini", "woaiwo", "aini", "nihao", "zhongguo", "beijing", "shanghai"],
  ...["hangzhou", "guangzhou", "shenzhen", "taobao", "tianmao", "jingdong", "pinduoduo", "douyin", "kuaishou"],
  ...["xiaohongshu", "weixin", "wechat", "alipay", "zhifubao", "wangyi", "baidu", "laopo", "laogong", "baobao"],
  ...["wangwei", "zhangwei", "liwei", "1314", "520", "5201314", "521", "1314520", "7758521", "woaini1314", "woaini520"],
];

/** Made when the first password is set: it ranks the whole dictionary. */
let made: ZxcvbnFactory | undefined;
const estimator = (): ZxcvbnFactory =>
  (made ??= new ZxcvbnFactory({ dictionary: { ...dictionary, local: LOCAL_WORDS }, graphs: adjacencyGraphs }));

/** zxcvbn's score, from 0 to 4: 2 is within reach of one machine with a stolen table. */
const LEAST_SCORE = 3;
/** Only the beginning of a longer one is estimated: the time grows with the length. */
const LONGEST_ESTIMATED = 48;
/** A name of three letters may occur in a good password by chance. */
const LEAST_NAME_BYTES = 4;

export interface PasswordOwner {
  login: string;
  displayName: string;
}

const fold = (text: string): string => text.normalize("NFKC").toLowerCase();

/** Why this password is not allowed: it is among the first that are guessed, or contains its owner's name. */
export function whyNotPassword(password: string, { login, displayName }: PasswordOwner): Obstacle | null {
  const folded = fold(password);
  if (folded.includes(fold(DEMO_PASSWORD))) return { code: "BAD_USER_INPUT", reason: "password.common" };
  const names = [login, displayName].map(fold);
  if (names.some((name) => Buffer.byteLength(name) >= LEAST_NAME_BYTES && folded.includes(name)))
    return { code: "BAD_USER_INPUT", reason: "password.hasName" };
  const beginning = [...password].slice(0, LONGEST_ESTIMATED).join("");
  const words = names.flatMap((name) => [name, ...name.split(/[^\p{L}\p{N}]+/u)]).filter(Boolean);
  const { score } = estimator().check(beginning, words.slice(0, 20));
  return score < LEAST_SCORE ? { code: "BAD_USER_INPUT", reason: "password.common" } : null;
}
