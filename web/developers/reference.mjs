import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isRequiredInputField,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
} from "graphql";
import { block, described, escape, inline, link } from "./html.mjs";
import { LANGUAGES } from "./samples.mjs";

const kindOf = (type) =>
  isObjectType(type)
    ? "type"
    : isInputObjectType(type)
      ? "input"
      : isEnumType(type)
        ? "enum"
        : isInterfaceType(type)
          ? "interface"
          : isUnionType(type)
            ? "union"
            : "scalar";

/** Everything that the pages of the reference are made from. */
export class Reference {
  constructor({ schema, rooms, examples, costOf, roles }) {
    this.schema = schema;
    this.rooms = rooms;
    this.examples = examples;
    this.costOf = costOf;
    this.roles = roles;
    const roots = [
      ["queries", schema.getQueryType()],
      ["mutations", schema.getMutationType()],
      ["subscriptions", schema.getSubscriptionType()],
    ];
    this.rootNames = new Set(roots.map(([, type]) => type.name));
    this.operations = roots.flatMap(([kind, type]) =>
      Object.values(type.getFields()).map((field) => ({ kind, field, room: this.roomOf(field.name) })),
    );
    this.types = Object.values(schema.getTypeMap())
      .filter((type) => !isIntrospectionType(type) && !this.rootNames.has(type.name) && !isSpecifiedScalarType(type))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    this.codes = new Set(
      schema
        .getType("RefusalCode")
        .getValues()
        .map(({ name }) => name),
    );
    this.uses = this.findUses();
  }

  roomOf(operation) {
    const room = this.rooms.get(operation);
    if (room === undefined) throw new Error(`no source declares ${operation}`);
    return room;
  }

  /** `case/negotiation` under `case`, in the order of the districts. */
  districts(say) {
    const order = Object.keys(say.districts);
    const found = new Map(order.map((district) => [district, new Map()]));
    for (const operation of this.operations) {
      const [district] = operation.room.split("/");
      const rooms = found.get(district);
      if (!rooms) throw new Error(`${operation.room} is in no district with a title`);
      rooms.set(operation.room, [...(rooms.get(operation.room) ?? []), operation]);
    }
    return [...found].map(([district, rooms]) => [district, [...rooms].sort(([a], [b]) => (a < b ? -1 : 1))]);
  }

  findUses() {
    const uses = new Map();
    const note = (type, place) => {
      const name = getNamedType(type).name;
      uses.set(name, [...(uses.get(name) ?? []), place]);
    };
    for (const { field } of this.operations) {
      note(field.type, { operation: field.name });
      for (const { type } of field.args) note(type, { operation: field.name });
    }
    for (const type of this.types) {
      if (isEnumType(type) || isScalarType(type) || isUnionType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        note(field.type, { type: type.name });
        for (const argument of field.args ?? []) note(argument.type, { type: type.name });
      }
    }
    return uses;
  }

  typeLink(say, type) {
    const text = String(type);
    const { name } = getNamedType(type);
    if (isSpecifiedScalarType(getNamedType(type))) return `<code>${escape(text)}</code>`;
    const [before = "", after = ""] = text.split(name);
    return `<code>${escape(before)}${link(`/developers/${say.lang}/types/${name}`, name)}${escape(after)}</code>`;
  }

  operationLink(say, name) {
    return `<code>${link(`/developers/${say.lang}/reference/${this.roomOf(name)}#${name}`, name)}</code>`;
  }

  room(say, operations) {
    return operations.map((operation) => this.operation(say, operation)).join("\n");
  }

