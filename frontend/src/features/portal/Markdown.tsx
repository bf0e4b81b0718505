import { lexer, type Token, type Tokens } from 'marked';
import { Fragment, type ReactNode } from 'react';
import { Link } from 'wouter';

/**
 * An operator's Markdown as elements of our own. The library only reads it into tokens: no markup
 * is ever put together as text, so raw HTML in it is dropped and nothing in it can run. Headings
 * begin below the page's own.
 */
export default function Markdown({ text }: { text: string }) {
  return (
    <div className="grid gap-4 [&_a]:text-accent [&_a]:underline [&_a]:underline-offset-4">
      {blocks(lexer(text))}
    </div>
  );
}

const keyed = (nodes: ReactNode[]): ReactNode[] =>
  // The text never changes under the reader, so a place in it identifies a node.
  nodes.map((node, index) => <Fragment key={`${index}`}>{node}</Fragment>);

const blocks = (tokens: readonly Token[]): ReactNode[] => keyed(tokens.map(block));
const spans = (tokens: readonly Token[] | undefined): ReactNode[] =>
  keyed((tokens ?? []).map(span));

function block(token: Token): ReactNode {
  switch (token.type) {
    case 'heading':
      return token.depth <= 2 ? (
        <h2 className="mt-4 text-lg font-semibold">{spans(token.tokens)}</h2>
      ) : (
        <h3 className="mt-2 font-semibold">{spans(token.tokens)}</h3>
      );
    case 'paragraph':
      return <p>{spans(token.tokens)}</p>;
    case 'text':
      return token.tokens ? spans(token.tokens) : entities(token.text);
    case 'list':
      return <List list={token as Tokens.List} />;
    case 'blockquote':
      return (
        <blockquote className="grid gap-3 border-l-2 border-accent pl-4 text-ink-muted">
          {blocks(token.tokens ?? [])}
        </blockquote>
      );
    case 'code':
      return (
        <pre className="overflow-x-auto rounded-md bg-surface-2 p-4 text-sm">
          <code>{token.text}</code>
        </pre>
      );
    case 'hr':
      return <hr className="border-line" />;
    case 'table':
      return <Table table={token as Tokens.Table} />;
    default:
      // Blank lines, link definitions, and raw HTML, which is not rendered.
      return null;
  }
}

function span(token: Token): ReactNode {
  switch (token.type) {
    case 'strong':
      return <strong>{spans(token.tokens)}</strong>;
    case 'em':
      return <em>{spans(token.tokens)}</em>;
    case 'del':
      return <del>{spans(token.tokens)}</del>;
    case 'codespan':
      return <code className="rounded-sm bg-surface-2 px-1">{token.text}</code>;
    case 'br':
      return <br />;
    case 'link':
      return <Anchor href={token.href}>{spans(token.tokens)}</Anchor>;
    case 'image':
      // Pictures would come from anywhere; what they show is said in words.
      return token.text;
    case 'escape':
      return token.text;
    case 'text':
      return token.tokens ? spans(token.tokens) : entities(token.text);
    default:
      return null;
  }
}

/** Inside the site by the router; elsewhere only to http(s), mail and telephone. */
function Anchor({ href, children }: { href: string; children: ReactNode }) {
  if (/^\/(?![/\\])/.test(href)) return <Link href={href}>{children}</Link>;
  if (!/^(https?:\/\/|mailto:|tel:)/i.test(href)) return <>{children}</>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

function List({ list }: { list: Tokens.List }) {
  const items = keyed(list.items.map((item) => <li className="pl-1">{blocks(item.tokens)}</li>));
  return list.ordered ? (
    <ol start={Number(list.start) || 1} className="grid list-decimal gap-1.5 pl-6">
      {items}
    </ol>
  ) : (
    <ul className="grid list-disc gap-1.5 pl-6">{items}</ul>
  );
}

function Table({ table }: { table: Tokens.Table }) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-left text-sm">
        <thead>
          <tr className="border-b border-line-strong">
            {keyed(
              table.header.map((cell) => (
                <th className="py-2 pr-4 font-semibold">{spans(cell.tokens)}</th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {keyed(
            table.rows.map((row) => (
              <tr className="border-b border-line">
                {keyed(row.map((cell) => <td className="py-2 pr-4">{spans(cell.tokens)}</td>))}
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

/** The few entities that editors write; anything else stays as it was typed. */
function entities(text: string): string {
  return text.replace(/&(#\d{1,6}|\w{2,6});/g, (whole, name: string) =>
    name.startsWith('#')
      ? String.fromCodePoint(Math.min(Number(name.slice(1)), 0x10ffff))
      : (named[name] ?? whole),
  );
}
