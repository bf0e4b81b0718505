import type { components } from './schema';

/** `Schema<'Film'>` is the wire shape of that name in openapi.yaml. */
export type Schema<N extends keyof components['schemas']> = components['schemas'][N];

export type Problem = Schema<'Problem'>;
export type ProblemCode = Schema<'ProblemCode'>;
/** What can go wrong on this side of the wire. */
export type LocalCode = 'offline' | 'unreadable';
