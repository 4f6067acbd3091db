import type { JSX } from 'preact';
import { textId, wordings } from '../../../../templates/messages/index.ts';
import type { Language, Scene } from '../../../../templates/messages/kit.ts';
import { placesOf, preview } from '../../../../templates/messages/wording-check.ts';
import { MAX_TEXT_CHARACTERS, ownTexts, ownTextsOf, tidied } from '../../../domain/texts/index.ts';
import { TextArea } from '../../fields.tsx';
import { Icon } from '../../icons.tsx';
import { Columns, SearchBox } from '../../lists.tsx';
import { Badge, Card, Empty, Form, triedAt } from '../../pieces.tsx';
import type { Page, StaffVisit } from '../../visit.ts';
import { SETTINGS, settingsFrame } from './frame.tsx';
import { TEXT_GROUPS } from './text-names.ts';

/** Where the texts stand. */
export const TEXTS = `${SETTINGS}/texts`;
/** Our languages, as staff call them. */
export const TEXT_LANGUAGES = [
  ['id', 'Indonesia'],
  ['en', 'Inggris'],
] as const;

const NAMES = new Map(TEXT_GROUPS.flatMap(({ texts }) => Object.entries(texts)));
/** What staff call a text. */
const textName = (key: string): string => NAMES.get(key) ?? key;

/** What texts may name while they are looked at. */
export const sceneOf = (visit: StaffVisit): Scene => ({
  lab: visit.lab,
  publicUrl: visit.parts.publicUrl,
  simulated: false,
});