  operation(say, { kind, field }) {
    // The first paragraph is made by the server from the operation's door.
    const [door = "", ...rest] = (field.description ?? "").split("\n\n");
    const refusals = [...new Set((field.description ?? "").match(/\b[A-Z][A-Z_]{3,}\b/g) ?? [])].filter((word) =>
      this.codes.has(word),
    );
    return `<section class="operation" id="${field.name}">
<h2><code>${field.name}</code> <span class="kind">${escape(say[kind])}</span></h2>
${described(rest.join("\n\n"))}
<dl>
<dt>${escape(say.who)}</dt><dd>${inline(door.replace(/^Who: /, ""))}</dd>
<dt>${escape(say.returns)}</dt><dd>${this.typeLink(say, field.type)}</dd>
${
  refusals.length > 0
    ? `<dt>${escape(say.refusals)}</dt><dd>${refusals.map((code) => `<code>${link(`/developers/${say.lang}/errors#${code.toLowerCase()}`, code)}</code>`).join(", ")}</dd>`
    : ""
}
</dl>
${field.args.length > 0 ? `<h3>${escape(say.arguments)}</h3>${this.arguments(say, field.args)}` : ""}
${this.examplesOf(say, field.name)}
</section>`;
  }

  /** Of a mutation's one `input` its fields, so that no other page has to be opened to call it. */
  arguments(say, args) {
    const [only] = args;
    const input = args.length === 1 && isInputObjectType(getNamedType(only.type)) ? getNamedType(only.type) : null;
    if (!input) return this.table(say, args);
    const rows = Object.values(input.getFields()).sort((a, b) => isRequiredInputField(b) - isRequiredInputField(a));
    return `<p><code>${only.name}</code>: ${this.typeLink(say, only.type)}</p>${this.table(say, rows)}`;
  }

  examplesOf(say, name) {
    const found = this.examples.filter(({ fields }) => fields.includes(name));
    // The shortest that shows it; a story with many operations shows each of them badly.
    const [example] = found.sort((a, b) => a.fields.length - b.fields.length || a.query.length - b.query.length);
    if (!example) return "";
    const cost = this.costOf(example);
    return `<h3>${escape(say.example)}: ${escape(example.title[say.lang === "en" ? "en" : "zh"])}</h3>
<p class="small">${example.as ? `${escape(say.as(example.as))} · ` : ""}${escape(say.cost(cost))} · ${link(`/playground/?example=${example.file}`, say.run)}</p>
${block(example.query, "graphql")}
<div class="samples">${LANGUAGES.map(
      ([title, language, write]) =>
        `<details name="${name}"><summary>${title}</summary>${block(write(example), language)}</details>`,
    ).join("")}</div>`;
  }

  table(say, rows) {
    return `<table><tbody>${rows
      .map(
        ({ name, type, description, defaultValue, deprecationReason }) =>
          `<tr><th scope="row"><code>${name}</code></th><td>${this.typeLink(say, type)}${
            defaultValue === undefined
              ? ""
              : ` <span class="small">${escape(say.default)}: <code>${escape(JSON.stringify(defaultValue))}</code></span>`
          }</td><td>${described(description ?? "")}${
            deprecationReason ? `<p><strong>${escape(say.deprecated)}</strong>: ${inline(deprecationReason)}</p>` : ""
          }</td></tr>`,
      )
      .join("")}</tbody></table>`;
  }

  type(say, type) {
    const parts = [`<p class="kind">${escape(say.kinds[kindOf(type)])}</p>`, described(type.description ?? "")];
    const links = (types) => types.map((each) => this.typeLink(say, each)).join(", ");
    if (isObjectType(type) || isInterfaceType(type)) {
      if (type.getInterfaces().length > 0)
        parts.push(`<p>${escape(say.implements)}: ${links(type.getInterfaces())}</p>`);
    }
    if (isInterfaceType(type)) {
      const { objects, interfaces } = this.schema.getImplementations(type);
      parts.push(`<p>${escape(say.implementedBy)}: ${links([...interfaces, ...objects])}</p>`);
    }
    if (isEnumType(type))
      parts.push(
        `<h2>${escape(say.values)}</h2><table><tbody>${type
          .getValues()
          .map(
            ({ name, description }) =>
              `<tr id="${name}"><th scope="row"><code>${name}</code></th><td>${described(description ?? "")}</td></tr>`,
          )
          .join("")}</tbody></table>`,
      );
    else if (!isScalarType(type) && !isUnionType(type))
      parts.push(`<h2>${escape(say.fields)}</h2>${this.fields(say, type)}`);
    const uses = this.uses.get(type.name) ?? [];
    const operations = [...new Set(uses.flatMap(({ operation }) => operation ?? []))].sort();
    const types = [...new Set(uses.flatMap(({ type }) => type ?? []))].sort();
    if (uses.length > 0)
      parts.push(
        `<h2>${escape(say.usedBy)}</h2><p>${[
          ...operations.map((name) => this.operationLink(say, name)),
          ...types.map((name) => this.typeLink(say, this.schema.getType(name))),
        ].join(", ")}</p>`,
      );
    return parts.join("\n");
  }

  fields(say, type) {
    const rows = Object.values(type.getFields());
    return this.table(say, rows);
  }
}
