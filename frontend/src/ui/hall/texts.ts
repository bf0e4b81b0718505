import { defineTexts } from '@/i18n/texts';

export const texts = defineTexts({
  screen: { zh: '银幕', en: 'Screen' },
  row: { zh: (row: string) => `${row} 排`, en: (row: string) => `Row ${row}` },
  zoomIn: { zh: '放大', en: 'Zoom in' },
  zoomOut: { zh: '缩小', en: 'Zoom out' },
  zoomFit: { zh: '看全场', en: 'Whole hall' },
  tapZooms: { zh: '点一下放大，再点座位', en: 'Tap once to zoom in, then tap a seat' },
});
