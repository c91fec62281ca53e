/* One operation as code in five languages, complete enough to be pasted: the address and the token are the only names to fill in. */

const json = (value) => JSON.stringify(value, null, 2);
const indent = (text, by) => text.replaceAll("\n", `\n${" ".repeat(by)}`);

export const LANGUAGES = [
  ["curl", "sh", curl],
  ["fetch", "js", fetchSample],
  ["Python", "python", python],
  ["Swift", "swift", swift],
  ["Kotlin", "kotlin", kotlin],
];

const bodyOf = ({ query, variables }) => json({ query, variables });

/** A subscription comes as server-sent events; other operations as one answer. */
const pathOf = ({ kind }) => (kind === "subscription" ? "/graphql/stream" : "/graphql");

function curl(example) {
  const stream = example.kind === "subscription";
  return `curl ${stream ? "-N " : ""}"$REDRESS${pathOf(example)}" \\
  -H "Authorization: Bearer $TOKEN" \\
  -H "Content-Type: application/json" \\${stream ? '\n  -H "Accept: text/event-stream" \\' : ""}
  --data-binary @- <<'JSON'
${bodyOf(example)}
JSON`;
}

function fetchSample(example) {
  const answer =
    example.kind === "subscription"
      ? `for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) console.log(chunk);`
      : `const { data, errors } = await response.json();
if (errors) throw new Error(errors[0].extensions.code);`;
  return `const response = await fetch(REDRESS + "${pathOf(example)}", {
  method: "POST",
  headers: {
    "Content-Type": "application/json",
    Accept: "${example.kind === "subscription" ? "text/event-stream" : "application/json"}",
    Authorization: \`Bearer \${TOKEN}\`,
  },
  body: JSON.stringify({
    query: ${JSON.stringify(example.query)},
    variables: ${indent(json(example.variables), 4)},
  }),
});
${answer}`;
}

function python(example) {
  const read =
    example.kind === "subscription"
      ? `    for line in answer:
        print(line.decode(), end="")`
      : `    print(json.load(answer))`;
  return `import json, urllib.request

body = json.loads(r'''
${bodyOf(example)}
''')
request = urllib.request.Request(
    REDRESS + "${pathOf(example)}",
    data=json.dumps(body).encode(),
    headers={
        "Content-Type": "application/json",
        "Accept": "${example.kind === "subscription" ? "text/event-stream" : "application/json"}",
        "Authorization": f"Bearer {TOKEN}",
    },
)
with urllib.request.urlopen(request) as answer:
${read}`;
}

function swift(example) {
  const read =
    example.kind === "subscription"
      ? `let (lines, _) = try await URLSession.shared.bytes(for: request)
for try await line in lines.lines { print(line) }`
      : `let (answer, _) = try await URLSession.shared.data(for: request)
print(String(decoding: answer, as: UTF8.self))`;
  return `import Foundation

var request = URLRequest(url: URL(string: redress + "${pathOf(example)}")!)
request.httpMethod = "POST"
request.setValue("application/json", forHTTPHeaderField: "Content-Type")
request.setValue("${example.kind === "subscription" ? "text/event-stream" : "application/json"}", forHTTPHeaderField: "Accept")
request.setValue("Bearer \\(token)", forHTTPHeaderField: "Authorization")
request.httpBody = Data(#"""
${bodyOf(example)}
"""#.utf8)
${read}`;
}

function kotlin(example) {
  const read =
    example.kind === "subscription"
      ? `client.send(request, HttpResponse.BodyHandlers.ofLines()).body().forEach(::println)`
      : `println(client.send(request, HttpResponse.BodyHandlers.ofString()).body())`;
  return `import java.net.URI
import java.net.http.*

val body = """
${bodyOf(example).replaceAll("$", "${'$'}")}
"""
val request = HttpRequest.newBuilder(URI("$redress${pathOf(example)}"))
    .header("Content-Type", "application/json")
    .header("Accept", "${example.kind === "subscription" ? "text/event-stream" : "application/json"}")
    .header("Authorization", "Bearer $token")
    .POST(HttpRequest.BodyPublishers.ofString(body))
    .build()
val client = HttpClient.newHttpClient()
${read}`;
}