/** Everything the bot says that may be changed: by dialog, searched by name and words. */
export const textsPage: Page = (visit) => {
  const sought = (visit.query.words ?? '').trim().toLowerCase().slice(0, 100);
  const onlyOwn = visit.query.own === 'yes';
  const own = new Map(
    ownTexts(visit.parts.db).map(({ message, language, text }) => [textId(message, language), text]),
  );
  const isOwn = (key: string) => own.has(textId(key, 'id')) || own.has(textId(key, 'en'));
  const said = (key: string, language: Language) =>
    own.get(textId(key, language)) ?? wordings.get(key)?.[language] ?? '';
  const fits = (key: string, name: string): boolean =>
    wordings.has(key) &&
    (!onlyOwn || isOwn(key)) &&
    `${name} ${said(key, 'id')} ${said(key, 'en')}`.toLowerCase().includes(sought);
  const groups = TEXT_GROUPS.map(({ name, texts }) => ({
    name,
    texts: Object.entries(texts).filter(([key, text]) => fits(key, text)),
  })).filter(({ texts }) => texts.length > 0);
  return settingsFrame({
    here: TEXTS,
    title: 'Teks pesan',
    body: (
      <>
        <search>
          <Filters words={visit.query.words ?? ''} onlyOwn={onlyOwn} />
        </search>
        {groups.length === 0 ? (
          <div class="card">
            <Empty icon="chat" title="Tidak ada teks yang cocok">
              Coba sepotong kata saja, misalnya "jam layanan".
            </Empty>
          </div>
        ) : (
          groups.map(({ name, texts }) => (
            <Card
              key={name}
              title={name}
              icon="chat"
              flush
              side={<span class="muted">{texts.length} teks</span>}
            >
              <table class="list cards">
                <Columns names={['Dikatakan saat', 'Teks', 'Keadaan']} />
                <tbody>
                  {texts.map(([key, text]) => (
                    <tr key={key}>
                      <th scope="row" class="name">
                        <a href={`${TEXTS}/${key}`}>{text}</a>
                      </th>
                      <td class="muted">{shortened(said(key, 'id'))}</td>
                      <td>
                        {isOwn(key) ? <Badge tone="teal">Diubah</Badge> : <span class="muted">Asli</span>}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Card>
          ))
        )}
      </>
    ),
  });
};

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 110 ? `${line.slice(0, 109)}…` : line;
};

function Filters({ words, onlyOwn }: { words: string; onlyOwn: boolean }): JSX.Element {
  return (
    <SearchBox action={TEXTS} words={words} placeholder="Kapan dikatakan, atau kata di dalam teksnya">
      <div class="field">
        <label for="own">Keadaan</label>
        <select id="own" name="own">
          <option value="">Semua</option>
          <option value="yes" selected={onlyOwn}>
            Hanya yang diubah
          </option>
        </select>
      </div>
    </SearchBox>
  );
}

/** One text: to be written in both languages, and how it will be read. */
export const textPage: Page = (visit) => {
  const key = visit.params.text ?? '';
  const wording = wordings.get(key);
  if (!wording) return { outcome: 'notFound' };
  const action = `${TEXTS}/${key}`;
  const tried = triedAt(visit, action);
  const own = new Map(ownTextsOf(visit.parts.db, key).map(({ language, text }) => [language, text]));
  const said = (language: Language) => tried?.values[language] ?? own.get(language) ?? wording[language];
  const scene = sceneOf(visit);
  return settingsFrame({
    here: TEXTS,
    title: textName(key),
    body: (
      <>
        <p class="trail">
          <a href={TEXTS}>Teks pesan</a> <Icon name="next" /> {textName(key)}
        </p>
        <Form visit={visit} action={action}>
          <div class="halves">
            {TEXT_LANGUAGES.map(([language, name]) => (
              <div key={language}>
                <Card
                  title={name}
                  icon="chat"
                  id={`text-${language}`}
                  side={
                    own.has(language) ? <Badge tone="teal">Diubah</Badge> : <Badge tone="grey">Asli</Badge>
                  }
                >
                  <input type="hidden" name={`was-${language}`} value={own.get(language) ?? ''} />
                  <TextArea
                    visit={visit}
                    action={action}
                    name={language}
                    label={`Teks, bahasa ${name}`}
                    value={said(language)}
                    rows={12}
                    maxLength={MAX_TEXT_CHARACTERS}
                    required
                  />
                  <h3>Yang dibaca warga</h3>
                  <p class="said">
                    <Formatted
                      text={
                        preview(tidied(said(language)), wording, language, scene) ??
                        'Belum bisa ditampilkan: ada isian yang tidak dikenal.'
                      }
                    />
                  </p>
                </Card>
              </div>
            ))}
          </div>
          <p class="actions">
            <button type="submit">Simpan</button>
            <button type="submit" class="secondary" name="look" value="yes">
              <Icon name="eye" /> Lihat dulu
            </button>
            {own.size > 0 ? (
              <button type="submit" class="secondary" name="original" value="yes" formNoValidate>
                <Icon name="undo" /> Kembali ke teks asli
              </button>
            ) : null}
          </p>
        </Form>
        <Places visit={visit} textKey={key} />
        {own.size > 0 ? (
          <Card title="Teks asli" icon="undo" id="originals">
            {TEXT_LANGUAGES.map(([language, name]) => (
              <>
                <h3>{name}</h3>
                <p class="said">{wording[language]}</p>
              </>
            ))}
          </Card>
        ) : null}
      </>
    ),
  });
};

/** Words as WhatsApp shows them: what stands between asterisks is bold. */
function Formatted({ text }: { text: string }): JSX.Element {
  return (
    <>
      {text
        .split(/\*([^*\n]+)\*/)
        .map((part, index) => (index % 2 === 1 ? <strong key={index}>{part}</strong> : part))}
    </>
  );
}

function Places({ visit, textKey }: { visit: StaffVisit; textKey: string }): JSX.Element | null {
  const wording = wordings.get(textKey);
  if (!wording) return null;
  return (
    <Card title="Isian yang boleh dipakai" icon="tag" id="places" flush>
      <table class="list cards">
        <Columns names={['Tulis', 'Menjadi, misalnya', 'Keadaan']} />
        <tbody>
          {placesOf(wording, 'id', sceneOf(visit)).map(({ name, example, needed }) => (
            <tr key={name}>
              <th scope="row" class="code">{`{${name}}`}</th>
              <td class="whole">
                {example.trim() === '' ? <span class="muted">kadang kosong</span> : example}
              </td>
              <td>
                {needed ? <Badge tone="amber">Harus ada</Badge> : <span class="muted">Boleh dipakai</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
