/** What a sheet is drawn from. Lengths are millimetres from the upper left corner, sizes of letters points. */
export type Piece = TextPiece | CodePiece | LinePiece;

/** Where something lies. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One line of letters; the box holds all of it, from the highest accent to the lowest tail. */
export interface TextPiece extends Box {
  kind: 'text';
  text: string;
  weight: Weight;
  /** Points. */
  size: number;
  tone: Tone;
}

/** Black bars or squares; the box holds them and the white around them that a scanner needs. */
export interface CodePiece extends Box {
  kind: 'qr' | 'bars';
  /** What a scanner reads. */
  holds: string;
  /** The black parts, inside the box. */
  black: Box[];
}

/** A straight line; a box without height or without width. */
export interface LinePiece extends Box {
  kind: 'line';
  /** Points. */
  thickness: number;
  tone: Tone;
  dashed?: boolean;
}

export type Weight = 'regular' | 'semiBold' | 'bold';
export type Tone = 'black' | 'grey';

/** A page with everything on it. */
export interface Sheet {
  width: number;
  height: number;
  pieces: Piece[];
}

export const POINTS_PER_MM = 72 / 25.4;
/** How far letters rise above their line and hang below it, in sizes: as our typeface says. */
export const RISE = 0.97;
export const FALL = 0.25;
