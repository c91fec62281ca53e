import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "./style.css";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import { createRoot } from "react-dom/client";
import { fetcher } from "./fetcher";
import { SignIn } from "./sign-in";
import { storyPlugin } from "./story";
import { t } from "./text";

document.documentElement.lang = t.lang;

const plugins = [HISTORY_PLUGIN, storyPlugin];

createRoot(document.getElementById("root")).render(
  <GraphiQL fetcher={fetcher} plugins={plugins} visiblePlugin={storyPlugin} defaultEditorToolsVisibility>
    <GraphiQL.Logo>Redress</GraphiQL.Logo>
    <SignIn />
  </GraphiQL>,
);
