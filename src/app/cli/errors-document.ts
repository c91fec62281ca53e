import { cataloguedRefusals, STATUS_OF_REASON, type CataloguedRefusal } from "../../platform/refusal-catalogue";
import type { Reason } from "../../platform/refusal";
import { MESSAGES } from "../messages";
import "../districts";

/** The catalogue as docs/errors.md shows it. */
export const errorsDocument = (): string => [OPENING, ...cataloguedRefusals().map(section), CLOSING].join("\n\n");

function section({ code, says, status, closeCode, retry, carries, reasons }: CataloguedRefusal): string {
  const facts = [
    `HTTP ${status}`,
    ...(closeCode === null ? [] : [`websocket ${closeCode}`]),
    `retry: ${retry}`,
    ...(carries.length === 0 ? [] : [`carries ${carries.map((name) => `\`${name}\``).join(", ")}`]),
  ];
  return [`## ${code}`, says, facts.join("; "), reasons.map(line).join("\n")].join("\n\n");
}

function line(reason: Reason): string {
  const status = STATUS_OF_REASON[reason];
  return `- \`${reason}\`${status === undefined ? "" : ` (HTTP ${status})`}: ${textOf(reason)}`;
}

const texts: Readonly<Record<string, string>> = MESSAGES.en;

const textOf = (reason: Reason): string =>
  (texts[reason] ?? texts[`${reason}_other`] ?? "")
    .replace(/\{\{\w+, counted\([^}]*other: ([^)]*)\)\}\}/g, "… $1")
    .replace(/\{\{(\w+)[^}]*\}\}/g, "…");

const OPENING = `# Errors

Every way in which the API refuses. Printed by \`npm run errors\` from the tables of refusals (\`src/**/refusals.table.ts\`), the reasons
that the source gives, and the messages; tests compare them. Programs read the same with \`query { refusals { code reasons } }\`.

Errors have one form, in answers to GraphQL, to uploads and downloads, and from every other address:

\`\`\`json
{
  "errors": [
    {
      "message": "This may have at most 80 characters.",
      "extensions": {
        "code": "BAD_USER_INPUT",
        "reason": "text.tooLong",
        "requestId": "0b0e…",
        "field": "input.title",
        "problems": [
          {
            "field": "input.title",
            "code": "BAD_USER_INPUT",
            "reason": "text.tooLong",
            "message": "This may have at most 80 characters."
          },
          {
            "field": "input.breaches.0.amount",
            "code": "BAD_USER_INPUT",
            "reason": "amount.aboveOrder",
            "message": "The amount is higher than the price of the order (¥100.00)."
          }
        ]
      }
    }
  ]
}
\`\`\`

- \`code\`: what to do about it. Clients switch on it. More may be added; treat an unknown one by its HTTP status.
- \`reason\`: why exactly. It keeps its meaning; more may be added. The code itself stands for no more than the code says.
- \`message\`: the same for people, in the language of \`Accept-Language\` or of the account.
- \`field\` and \`problems\`: whenever values of the input caused it. \`problems\` names every field that is known to be wrong, at most 20;
  \`field\` is that of the first. What depends on what is stored is often looked at only when the rest is right. Values of the input are
  not repeated, except words of a text that is about to be published, so that its author finds them.
- \`requestId\`: quote it when you ask about an error; the response has it as \`X-Request-Id\` too.
- \`availableAt\`: from when the same is possible. \`retryAfter\`: seconds to wait, also the header \`Retry-After\`. \`existingId\`: the id of
  what is in the way. \`currentVersion\`: the version to read. \`challenge\`, \`factors\`: the second step of a sign-in. \`limit\`, \`most\`,
  \`cost\`: what of an operation is too much, how much is allowed, and what it costs.

An operation that was executed is answered with status 200 and its errors have a \`path\`. The statuses below are those of requests that are
refused as a whole. A websocket that ends has the code's name as the reason of its close; besides, the protocol \`graphql-transport-ws\`
itself closes with 4400, 4408, 4409 and 4429 and texts of its own. Errors of the document have graphql-js' messages, in English.

What \`retry\` means:

- NEVER: the same is refused again; something else has to be sent, or nothing.
- AFTER_SIGN_IN: after \`refreshSession\`, or a new sign-in.
- AFTER_READING: what it concerns is not as the client thought; read it again, then decide what to send.
- LATER: the same, after \`retryAfter\` seconds or from \`availableAt\` on; where there is neither, after a pause that grows if the status
  is 500 or more, and otherwise once what stands in the way is gone, not by itself. Mutations under the same \`clientMutationId\`.`;

const CLOSING = `## Without a code

A request that never reaches the application is refused by the HTTP server alone, with a status and no body: 400 for what is no HTTP, 408
for a body that does not arrive, 431 for headers that are too long, 503 for more connections than are allowed.`;
