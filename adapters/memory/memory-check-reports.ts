import {
  type CheckReport,
  type CheckReportStore,
  keptCheckReports,
  type Page,
  type PageRequest,
} from '../../src/storage.js';
import { noCursor } from '../guards/no-cursor.js';
import { cutPage } from './cut-page.js';

export class MemoryCheckReports implements CheckReportStore {
  /** The one that was saved last comes first. */
  #reports: readonly CheckReport[] = [];

  async save(report: CheckReport): Promise<void> {
    if (this.#reports.some(({ id }) => id === report.id)) return;
    this.#reports = [structuredClone(report), ...this.#reports].slice(0, keptCheckReports);
  }

  async latest(): Promise<CheckReport | null> {
    return structuredClone(this.#reports[0] ?? null);
  }

  async get(id: string): Promise<CheckReport | null> {
    return structuredClone(this.#reports.find((report) => report.id === id) ?? null);
  }

  async list({ limit, after }: PageRequest): Promise<Page<CheckReport>> {
    if (after === null) return cutPage(this.#reports, limit, ({ id }) => id);
    const place = this.#reports.findIndex(({ id }) => id === after);
    if (place === -1) throw noCursor();
    return cutPage(this.#reports.slice(place + 1), limit, ({ id }) => id);
  }
}
