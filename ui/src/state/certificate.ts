// A certificate on its way, read for the screen that walks the user through it: how far it is, and what uses it.

import type { PartView } from '../bindings/contract';
import type { KindName, WaitCode } from '../bindings/kinds';
import { waitsFor } from './run';

/** What a certificate waits for, in its order. */
const AWAITED = ['requested', 'record_missing', 'record_spreading', 'waiting_for_amazon'] as const satisfies WaitCode[];

/** What becomes of a certificate, in its order. */
export const CERTIFICATE_STAGES = [...AWAITED, 'issued', 'attached'] as const;
export type CertificateStage = (typeof CERTIFICATE_STAGES)[number];

const CERTIFICATE: KindName = 'certificate';

/** The kinds that a certificate is attached to. */
const USERS: KindName[] = ['distribution', 'https_listener'];

/** The certificates among the parts. */
export function certificates(parts: PartView[]): PartView[] {
  return parts.filter((part) => part.kind === CERTIFICATE);
}

/** How far the certificate that has longest to go has come; undefined where none is on its way. */
export function certificateStage(parts: PartView[]): CertificateStage | undefined {
  return AWAITED.find((stage) => waitsFor(parts, stage));
}

/** Whether every certificate is issued, and something that uses one isn't ready yet. */
export function isAttaching(parts: PartView[]): boolean {
  const all = certificates(parts);
  const issued = all.length > 0 && all.every((part) => part.status === 'ready');
  return issued && parts.some((part) => USERS.includes(part.kind) && part.status !== 'ready');
}
