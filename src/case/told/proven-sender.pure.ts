/** One finding of a relay, RFC 8601: what it checked, what came of it, and about which domain or address. */
interface Finding {
  method: string;
  result: string;
  properties: ReadonlyMap<string, string>;
}

const LONGEST = 16_384;
const WORD = /(?:[^\s;()"\\]|"(?:[^"\\]|\\.)*")+/y;
const METHOD = /^([a-z][a-z0-9-]*)(?:\/\d+)?=(.+)$/;
const PROPERTY = /^([a-z0-9-]+\.[a-z0-9._-]+)=(.*)$/;

/**
 * Whether the relay vouches for the domain of `From`: by DMARC, or where that domain says nothing of DMARC by a signature (DKIM) or an envelope (SPF) of the
 * very same domain. `header`: the value of the first `Authentication-Results` of the mail, which the last one who had it wrote; whatever is
 * below anybody may have written, the sender too.
 */
export function isSenderProven(header: string | undefined, authservId: string, domain: string): boolean {
  const findings = (header !== undefined && findingsIn(header, authservId)) || [];
  const of = (method: string): Finding[] => findings.filter((each) => each.method === method);
  const says = (method: string, about: (properties: Finding["properties"]) => string | undefined): boolean =>
    of(method).some(({ result, properties }) => result === "pass" && about(properties) === domain);
  const dmarc = of("dmarc").filter(({ result }) => result !== "none");
  if (dmarc.length > 0)
    return dmarc.every(({ result, properties }) => result === "pass" && properties.get("header.from") === domain);
  return (
    says("dkim", (found) => found.get("header.d") ?? domainOf(found.get("header.i"))) ||
    says("spf", (found) => domainOf(found.get("smtp.mailfrom")))
  );
}

/** Null when it is not that relay's, or not written as the standard says. */
function findingsIn(header: string, authservId: string): Finding[] | null {
  const [head, ...clauses] = clausesIn(header.toLowerCase()) ?? [];
  const [id = "", version = "1", ...more] = head ?? [];
  if (unquoted(id) !== authservId.toLowerCase() || version !== "1" || more.length > 0) return null;
  const findings: Finding[] = [];
  for (const [first, ...words] of clauses) {
    // Some end with a semicolon; "none" says that nothing was checked.
    if (first === undefined || first === "none") continue;
    const [, method, result] = METHOD.exec(first) ?? [];
    if (method === undefined || result === undefined) return null;
    const properties = new Map<string, string>();
    for (const word of words) {
      const [, name, value] = PROPERTY.exec(word) ?? [];
      // What is said twice is not believed; other words are reasons, or somebody's own.
      if (name !== undefined && value !== undefined) properties.set(name, properties.has(name) ? "" : unquoted(value));
    }
    findings.push({ method, result, properties });
  }
  return findings;
}

/** The words between semicolons, without comments; null when a quote or a comment does not end. */
function clausesIn(text: string): string[][] | null {
  if (text.length > LONGEST) return null;
  let words: string[] = [];
  const clauses = [words];
  for (let at = 0; at < text.length;) {
    const sign = text[at] ?? "";
    if (/\s/.test(sign)) at += 1;
    else if (sign === ";") {
      clauses.push((words = []));
      at += 1;
    } else if (sign === "(") {
      at = endOfComment(text, at);
      if (at < 0) return null;
    } else {
      WORD.lastIndex = at;
      const [word] = WORD.exec(text) ?? [];
      if (word === undefined) return null;
      words.push(word);
      at += word.length;
    }
  }
  return clauses;
}

/** Comments may hold comments; -1: it does not end. */
function endOfComment(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === "\\") at += 1;
    else if (sign === "(") depth += 1;
    else if (sign === ")" && (depth -= 1) === 0) return at + 1;
  }
  return -1;
}

const unquoted = (word: string): string =>
  /^"(?:[^"\\]|\\.)*"$/.test(word) ? word.slice(1, -1).replace(/\\(.)/g, "$1") : word;

/** Of a domain, or of an address. */
const domainOf = (text: string | undefined): string | undefined => text?.slice(text.lastIndexOf("@") + 1);
