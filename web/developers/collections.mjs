/*
 * The examples as collections for tools that send requests: files for the REST Client of VS Code and for the HTTP Client of JetBrains
 * (which write GraphQL and keep tokens differently), and a collection for Bruno. Grouped as the reference is; the number before each name
 * says when the story comes to it.
 */

const ADDRESS = "http://localhost:4000";
const PASSWORD = "redress-demo-2026";

/** How many days from now the days are that examples leave open. */
const SOON = 2;

/** `another of finance` as the name of a variable. */
const variableOf = (part) => part.replace(/ (\w)/g, (_, letter) => letter.toUpperCase());

/** The first who may: `consumer or provider`, `provider, then consumer`. Null for visitors. */
function partOf(as = "anyone") {
  if (as === "anyone") return null;
  return as === "anyone signed in" ? "consumer" : as.split(/, | or /)[0];
}

/** What an answer shows is a variable, under the word that its ids begin with. */
const asVariables = (variables) =>
  JSON.stringify(variables, null, 2)
    // What an example itself writes so is no variable of these clients.
    .replaceAll("{{", "{\\u007b")
    .replace(/"([a-z]{3})_…"/g, '"{{$1}}"')
    .replace('"after": "…"', '"after": "{{cursor}}"')
    .replace(/"leaseToken": \d+/, '"leaseToken": {{leaseToken}}')
    .replace("YYYY-MM-DD", "{{soon}}");

/**
 * The requests, by room, and those that sign people in, in the order of the reference.
 * @returns {{ signIns: object[], rooms: { district: string, room: string, requests: object[] }[] }}
 */
export function requestsOf(reference, say, examples, cast) {
  const signIn = examples.find(({ name }) => name === "SignIn");
  const requests = examples.map(({ file, as, variables, ...example }) => ({
    ...example,
    as,
    number: file.split("-")[0],
    file,
    part: partOf(as),
    variables: asVariables(variables),
    room: reference.roomOf(example.fields[0]),
  }));
  const rooms = reference
    .districts(say)
    .flatMap(([district, found]) =>
      found.map(([room]) => ({
        district,
        room,
        requests: requests.filter((each) => each.room === room && each.name !== signIn.name),
      })),
    )
    .filter((each) => each.requests.length > 0);
  const signIns = Object.entries(cast).map(([part, login]) => ({
    part,
    query: signIn.query,
    variables: JSON.stringify({ login, password: "{{password}}" }, null, 2),
  }));
  return { signIns, rooms };
}

const streamBody = ({ query, variables }) =>
  `{\n  "query": ${JSON.stringify(query)},\n  "variables": ${variables.replaceAll("\n", "\n  ")}\n}`;
/** Where a query ends is the first empty line. */
const closed = (query) => query.replace(/\n\s*\n/g, "\n");
const authorised = (part) => (part === null ? [] : [`Authorization: Bearer {{${variableOf(part)}}}`]);
const comments = ({ title, as, notes }) => [title.zh, title.en, ...(as ? [`as: ${as}`] : []), ...notes];

