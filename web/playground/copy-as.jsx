import { ToolbarMenu, UnStyledButton, useGraphiQL } from "@graphiql/react";
import { getOperationAST, parse } from "graphql";
import { useState } from "react";
import { LANGUAGES } from "../developers/samples.mjs";
import { t } from "./text";

/** The names that a sample leaves to be filled in; the token stays out of the clipboard. */
const ADDRESS = {
  curl: (address) => `REDRESS=${address}`,
  fetch: (address) => `const REDRESS = "${address}";`,
  Python: (address) => `REDRESS = "${address}"`,
  Swift: (address) => `let redress = "${address}"`,
  Kotlin: (address) => `val redress = "${address}"`,
};

/** What is in the editors as code, as the pages for developers show it. */
export function CopyAs() {
  const editors = useGraphiQL(({ queryEditor, variableEditor, operationName }) => ({
    queryEditor,
    variableEditor,
    operationName,
  }));
  const [told, setTold] = useState("");

  async function copy(language, write) {
    try {
      const query = editors.queryEditor.getValue();
      const kind = getOperationAST(parse(query), editors.operationName)?.operation;
      if (!kind) throw new Error(t.chooseOperation);
      const variables = JSON.parse(editors.variableEditor.getValue() || "{}");
      await navigator.clipboard.writeText(
        `${ADDRESS[language](location.origin)}\n\n${write({ query, variables, kind })}\n`,
      );
      setTold(t.copied(language));
    } catch (error) {
      setTold(error.message);
    }
  }

  return (
    <>
      <ToolbarMenu
        button={
          <UnStyledButton type="button" className="graphiql-toolbar-button" aria-label={t.copyAs} title={t.copyAs}>
            {"</>"}
          </UnStyledButton>
        }
      >
        {LANGUAGES.map(([language, , write]) => (
          <ToolbarMenu.Item key={language} onSelect={() => void copy(language, write)}>
            {t.copyAsA(language)}
          </ToolbarMenu.Item>
        ))}
      </ToolbarMenu>
      <span role="status" className="visually-hidden">
        {told}
      </span>
    </>
  );
}
