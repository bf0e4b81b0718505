import { api, unwrap } from '@/api/client';
import type { Schema } from '@/api/types';
import type { GatePack, KeptScan } from './kept';

export function fetchPack(cinemaId: string | undefined): Promise<GatePack> {
  const query = cinemaId ? { cinema_id: cinemaId } : {};
  return unwrap(api.GET('/box-office/gate-pack', { params: { query } }));
}

/** How long a guest is kept waiting for the platform's word. */
const PATIENCE_MS = 2500;

/** Tells scans; the same again changes nothing, so nothing is lost by giving up early. */
export async function tellScans(
  scans: readonly KeptScan[],
): Promise<readonly Schema<'ScanResult'>[]> {
  const body = {
    scans: scans.map(({ scan_id, code, scanned_at, showtime_id }) => ({
      scan_id,
      code,
      scanned_at,
      showtime_id,
      admitted: true,
    })),
  };
  const signal = AbortSignal.timeout(PATIENCE_MS + 40 * scans.length);
  return (await unwrap(api.POST('/box-office/check-ins/offline', { body, signal }))).items;
}
