import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "./style.css";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import { createRoot } from "react-dom/client";
import { Bill } from "./bill";
import { CopyAs } from "./copy-as";
import { fetcher } from "./fetcher";
import { SignIn } from "./sign-in";
import { firstTab, storyPlugin } from "./story";
import { t } from "./text";

document.documentElement.lang = t.lang;

/** Whoever has been here before finds the tabs they left. */
const isNew = localStorage.getItem("graphiql:tabState") === null;

const plugins = [HISTORY_PLUGIN, storyPlugin];

createRoot(document.getElementById("root")).render(
  <GraphiQL
    fetcher={fetcher}
    plugins={plugins}
    visiblePlugin={storyPlugin}
    defaultTabs={[firstTab]}
    initialVariables={isNew ? firstTab.variables : undefined}
    defaultEditorToolsVisibility
  >
    <GraphiQL.Logo>Redress</GraphiQL.Logo>
    <GraphiQL.Toolbar>
      {({ prettify, copy, merge }) => (
        <>
          {prettify}
          {merge}
          {copy}
          <CopyAs />
        </>
      )}
    </GraphiQL.Toolbar>
    <GraphiQL.Footer>
      <Bill />
    </GraphiQL.Footer>
    <SignIn />
  </GraphiQL>,
);
