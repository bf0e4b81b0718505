import { ArrowUpRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTexts } from '@/i18n/texts';
import { useTitle } from '@/lib/title';
import { CodeBlock } from '@/ui/Copyable';
import { forOrigin, PROBLEM, SIGNATURE, STEPS } from './steps';
import { texts } from './texts';

const EVENTS = [
  ['order.ticketed', 'eventTicketed'],
  ['order.refunded', 'eventRefunded'],
  ['order.cancelled', 'eventCancelled'],
  ['payment.succeeded', 'eventPaid'],
  ['showtime.changed', 'eventChanged'],
  ['showtime.cancelled', 'eventShowCancelled'],
  ['seat_lock.expired', 'eventLock'],
  ['webhook.test', 'eventTest'],
] as const;

const SECTIONS = [
  ['quick-start', 'quickStart'],
  ['customers', 'customers'],
  ['people', 'people'],
  ['webhooks', 'webhooks'],
  ['errors', 'errors'],
  ['idempotency', 'idempotency'],
  ['limits', 'limits'],
  ['example', 'example'],
] as const;

/** What the API offers, and how to begin. */
export default function DevelopersPage() {
  const t = useTexts(texts);
  useTitle(t.title);
  return (
    <div className="column pt-6 pb-8 lg:pt-10">
      <header className="grid max-w-3xl gap-4">
        <h1 className="headline text-2xl lg:text-3xl">{t.title}</h1>
        <p className="text-lg text-pretty">{t.lead}</p>
        <ul className="grid gap-x-8 sm:grid-cols-3">
          <Way href="/api/v1/docs/" name={t.reference} hint={t.referenceHint} />
          <Way href="/api/v1/openapi.json" name={t.document} hint={t.documentHint} />
          <Way
            href="/.well-known/oauth-authorization-server"
            name={t.metadata}
            hint={t.metadataHint}
          />
        </ul>
      </header>
      <div className="mt-8 grid grid-cols-[minmax(0,1fr)] gap-x-12 lg:mt-12 lg:grid-cols-[12rem_minmax(0,48rem)]">
        <Contents />
        <div className="grid grid-cols-[minmax(0,1fr)] gap-12">
          <QuickStart />
          <Section id="customers" title={t.customers}>
            <p>{t.customersText}</p>
          </Section>
          <Section id="people" title={t.people}>
            <p>{t.peopleText}</p>
          </Section>
          <Webhooks />
          <Section id="errors" title={t.errors}>
            <p>{t.errorsText}</p>
            <CodeBlock label={t.httpProblem} code={PROBLEM} />
          </Section>
          <Section id="idempotency" title={t.idempotency}>
            <p>{t.idempotencyText}</p>
          </Section>
          <Section id="limits" title={t.limits}>
            <p>{t.limitsText}</p>
          </Section>
          <Section id="example" title={t.example}>
            <p>{t.exampleText}</p>
          </Section>
        </div>
      </div>
    </div>
  );
}

/** A way to something that the server itself shows. */
function Way({ href, name, hint }: { href: string; name: string; hint: string }) {
  return (
    <li className="border-t border-line py-3">
      <a href={href} className="group grid min-h-11 content-center gap-0.5">
        <span className="inline-flex items-center gap-1 font-semibold underline-offset-4 group-hover:underline">
          {name}
          <ArrowUpRight className="size-4" aria-hidden="true" />
        </span>
        <span className="text-sm text-ink-muted">{hint}</span>
      </a>
    </li>
  );
}

function Contents() {
  const t = useTexts(texts);
  return (
    <nav aria-label={t.contents} className="hidden lg:block">
      <ul className="sticky top-24 grid border-l border-line">
        {SECTIONS.map(([id, name]) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="block py-1.5 pl-4 text-ink-muted underline-offset-4 hover:text-ink hover:underline"
            >
              {t[name]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface SectionProps {
  id: string;
  title: string;
  children: ReactNode;
}

function Section({ id, title, children }: SectionProps) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="grid scroll-mt-24 grid-cols-[minmax(0,1fr)] gap-4 [&>p]:max-w-prose [&>p]:text-pretty"
    >
      <h2 id={`${id}-title`} className="headline text-xl">
        {title}
      </h2>
      {children}
    </section>
  );
}

function QuickStart() {
  const t = useTexts(texts);
  return (
    <Section id="quick-start" title={t.quickStart}>
      <p>{t.quickStartLead}</p>
      <ol className="grid grid-cols-[minmax(0,1fr)] gap-8">
        {STEPS.map((step, at) => (
          <li key={step.id} className="grid grid-cols-[minmax(0,1fr)] gap-3">
            <h3 className="flex items-baseline gap-3 font-semibold">
              <span className="figures text-lg text-accent">{at + 1}</span>
              {t[step.title]}
            </h3>
            <p className="max-w-prose text-pretty">{t[step.text]}</p>
            <CodeBlock
              label={`${t.shell} · ${t[step.title]}`}
              code={forOrigin(step.code, location.origin)}
            />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Webhooks() {
  const t = useTexts(texts);
  return (
    <Section id="webhooks" title={t.webhooks}>
      <p>{t.webhooksText}</p>
      <table className="w-full border-separate border-spacing-0">
        <thead>
          <tr className="text-left text-sm text-ink-muted">
            <th scope="col" className="border-b border-line-strong py-2 pr-4 font-medium">
              {t.event}
            </th>
            <th scope="col" className="border-b border-line-strong py-2 font-medium">
              {t.means}
            </th>
          </tr>
        </thead>
        <tbody>
          {EVENTS.map(([event, means]) => (
            <tr key={event} className="align-baseline">
              <th
                scope="row"
                className="border-b border-line py-2 pr-4 text-left font-mono text-sm font-normal whitespace-nowrap"
              >
                {event}
              </th>
              <td className="border-b border-line py-2">{t[means]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <CodeBlock label={t.httpHead} code={SIGNATURE} />
      <p>{t.signed}</p>
      <p>{t.retries}</p>
    </Section>
  );
}
