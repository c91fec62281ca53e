const zh = {
  lang: "zh-CN",
  person: "演示人物",
  other: "其他账号…",
  login: "账号",
  password: "密码",
  signIn: "登录",
  signedIn: (who) => `已登录：${who}，令牌已写入当前标签页的请求头。`,
  unreachable: "无法连接服务器。",
  noSchema: "无法读取接口定义：",
  closed: "订阅连接已断开：",
  retry: "重试",
  story: "故事",
  as: (who) => `由 ${who} 执行`,
  empty: "还没有示例。",
};

const en = {
  lang: "en",
  person: "Demo person",
  other: "Someone else…",
  login: "Login",
  password: "Password",
  signIn: "Sign in",
  signedIn: (who) => `Signed in as ${who}; the token is in this tab's headers.`,
  unreachable: "The server cannot be reached.",
  noSchema: "The schema cannot be read: ",
  closed: "The subscription was disconnected: ",
  retry: "Try again",
  story: "Story",
  as: (who) => `as ${who}`,
  empty: "There are no examples yet.",
};

export const t = navigator.language.startsWith("zh") ? zh : en;
