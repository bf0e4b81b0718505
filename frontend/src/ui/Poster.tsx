import { memo, useMemo } from 'react';
import { cx } from '@/lib/cx';
import {
  makePoster,
  POSTER_HEIGHT,
  POSTER_WIDTH,
  type PosterFilm,
  type Poster as Sheet,
} from '@/lib/poster';

/** The parts of a film that its poster is made from; every film of the API has them. */
export interface PosterSource {
  id: string;
  title: { zh: string; en: string };
  year: number;
  genres: readonly { slug: string }[];
  original_language: string;
  poster_url?: string | null;
}

interface PosterProps {
  film: PosterSource;
  /** Said by screen readers; leave it out where the title stands beside the poster. */
  label?: string;
  className?: string;
}

/** A film's poster, 2 : 3: the operator's picture, or the one drawn from the film's data. */
export const Poster = memo(function Poster({ film, label, className }: PosterProps) {
  const frame = cx('block aspect-2/3 w-full overflow-hidden rounded-sm', className);
  if (film.poster_url) {
    return (
      <img
        src={film.poster_url}
        alt={label ?? ''}
        loading="lazy"
        decoding="async"
        className={cx(frame, 'object-cover')}
      />
    );
  }
  return <DrawnPoster film={film} label={label} className={frame} />;
});

const faces = {
  sans: 'font-sans font-black',
  serif: 'font-song font-black',
  latin: 'font-display font-black',
};

function DrawnPoster({
  film,
  label,
  className,
}: {
  film: PosterSource;
  label: string | undefined;
  className: string;
}) {
  const sheet: Sheet = useMemo(() => {
    const source: PosterFilm = {
      id: film.id,
      title: film.title,
      year: film.year,
      genres: film.genres.map((genre) => genre.slug),
      language: film.original_language,
    };
    return makePoster(source);
  }, [film]);
  const { art } = sheet;
  return (
    <svg
      viewBox={`0 0 ${POSTER_WIDTH} ${POSTER_HEIGHT}`}
      className={className}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <rect width={POSTER_WIDTH} height={POSTER_HEIGHT} fill={sheet.ground} />
      <svg
        aria-hidden="true"
        x={art.x}
        y={art.y}
        width={art.w}
        height={art.h}
        viewBox={`0 0 ${art.w} ${art.h}`}
        overflow="hidden"
      >
        {art.shapes.map((shape, index) => (
          // The drawing never changes, so a shape's place in it is its identity.
          <path key={index} d={shape.d} fill={shape.fill} />
        ))}
      </svg>
      {sheet.texts.map((line) => (
        <text
          key={`${line.x} ${line.y}`}
          x={line.x}
          y={line.y}
          fontSize={line.size}
          textAnchor={line.anchor}
          fill={line.fill}
          letterSpacing={line.spacing || undefined}
          className={faces[line.face]}
        >
          {line.text}
        </text>
      ))}
    </svg>
  );
}
