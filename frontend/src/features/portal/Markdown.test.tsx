import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import Markdown from './Markdown';

test('what an editor writes becomes headings, lists, quotes, tables and links', () => {
  const { container } = render(
    <Markdown
      text={
        '# Title\n\nSome **bold** &amp; plain\n\n1. one\n2. two\n\n> said\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[here](/films)'
      }
    />,
  );
  expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Title');
  expect(screen.getAllByRole('listitem')).toHaveLength(2);
  expect(container.querySelector('strong')?.textContent).toBe('bold');
  expect(container.textContent).toContain('bold & plain');
  expect(container.querySelectorAll('td')).toHaveLength(2);
  expect(screen.getByRole('link').getAttribute('href')).toBe('/films');
});

test.each([
  '<script>alert(1)</script>',
  'x <img src=x onerror=alert(1)> y',
  '[a](javascript:alert(1))',
  '[a](//evil.example)',
  '[a](/\\evil.example)',
  '[a](data:text/html,x)',
  '![a](https://evil.example/x.png)',
  '<iframe src="https://evil.example"></iframe>',
])('%s brings in nothing that runs, loads or leads away', (text) => {
  const { container } = render(<Markdown text={text} />);
  expect(container.querySelector('script, img, iframe, a')).toBeNull();
});
