import { useEffect, useRef } from "react";
import { PlayIcon, useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { t } from "./text";

const files = import.meta.glob("../../schema/operations/*.graphql", { query: "?raw", eager: true, import: "default" });

/** A document may begin with a comment: its title, and the lines `variables: {…}` and `as: who`. */
function example(path) {
  const lines = files[path].split(/\r?\n/);
  const head = lines.slice(
    0,
    lines.findIndex((line) => !line.startsWith("#")),
  );
  const value = (key) =>
    head
      .find((line) => line.startsWith(`# ${key}:`))
      ?.slice(key.length + 3)
      .trim();
  return {
    path,
    title: head.find((line) => !/^# (variables|as):/.test(line))?.replace(/^#\s*/, "") ?? path.split("/").at(-1),
    as: value("as"),
    variables: value("variables"),
    query: lines.filter((line, at) => at >= head.length || !line.startsWith("# variables:")).join("\n"),
  };
}

const byNumber = new Intl.Collator("en", { numeric: true });
const examples = Object.keys(files).sort(byNumber.compare).map(example);

const inLines = (variables) => (variables ? JSON.stringify(JSON.parse(variables), null, 2) : "");

/** Where a newcomer begins: the story's first step. */
export const firstTab = { query: examples[0].query, variables: inLines(examples[0].variables) };

function Story() {
  const { addTab, stop } = useGraphiQLActions();
  const { queryEditor, variableEditor, headerEditor } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
    headerEditor: state.headerEditor,
  }));

  function open({ query, variables }) {
    const headers = headerEditor.getValue(); // whoever is signed in stays so
    stop();
    addTab();
    queryEditor.setValue(query);
    variableEditor.setValue(inLines(variables));
    headerEditor.setValue(headers);
  }

  // The pages for developers link to one of them.
  const asked = useRef(new URLSearchParams(location.search).get("example"));
  useEffect(() => {
    const found = examples.find(({ path }) => path.endsWith(`/${asked.current}.graphql`));
    if (!headerEditor || !found) return;
    asked.current = null;
    open(found);
  });

  return (
    <section className="story" aria-label={t.story}>
      <h2>{t.story}</h2>
      <ol>
        {examples.map((item) => (
          <li key={item.path}>
            <button type="button" disabled={!headerEditor} onClick={() => open(item)}>
              {item.title}
              {item.as && <small>{t.as(item.as)}</small>}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

export const storyPlugin = { title: t.story, icon: PlayIcon, content: Story };
