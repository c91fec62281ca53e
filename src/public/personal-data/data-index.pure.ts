import { markup, type Html } from "../dossier/page/html";

export interface Listed {
  path: string;
  called: { en: string; zhCN: string };
  count: number;
}

interface Told {
  account: { id: string; login: string; displayName: string };
  at: number;
  listed: readonly Listed[];
  files: readonly { path: string; name: string }[];
}

const LANGUAGES = [
  {
    tag: "zh-CN",
    title: "您的个人数据",
    whose: (name: string, login: string, at: string) =>
      `这是平台于 ${at} 持有的关于 ${name}（登录名 ${login}）的全部数据。`,
    how: "每个文件每行一条 JSON 记录；时间为 UTC 毫秒时间戳，金额以最小货币单位计。其他人的账号编号、密码和密钥不在其中。案件中对方和平台的陈述，可在案件页面申请卷宗获得。",
    what: "内容",
    rows: "条数",
    file: "文件",
    files: "您提交的证据文件",
    none: "没有。",
    of: ({ zhCN }: Listed["called"]) => zhCN,
  },
  {
    tag: "en",
    title: "Your personal data",
    whose: (name: string, login: string, at: string) =>
      `This is all that the platform held on ${name} (login ${login}) at ${at}.`,
    how: "Each file has one record of JSON a line; times are milliseconds since 1970 in UTC, amounts are in the smallest unit of their currency. The account ids of other people, passwords and keys are left out. What the other side and the platform said in a case is in its dossier, which you can ask for on the page of the case.",
    what: "What",
    rows: "Records",
    file: "File",
    files: "The evidence that you submitted",
    none: "None.",
    of: ({ en }: Listed["called"]) => en,
  },
] as const;

const STYLE =
  "body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:.3rem .6rem;border-bottom:1px solid #ccc}td.n{text-align:end}";

/** The page that says what is where, in both languages. */
export const dataIndex = (told: Told): string =>
  markup`<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>个人数据 · Personal data</title><style>${STYLE}</style></head>
<body>
${LANGUAGES.map((language) => part(language, told))}
</body>
</html>
`.toString();

function part(language: (typeof LANGUAGES)[number], { account, at, listed, files }: Told): Html {
  const { displayName, login } = account;
  return markup`<section lang="${language.tag}">
<h1>${language.title}</h1>
<p>${language.whose(displayName, login, new Date(at).toISOString())}</p>
<p>${language.how}</p>
<table><thead><tr><th>${language.what}</th><th>${language.rows}</th><th>${language.file}</th></tr></thead><tbody>
${listed.map(
  (each) =>
    markup`<tr><td>${language.of(each.called)}</td><td class="n">${each.count}</td><td><a href="${each.path}">${each.path}</a></td></tr>
`,
)}</tbody></table>
<h2>${language.files}</h2>
${files.length === 0 ? markup`<p>${language.none}</p>` : markup`<ul>${files.map(({ path, name }) => markup`<li><a href="${path}">${name}</a></li>`)}</ul>`}
</section>`;
}
