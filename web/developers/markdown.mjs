import { dirname, join, normalize } from "node:path";
import { Marked } from "marked";
import { escape } from "./html.mjs";

/** As a forge makes them of headings. */
export const anchorOf = (heading) =>
  heading
    .toLowerCase()
    .replace(/<[^>]+>|&\w+;/g, "")
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/ /g, "-");

/**
 * A document of the project as a page. `pathOf` says where a file that it links to is served; a link to one that is not is its text alone.
 */
export function renderMarkdown(text, path, pathOf) {
  const title = /^# (.+)$/m.exec(text)?.[1];
  if (!title) throw new Error(`${path} has no title`);
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, raw }) {
        return `<h${depth} id="${anchorOf(raw.replace(/^#+\s*/, "").trim())}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const inner = this.parser.parseInline(tokens);
        const target = servedAt(href, path, pathOf);
        return target === null ? inner : `<a href="${escape(target)}">${inner}</a>`;
      },
      code({ text: code, lang }) {
        return `<pre tabindex="0"><code class="language-${escape(lang ?? "text")}">${escape(code)}</code></pre>\n`;
      },
    },
  });
  return { title, html: marked.parse(text.replace(/^# .+$/m, "")), plain: text };
}

function servedAt(href, path, pathOf) {
  if (/^(https?|mailto):/.test(href) || href.startsWith("#") || href.startsWith("/")) return href;
  const [file = "", anchor] = href.split("#");
  const served = pathOf(normalize(join(dirname(path), file)));
  return served === undefined ? null : anchor === undefined ? served : `${served}#${anchor}`;
}
