import type { Schema } from '@/api/types';
import { useLocalized } from '@/i18n/lang';
import { cx } from '@/lib/cx';

interface ArticlePictureProps {
  picture: Schema<'Picture'>;
  /** How wide it is shown, as the attribute `sizes` says it. */
  sizes: string;
  className?: string;
}

/** A picture in the width that the screen needs; its place is known before it is there. */
export function ArticlePicture({ picture, sizes, className }: ArticlePictureProps) {
  const lz = useLocalized();
  const widest = picture.sizes.at(-1);
  return (
    <img
      src={widest?.url}
      srcSet={picture.sizes.map((size) => `${size.url} ${size.width}w`).join(', ')}
      sizes={sizes}
      width={picture.width}
      height={picture.height}
      alt={lz(picture.alt)}
      className={cx('h-auto max-w-full rounded-md bg-surface-2', className)}
    />
  );
}
