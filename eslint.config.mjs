import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const unused = { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true };
const nodeGlobals = Object.fromEntries(
  [
    "process",
    "console",
    "performance",
    "URL",
    "fetch",
    "setTimeout",
    "clearTimeout",
    "require",
    "module",
    "__dirname",
  ].map((name) => [name, "readonly"]),
);
const browserGlobals = Object.fromEntries(
  [
    ...["window", "document", "location", "localStorage", "navigator"],
    ...["fetch", "WebSocket", "EventSource", "URL", "URLSearchParams"],
  ].map((name) => [name, "readonly"]),
);

export default tseslint.config(
  { ignores: ["**/dist/", "data/", "coverage/", "test-artefacts/", "**/*.generated.ts"] },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/no-unused-vars": ["error", unused],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      // Rooms declare their events by adding to an open interface.
      "@typescript-eslint/no-empty-object-type": ["error", { allowInterfaces: "always" }],
      // A method may be async because its interface is.
      "@typescript-eslint/require-await": "off",
      // `declare global { var … }` is the only way to type a global.
      "no-var": "off",
    },
  },
  {
    files: ["web/app/**/*.{ts,tsx}"],
    extends: [jsxA11y.flatConfigs.recommended, reactHooks.configs.flat["recommended-latest"]],
    rules: {
      // What scrolls must be reached by the keyboard.
      "jsx-a11y/no-noninteractive-tabindex": ["error", { tags: [], roles: ["tabpanel", "region"] }],
      // `<ul class>` without bullets is a list for screen readers only when it says so.
      "jsx-a11y/no-redundant-roles": ["error", { ul: ["list"], ol: ["list"] }],
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      // Answers from the wire are untyped, and a test that expects exact values has checked them.
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-unsafe-call": "off",
    },
  },
  { files: ["**/*.mjs", "**/*.cjs", "*.js", "web/*/vite.config.js"], languageOptions: { globals: nodeGlobals } },
  { files: ["**/*.cjs", "*.js"], languageOptions: { sourceType: "commonjs" } },
  {
    files: ["clients/typescript/*.mjs"],
    languageOptions: { globals: { ...nodeGlobals, Buffer: "readonly" } },
  },
  {
    files: ["web/**/*.{js,jsx}"],
    languageOptions: { globals: browserGlobals, parserOptions: { ecmaFeatures: { jsx: true } } },
    // Without a React plugin ESLint does not see that JSX uses a component.
    rules: { "no-unused-vars": ["error", { ...unused, varsIgnorePattern: "^[A-Z_]" }] },
  },
);
