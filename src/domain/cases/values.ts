import type { Service } from '../values/services.ts';

/** Where a case stands for those who work on it: the lab's turn, the citizen's turn, or over. */
export const PHASES = ['open', 'waiting', 'ended'] as const;
/** One of them. */
export type Phase = (typeof PHASES)[number];

/** By which way a request came. */
export const SOURCES = ['whatsapp', 'counter', 'phone', 'website'] as const;
/** One of them. */
export type Source = (typeof SOURCES)[number];

/** What a service says about its request whenever it changes; what is left out stays as it is. */
export interface CaseState {
  service: Service;
  subjectId: number;
  status: string;
  phase: Phase;
  personName?: string;
  phone?: string;
  nik?: string;
  category?: string;
  classification?: string;
  area?: string;
  /** What the present step counts from and until when it must be done; null without a deadline. */
  deadline?: { from: Date; due: Date } | null;
  /** True while the clock stands still. */
  paused?: boolean;
}
