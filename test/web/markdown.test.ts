import { beforeACase } from "../../src/prevention/guides/default-guides/before-a-case";
import { duringACase } from "../../src/prevention/guides/default-guides/during-a-case";
import { readMarkdown, type Inline } from "../../web/app/src/design/markdown-blocks";

const paragraph = (text: string): Inline[] => {
  const [block] = readMarkdown(text);
  if (block?.kind !== "paragraph") throw new Error(`no paragraph: ${JSON.stringify(block)}`);
  return block.text;
};

test("headings, lists, quotes and code are read as blocks", () => {
  expect(
    readMarkdown(
      "## 标题\n\n- 一\n- 二\n  续\n\n3. three\n4. four\n\n> said\n> so\n\n```\n<b>*x*</b>\n```\n\n---\nend",
    ),
  ).toEqual([
    { kind: "heading", level: 2, text: [{ kind: "text", text: "标题" }] },
    {
      kind: "list",
      ordered: false,
      start: 1,
      items: [[{ kind: "text", text: "一" }], [{ kind: "text", text: "二\n续" }]],
    },
    {
      kind: "list",
      ordered: true,
      start: 3,
      items: [[{ kind: "text", text: "three" }], [{ kind: "text", text: "four" }]],
    },
    { kind: "quote", text: [{ kind: "text", text: "said\nso" }] },
    { kind: "code", text: "<b>*x*</b>" },
    { kind: "rule" },
    { kind: "paragraph", text: [{ kind: "text", text: "end" }] },
  ]);
});

test("emphasis, code and links are read within Chinese, without spaces", () => {
  expect(paragraph("请**完整**保留，见`a*b`与[指南](/guides/keep-evidence)。")).toEqual([
    { kind: "text", text: "请" },
    { kind: "strong", parts: [{ kind: "text", text: "完整" }] },
    { kind: "text", text: "保留，见" },
    { kind: "code", text: "a*b" },
    { kind: "text", text: "与" },
    { kind: "link", to: "/guides/keep-evidence", parts: [{ kind: "text", text: "指南" }] },
    { kind: "text", text: "。" },
  ]);
});

test.each(["javascript:alert(1)", "data:text/html,x", "//elsewhere.example", "mailto:a@b.c"])(
  "a link to %s stays text",
  (to) => expect(paragraph(`[x](${to})`).every(({ kind }) => kind === "text")).toBe(true),
);

test.each(
  [...beforeACase, ...duringACase].flatMap(({ code, body }) => [[code, body.zhCN] as const, [code, body.en] as const]),
)("nothing of the guide %s is left unread", (_code, body) =>
  expect(JSON.stringify(readMarkdown(body))).not.toMatch(/\*\*|"\s*(?:[-#]|\d+\.) /),
);

test.each(["*", "**", "`", "[](", "1.", "a ** b", "[a](b c)"])("%s, which is no Markdown, is kept as it is", (text) => {
  expect(paragraph(text)).toEqual([{ kind: "text", text }]);
});

test("hostile runs are read in time that grows with their length only", () => {
  for (const run of ["[", "[a", "`", "*a ", "**a", "***", "[a](", "[[a](b"]) {
    expect(readMarkdown(run.repeat(200_000)).length).toBeGreaterThan(0);
  }
  for (const line of [`# ${" ".repeat(100_000)}x`, `# x${" ".repeat(100_000)}y`, `# x${"#".repeat(100_000)}y`]) {
    expect(readMarkdown(line)).toHaveLength(1);
  }
  expect(readMarkdown("## Title ##")).toEqual([{ kind: "heading", level: 2, text: [{ kind: "text", text: "Title" }] }]);
});
