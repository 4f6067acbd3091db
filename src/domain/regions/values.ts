/** A province of the official list. */
export interface Province {
  /** `33`. */
  code: string;
  /** `Jawa Tengah`. */
  name: string;
}

/** A regency or city of the official list. */
export interface Regency {
  /** `33.71`. */
  code: string;
  /** `Kota Magelang`. */
  name: string;
  province: Province;
}
