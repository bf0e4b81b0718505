/** How a seat is drawn. Never by colour alone: every look has a shape or a filling of its own. */
export type Look = 'free' | 'chosen' | 'locked' | 'sold' | 'off' | 'mine' | 'blocked';
