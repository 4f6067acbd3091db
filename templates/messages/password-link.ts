/** What a letter with a link to choose a password is about. */
export interface PasswordLinkScene {
  name: string;
  labName: string;
  link: string;
  /** For how many hours the link works. */
  hours: number;
}

/** The letter by e-mail to somebody who is to choose a password, in both languages. */
export function passwordLinkLetter({ name, labName, link, hours }: PasswordLinkScene): {
  subject: string;
  text: string;
} {
  return {
    subject: `Akun Anda di ${labName}`,
    text: `Yth. ${name},

Buatlah kata sandi untuk akun petugas Anda di ${labName} lewat tautan ini:

${link}

Tautan ini hanya bisa dipakai sekali, paling lama ${hours} jam. Jangan diteruskan kepada siapa pun. Kami tidak pernah menanyakan kata sandi Anda.

Tidak merasa punya akun di sini? Abaikan surat ini.

---
Dear ${name}, please choose a password for your staff account at ${labName} with the link above. It works once, for ${hours} hours. Do not pass it on. If you have no account here, ignore this letter.
`,
  };
}
