import { tryParseJSONC, useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { useEffect, useState } from "react";
import { request } from "./fetcher";
import { t } from "./text";

const mutation = `mutation SignIn($login: String!, $password: String!) {
  signIn(input: { login: $login, password: $password }) {
    accessToken
    account { displayName roles }
  }
}`;

const nobody = { login: "", password: "" };

/** The headers with this authorization in place of any other. */
function authorized(headers, accessToken) {
  const others = Object.entries(headers ?? {}).filter(([name]) => name.toLowerCase() !== "authorization");
  return { ...Object.fromEntries(others), Authorization: `Bearer ${accessToken}` };
}

export function SignIn() {
  const { headerEditor, fetchError } = useGraphiQL(({ headerEditor, fetchError }) => ({ headerEditor, fetchError }));
  const { introspect } = useGraphiQLActions();
  const [people, setPeople] = useState([]);
  const [who, setWho] = useState(nobody);
  const [outcome, setOutcome] = useState({});

  useEffect(() => {
    fetch(`${import.meta.env.BASE_URL}people.json`)
      .then((response) => (response.ok ? response.json() : []))
      .then((found) => {
        setPeople(found);
        setWho(found[0] ?? nobody);
      })
      .catch(() => {}); // no demo people here: anyone may sign in by login and password
  }, []);

  async function signIn(event) {
    event.preventDefault();
    setOutcome({});
    try {
      const { data, errors } = await request({
        query: mutation,
        variables: { login: who.login, password: who.password },
      });
      if (errors) throw new Error(errors[0].message);
      const headers = authorized(tryParseJSONC(headerEditor.getValue()), data.signIn.accessToken);
      headerEditor.setValue(JSON.stringify(headers, null, 2));
      const { displayName, roles } = data.signIn.account;
      setOutcome({ signedIn: t.signedIn(displayName, roles.join(", ")) });
    } catch (error) {
      setOutcome({ error: error.message });
    }
  }

  const field = (name, type, autoComplete) => (
    <input
      name={name}
      type={type}
      autoComplete={autoComplete}
      required
      placeholder={t[name]}
      aria-label={t[name]}
      value={who[name]}
      onChange={(event) => setWho({ ...who, [name]: event.target.value })}
    />
  );

  return (
    <form className="sign-in graphiql-container" aria-label={t.signIn} onSubmit={signIn}>
      {people.length > 0 && (
        <select
          aria-label={t.person}
          value={people.indexOf(who)}
          onChange={(event) => setWho(people[event.target.value] ?? nobody)}
        >
          {people.map(({ label }, at) => (
            <option key={at} value={at}>
              {label}
            </option>
          ))}
          <option value={-1}>{t.other}</option>
        </select>
      )}
      {!people.includes(who) && field("login", "text", "username")}
      {!people.includes(who) && field("password", "password", "current-password")}
      <button disabled={!headerEditor}>{t.signIn}</button>
      <a href="/developers/" target="_blank">
        {t.reference}
      </a>
      {outcome.error && <strong role="alert">{outcome.error}</strong>}
      {outcome.signedIn && <span role="status">{outcome.signedIn}</span>}
      {fetchError && (
        <strong role="alert" className="schema">
          {t.noSchema}
          {JSON.parse(fetchError).errors?.[0]?.message ?? fetchError}
          <button type="button" onClick={introspect}>
            {t.retry}
          </button>
        </strong>
      )}
    </form>
  );
}