/** Every id that the requests leave open. */
const kindsIn = (rooms) => [
  ...new Set(
    rooms.flatMap(({ requests }) =>
      requests.flatMap(({ variables }) => variables.match(/(?<="\{\{)[a-z]{3}(?=\}\})/g)),
    ),
  ),
];

/** One file for the REST Client of VS Code. It takes tokens out of answers itself; ids are pasted into its first lines. */
export function forVsCode({ signIns, rooms }) {
  const kinds = kindsIn(rooms).filter(Boolean).sort();
  const graphql = ({ query, variables }, headers) =>
    [
      "POST {{redress}}/graphql",
      ...headers,
      "Content-Type: application/json",
      "X-Request-Type: GraphQL",
      "",
      closed(query),
      "",
      variables,
    ].join("\n");
  return [
    `# Redress, for the REST Client of VS Code. Send a sign-in first: its token is then used wherever that person acts.
@redress = ${ADDRESS}
@password = ${PASSWORD}

# Ids: paste here what an answer has shown.
${[...kinds.map((kind) => `@${kind} = ${kind}_…`), "@cursor = …", "@leaseToken = 1"].join("\n")}
@soon = {{$datetime 'YYYY-MM-DD' ${SOON} d}}
`,
    ...signIns.map(({ part, ...request }) => {
      const name = `signIn${variableOf(`as ${part}`).slice(2)}`;
      return `### Sign in as ${part}
# @name ${name}
${graphql(request, [])}

###
@${variableOf(part)} = {{${name}.response.body.$.data.signIn.accessToken}}
`;
    }),
    ...rooms.flatMap(({ room, requests }) =>
      requests.map((request) => {
        const head = [
          `### ${room}: ${request.number} ${request.name}`,
          ...comments(request).map((line) => `# ${line}`),
        ];
        if (request.kind === "subscription")
          return `${[
            ...head,
            "# A live stream: this tool shows an answer when it has ended. Cancel it, or use curl.",
            ...streamLines(request),
          ].join("\n")}\n`;
        return `${head.join("\n")}\n${graphql(request, authorised(request.part))}\n`;
      }),
    ),
  ].join("\n");
}

const streamLines = (request) => [
  "POST {{redress}}/graphql/stream",
  ...authorised(request.part),
  "Content-Type: application/json",
  "Accept: text/event-stream",
  "",
  streamBody(request),
];

/** For the HTTP Client of JetBrains: a script takes token, ids and cursors out of every answer. */
export function forJetBrains({ signIns, rooms }) {
  const graphql = ({ query, variables }, headers) =>
    ["GRAPHQL {{redress}}/graphql", ...headers, "", closed(query), "", variables].join("\n");
  const requests = [
    `# Redress, for the HTTP Client of JetBrains. Send a sign-in first: its token is then used wherever that person acts.
# remember.js takes ids and cursors out of the answers.
@redress = ${ADDRESS}
@password = ${PASSWORD}
`,
    ...signIns.map(
      ({ part, ...request }) => `### Sign in as ${part}
${graphql(request, [])}

> {% client.global.set("${variableOf(part)}", response.body.data.signIn.accessToken); %}
`,
    ),
    ...rooms.flatMap(({ room, requests }) =>
      requests.map((request) => {
        const head = [
          `### ${room}: ${request.number} ${request.name}`,
          ...comments(request).map((line) => `# ${line}`),
        ];
        if (request.kind === "subscription") return `${[...head, ...streamLines(request)].join("\n")}\n`;
        return `${head.join("\n")}\n${graphql(request, authorised(request.part))}\n\n> remember.js\n`;
      }),
    ),
  ];
  return new Map([
    ["redress.http", requests.join("\n")],
    ["remember.js", remembering("JSON.stringify(response.body)", "client.global.set")],
  ]);
}

/** The last id of each kind, the last cursor and lease: what a reader would paste. */
const remembering = (answer, set) => `const answer = ${answer};
for (const [id, kind] of answer.matchAll(/\\b([a-z]{3})_[0-9a-z]{26}\\b/g)) ${set}(kind, id);
for (const [, cursor] of answer.matchAll(/"cursor":"([^"]+)"/g)) ${set}("cursor", cursor);
for (const [, token] of answer.matchAll(/"token":(\\d+)/g)) ${set}("leaseToken", token);
${set}("soon", new Date(Date.now() + ${SOON} * 86400000).toISOString().slice(0, 10));
`;

const indented = (text) => text.trimEnd().replace(/^(?=.)/gm, "  ");
const blocks = (parts) => `${parts.map(([name, text]) => `${name} {\n${indented(text)}\n}\n`).join("\n")}`;

/** A folder that Bruno opens as a collection, and runs in order. */
export function forBruno({ signIns, rooms }, say) {
  const files = new Map();
  const add = (path, parts) => files.set(path, blocks(parts));
  files.set("bruno.json", `${JSON.stringify({ version: "1", name: "Redress", type: "collection" }, null, 2)}\n`);
  add("environments/local.bru", [["vars", `redress: ${ADDRESS}\npassword: ${PASSWORD}`]]);
  add("collection.bru", [
    ["script:post-response", remembering("JSON.stringify(res.getBody())", "bru.setVar")],
    [
      "docs",
      "Choose the environment `local`. Send a sign-in first: its token is then used wherever that person acts. Ids and cursors are taken out of every answer.",
    ],
  ]);
  const folder = (path, name, seq) => add(`${path}/folder.bru`, [["meta", `name: ${name}\nseq: ${seq}`]]);
  folder("sign-in", "Sign in", 1);
  signIns.forEach(({ part, query, variables }, index) =>
    add(`sign-in/${part.replaceAll(" ", "-")}.bru`, [
      ["meta", `name: ${part}\ntype: graphql\nseq: ${index + 1}`],
      ["post", "url: {{redress}}/graphql\nbody: graphql\nauth: none"],
      ["body:graphql", query],
      ["body:graphql:vars", variables],
      ["vars:post-response", `${variableOf(part)}: res.body.data.signIn.accessToken`],
    ]),
  );
  const districts = [...new Set(rooms.map(({ district }) => district))];
  districts.forEach((district, index) => folder(district, say.districts[district], index + 2));
  rooms.forEach(({ district, room, requests }, index) => {
    if (room !== district) folder(room, room.slice(district.length + 1), index + 1);
    requests.forEach((request, place) => {
      const { file, number, name, kind, part, query, variables } = request;
      const stream = kind === "subscription";
      add(`${room}/${file}.bru`, [
        ["meta", `name: ${number} ${name}\ntype: ${stream ? "http" : "graphql"}\nseq: ${place + 1}`],
        [
          "post",
          `url: {{redress}}/graphql${stream ? "/stream" : ""}\nbody: ${stream ? "json" : "graphql"}\nauth: ${part === null ? "none" : "bearer"}`,
        ],
        ...(stream ? [["headers", "Accept: text/event-stream"]] : []),
        ...(part === null ? [] : [["auth:bearer", `token: {{${variableOf(part)}}}`]]),
        ...(stream
          ? [["body:json", streamBody(request)]]
          : [
              ["body:graphql", query],
              ["body:graphql:vars", variables],
            ]),
        ["docs", comments(request).join("\n\n")],
      ]);
    });
  });
  return files;
}
