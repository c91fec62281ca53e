export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

const TOKEN = /<\/([\w:]+)>|<([\w:]+)((?: [\w:]+="[^"<]*")*)(\/?)>|([^<]+)/y;
const REFERENCES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Strict, and only what feeds need of XML: throws at the first thing that is not well-formed. */
export function parseXml(source: string): XmlElement {
  const declaration = '<?xml version="1.0" encoding="utf-8"?>\n';
  if (!source.startsWith(declaration)) throw new Error("no XML declaration");
  const root: XmlElement = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  for (TOKEN.lastIndex = declaration.length; TOKEN.lastIndex < source.length;) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) throw new Error(`not well-formed at ${source.slice(at, at + 40)}`);
    const [, closing, opening, attributes = "", empty, text] = match;
    const parent = open.at(-1) ?? root;
    if (text !== undefined) parent.text += unescaped(text);
    else if (closing !== undefined) {
      if (open.pop()?.name !== closing) throw new Error(`</${closing}> closes another element`);
    } else {
      const element = { name: opening ?? "", attributes: read(attributes), children: [], text: "" };
      parent.children.push(element);
      if (!empty) open.push(element);
    }
  }
  const [only, ...more] = root.children;
  if (!only || more.length > 0 || open.length !== 1 || root.text.trim() !== "") throw new Error("not one document");
  return only;
}

const read = (attributes: string): Record<string, string> =>
  Object.fromEntries(
    [...attributes.matchAll(/ ([\w:]+)="([^"]*)"/g)].map(([, name, value]) => [name, unescaped(value ?? "")]),
  );

function unescaped(text: string): string {
  // oxlint-disable-next-line no-control-regex -- the characters that XML cannot hold
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) throw new Error("a character XML cannot hold");
  return text.replace(/&(\w*);?/g, (_, name: string) => {
    const character = REFERENCES[name];
    if (character === undefined) throw new Error(`no reference &${name};`);
    return character;
  });
}
