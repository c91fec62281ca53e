import { inChinese } from "../developers/doers.mjs";

const zh = {
  lang: "zh-CN",
  person: "演示人物",
  other: "其他账号…",
  login: "账号",
  password: "密码",
  signIn: "登录",
  signedIn: (who, roles) => `已登录：${who}（${roles}），令牌已写入当前标签页的请求头。`,
  reference: "接口文档与指南",
  bill: ({ cost, left, budget }) =>
    `上一次请求消耗 ${cost} 点；当前额度剩余 ${left.toLocaleString("zh-CN")} / ${budget.toLocaleString("zh-CN")} 点。`,
  noBill: "执行后在此显示消耗的点数。",
  copyAs: "复制为代码…",
  copyAsA: (language) => `复制为 ${language}`,
  copied: (language) => `已复制为 ${language} 代码；请自行填入令牌 TOKEN。`,
  chooseOperation: "请先选择要复制的操作。",
  unreachable: "无法连接服务器。",
  noSchema: "无法读取接口定义：",
  closed: "订阅连接已断开：",
  retry: "重试",
  story: "故事",
  as: (who) => `由${inChinese(who)}执行`,
};

const en = {
  lang: "en",
  person: "Demo person",
  other: "Someone else…",
  login: "Login",
  password: "Password",
  signIn: "Sign in",
  signedIn: (who, roles) => `Signed in as ${who} (${roles}); the token is in this tab's headers.`,
  reference: "Reference and guides",
  bill: ({ cost, left, budget }) =>
    `The last request cost ${cost} points; ${left.toLocaleString("en")} of ${budget.toLocaleString("en")} are left for now.`,
  noBill: "What a request cost is shown here.",
  copyAs: "Copy as code…",
  copyAsA: (language) => `Copy as ${language}`,
  copied: (language) => `Copied as ${language}; fill in your TOKEN.`,
  chooseOperation: "Choose the operation to copy first.",
  unreachable: "The server cannot be reached.",
  noSchema: "The schema cannot be read: ",
  closed: "The subscription was disconnected: ",
  retry: "Try again",
  story: "Story",
  as: (who) => `as ${who}`,
};

export const t = navigator.language.startsWith("zh") ? zh : en;
