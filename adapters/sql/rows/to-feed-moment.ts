import type { FeedMoment } from '../cursors/feed-cursor.js';
import type { Row } from './row.js';

export function toFeedMoment(row: Row): FeedMoment {
  return { life: row.number('life'), snapshot: row.text('snapshot') };
}
