import { render, screen } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { setLang } from '@/i18n/lang';
import { ErrorBoundary } from './ErrorBoundary';

beforeEach(() => setLang('en'));

function Broken({ message }: { message: string | null }) {
  if (message) throw new Error(message);
  return <p>fine</p>;
}

const page = (path: string, message: string | null) => (
  <ErrorBoundary page={path}>
    <Broken message={message} />
  </ErrorBoundary>
);

test('a page that cannot be shown says so, and the next one is shown again', () => {
  const { rerender } = render(page('/films', 'Failed to fetch dynamically imported module: x'));
  expect(screen.getByRole('alert').textContent).toContain('Reload the page');
  rerender(page('/cinemas', null));
  expect(screen.getByText('fine')).toBeTruthy();
});

test('any other fault is owned up to', () => {
  render(page('/films', 'x is not a function'));
  expect(screen.getByRole('alert').textContent).toContain('A fault on our side');
});
