/** What says that the number beside it is one to call. */
const nouns = [
  'tele?phones?( ?(number|no|nr|#))?',
  'phones?( ?(number|no|nr|#))?',
  'phone_?(number|no)?',
  '(tel|ph|cell|mob|fax|facsimile|telefax)( ?(number|no|nr|#))?',
  '(mobile|cellular|landline|hotline|helpline|whatsapp|signal|viber|sms|pager|desk|switchboard|extension)( (number|phone|no|nr))?',
  '(my|his|her|their|our|contact|callback|registered|emergency|work|home|office|daytime) (number|no)',
  'registered',
  'mobilephone|mobilenumber|phonenumber|phoneno',
  'telefono?n?|telefoon|telefone|telefonnummer|telefonszám|telefon(numer|no)?|handy(nummer)?|mobil(nummer|telefon|e)?|rufnummer|festnetz|durchwahl',
  'téléphone|portable|numéro|teléfono|móvil|celular|telemóvel|cellulare|puhelin|puhelinnumero|matkapuhelin|telefonas|telefón|tlf|tfn|sími',
];
/** What asks somebody to call, before a word that points at a number. */
const verbs = [
  '(call(ed|ing)?|ring|phone|dial(l?ed)?|text(ed)?|reach(ed)?|contact(ed)?|answer(ed|ing)?|messages?|whatsapp|fax)( (me|us|him|her|them|back|someone|it))?( (back|directly|anytime|again|now))? (at|on|to|via|under|from|is)',
  '(call|ring|dial|phone|text) (me|us|him|her|them)?',
  '(anrufen|erreichbar|erreichen)( (unter|auf))?|(appelez|joindre|joignable)( (au|le))?|(llame|llamar|llámame)( al)?',
  '(ligue|ligar)( (para|no))?|zadzwoń( (na|do))?|zavolejte|chiama(mi|temi)?( al)?|bel (me|mij|ons)|bel op',
];
const scripts = [
  'телефон',
  'тел',
  'моб',
  'звоните',
  'позвони',
  'τηλ',
  'τηλέφωνο',
  'هاتف',
  'تلفن',
  'טלפון',
  'फोन',
  '电话',
  '電話',
  '手机',
  '手機',
  '携帯',
  '전화',
  '휴대폰',
  'โทร',
];

/** They stand before the number. */
export const phoneWords = new RegExp(
  `(?:\\b(?:${[...nouns, ...verbs].join('|').replaceAll('(', '(?:')})(?![\\p{L}_])|(?:${scripts.join('|')}))`,
  'giu',
);

/** They stand right behind the number, and end a line or a phrase. */
export const phoneWordAfter =
  /^[ ,;:\\/(-]{1,3}(?:tel|phone|telephone|mobile|mob|cell|fax|office|work|home|desk|direct|main|whatsapp)(?: phone| number)?(?=$|[\n\r\\.,;:)/]| [^A-Za-z])/i;

/** They name numbers of other kinds. */
export const otherNumberWords =
  /\b(?:order|invoice|ticket|reference|ref|tracking|serial|account|acct|isbn|issn|doi|sku|version|build|commit|case|claim|policy|zip|postal|postcode|model|part|port|pid|uid|uuid|guid|id|timestamp|epoch|hash|checksum|seed|value|result|sum|total|price|cost|amount|population|year|card|iban|ssn|passport|licen[cs]e)(?: (?:number|no|code|id|#))?\b/gi;
