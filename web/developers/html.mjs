const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escape = (text) => String(text).replace(/[&<>"]/g, (character) => ESCAPES[character]);

/** `code` between backticks, paragraphs between empty lines; nothing else of Markdown is in descriptions. */
export const described = (text) =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${inline(paragraph)}</p>`)
    .join("");

export const inline = (text) => escape(text).replace(/`([^`]+)`/g, "<code>$1</code>");

export const link = (href, text) => `<a href="${href}">${escape(text)}</a>`;

export const block = (code, language) =>
  `<pre tabindex="0"><code class="language-${language}">${escape(code)}</code></pre>`;

/** The whole page. `base`: its address without the language, for the other one. */
export function page({ say, base, title, main, side = "" }) {
  const here = `/developers/${say.lang}`;
  const [otherLanguage, otherName] = say.other;
  const places = [
    [`${here}/guides/first-steps`, say.guides],
    [`${here}/reference`, say.reference],
    [`${here}/errors`, say.errors],
    [`${here}/events`, say.events],
    [`${here}/releases`, say.releases],
    [`${here}/changes`, say.changelog],
    ["/playground/", say.playground],
    ["/developers/schema.graphql", say.schema],
  ];
  return `<!doctype html>
<html lang="${say.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)} · ${escape(say.title)}</title>
<link rel="icon" href="/developers/mark.svg">
<link rel="stylesheet" href="/developers/style.css">
<script type="module" src="/developers/page.js"></script>
</head>
<body>
<a class="skip" href="#main">${escape(title)}</a>
<header>
<a class="brand" href="${here}/"><img src="/developers/mark.svg" alt="" width="26" height="26">${escape(say.title)}</a>
<nav aria-label="${escape(say.title)}">${places.map(([href, name]) => link(href, name)).join("")}</nav>
<form role="search"><input type="search" name="q" aria-label="${escape(say.search)}" autocomplete="off" placeholder="${escape(say.searchHint)}" data-nothing="${escape(say.nothing)}"><ol class="found" hidden></ol></form>
<a lang="${otherLanguage}" hreflang="${otherLanguage}" href="/developers/${otherLanguage}${base}">${otherName}</a>
</header>
<div class="columns">
<nav class="side" aria-label="${escape(say.reference)}">${side}</nav>
<main id="main" data-copy="${escape(say.copy)}" data-copied="${escape(say.copied)}">
<h1>${escape(title)}</h1>
${main}
</main>
</div>
</body>
</html>
`;
}
