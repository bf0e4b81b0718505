import { Search } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useId, useState } from 'react';
import { Button } from './Button';
import { inputClass } from './Field';

interface SearchFormProps {
  label: string;
  /** What was searched for last; it may change from outside, as when filters are cleared. */
  value: string;
  /** What was typed, without the spaces around it; `null` when that is nothing. */
  onSearch: (text: string | null) => void;
  button: ReactNode;
  look?: 'primary' | 'secondary';
  placeholder?: string;
  className?: string;
}

/** Searches when it is sent, not with every letter: such a search stands in the audit trail. */
export function SearchForm({
  label,
  value,
  onSearch,
  button,
  look = 'secondary',
  placeholder,
  className = '',
}: SearchFormProps) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(typed.trim() || null);
  };
  return (
    <search className={`print:hidden ${className}`}>
      <form onSubmit={submit} className="grid gap-1.5">
        <label htmlFor={id} className="text-ink-muted">
          {label}
        </label>
        <div className="flex gap-2">
          <input
            id={id}
            type="search"
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            placeholder={placeholder}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            className={`${inputClass} tabular-nums`}
          />
          <span className="flex shrink-0 whitespace-nowrap">
            <Button type="submit" look={look}>
              <Search className="size-4" aria-hidden="true" />
              {button}
            </Button>
          </span>
        </div>
      </form>
    </search>
  );
}
