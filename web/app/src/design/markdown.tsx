import type { ReactNode } from "react";
import { Link } from "react-router";
import { readMarkdown, type Block, type Inline } from "./markdown-blocks";
import styles from "./markdown.module.css";

/** Renders Markdown as React elements: no HTML is ever made from what people wrote. Headings begin below level `under`. */
export function Markdown({ text, under = 1 }: { text: string; under?: 1 | 2 | 3 }): ReactNode {
  return (
    <div className={styles.text}>
      {readMarkdown(text).map((block, at) => (
        <BlockShown key={at} block={block} under={under} />
      ))}
    </div>
  );
}

function BlockShown({ block, under }: { block: Block; under: number }): ReactNode {
  switch (block.kind) {
    case "heading": {
      const Heading = `h${Math.min(6, under + block.level)}` as "h2";
      return <Heading>{inline(block.text)}</Heading>;
    }
    case "list": {
      const List = block.ordered ? "ol" : "ul";
      return (
        <List start={block.ordered ? block.start : undefined}>
          {block.items.map((item, at) => (
            <li key={at}>{inline(item)}</li>
          ))}
        </List>
      );
    }
    case "quote":
      return <blockquote>{inline(block.text)}</blockquote>;
    case "code":
      return <pre>{block.text}</pre>;
    case "rule":
      return <hr />;
    case "paragraph":
      return <p>{inline(block.text)}</p>;
  }
}

const inline = (parts: readonly Inline[]): ReactNode =>
  parts.map((part, at) => {
    switch (part.kind) {
      case "text":
        return part.text;
      case "strong":
        return <strong key={at}>{inline(part.parts)}</strong>;
      case "emphasis":
        return <em key={at}>{inline(part.parts)}</em>;
      case "code":
        return <code key={at}>{part.text}</code>;
      case "link":
        return part.to.startsWith("/") ? (
          <Link key={at} to={part.to}>
            {inline(part.parts)}
          </Link>
        ) : (
          <a key={at} href={part.to} rel="noreferrer">
            {inline(part.parts)}
          </a>
        );
    }
  });
