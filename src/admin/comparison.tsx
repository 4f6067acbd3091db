import type { ComponentChildren } from 'preact';
import { changesOf } from '../domain/journal.ts';
import { actorNames, factWords } from './facts.ts';
import { Icon } from './icons.tsx';
import { instantWords } from './instants.ts';
import type { Answer, StaffVisit } from './visit.ts';

/** What a refused change shows: what happened meanwhile, what was wanted, and how it stands now. */
export interface Comparison {
  /** `registration:12`. */
  subject: string;
  /** The last fact the form's page knew. */
  seen: number;
  /** Where the fresh page is. */
  back: string;
  /** What the officer wanted, and how it stands now, row by row. */
  rows: { name: string; wanted: ComponentChildren; now: ComponentChildren }[];
}

/** Says that somebody else was faster. Nothing has been changed; one looks again and decides anew. */
export function comparisonPage(visit: StaffVisit, { subject, seen, back, rows }: Comparison): Answer {
  const nameOf = actorNames(visit);
  const meanwhile = changesOf(visit.parts.db, subject, seen);
  return {
    outcome: 'page',
    status: 409,
    title: 'Sudah berubah',
    body: (
      <div class="medium">
        <h1>Sudah diubah sejak halaman ini dibuka</h1>
        <p class="notice calm">
          <Icon name="warning" /> Belum ada yang disimpan dari isian Anda. Bandingkan dulu, lalu ulangi bila
          masih perlu.
        </p>
        {meanwhile.length === 0 ? null : (
          <section class="card">
            <div class="card-head">
              <h2>Yang terjadi sementara itu</h2>
            </div>
            <div class="card-body">
              <ol class="times">
                {meanwhile.map((entry) => (
                  <li key={entry.id}>
                    {factWords(entry.data)}
                    <small>
                      {nameOf(entry)}, {instantWords(visit, entry.at)}
                    </small>
                  </li>
                ))}
              </ol>
            </div>
          </section>
        )}
        <section class="card">
          <div class="card-head">
            <h2>Isian Anda dan keadaan sekarang</h2>
          </div>
          <table class="list">
            <thead>
              <tr>
                <th scope="col">
                  <span class="unseen">Bagian</span>
                </th>
                <th scope="col">Isian Anda</th>
                <th scope="col">Sekarang</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ name, wanted, now }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{wanted}</td>
                  <td>{now}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <p>
          <a href={back} class="button">
            Buka halaman yang terbaru
          </a>
        </p>
      </div>
    ),
  };
}
