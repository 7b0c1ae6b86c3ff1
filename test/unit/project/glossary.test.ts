import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { messagesOf } from './messages-of';
import { SOURCE_FILES } from './source-files';

/*
 * Holds the words to the glossary in docs/translating.md, as far as a machine can: where the English has a term, each
 * translation has its own, and words that were replaced stay away. A new term is a row there, and one here.
 */

type Translation = 'zh_CN' | 'ms' | 'ta';
const TRANSLATIONS: readonly Translation[] = ['zh_CN', 'ms', 'ta'];
const english = messagesOf('en');

/** The row of the glossary, what the term is in English, and in the translations: the part that no grammar changes. */
type Term = [row: string, inEnglish: RegExp, zh_CN: string, ms: string, ta: string];

const TERMS: readonly Term[] = [
  ['API key', /\bAPI keys?\b/, 'API 密钥', 'kunci API', 'API விசை'],
  ['API key', /\bkeys? (?:expire|need|work|found|added|that|has|have)/, '密钥', 'kunci', 'விசை'],
  ['write key, read key', /write key/i, '写入密钥', 'kunci tulis', 'எழுதும் விசை'],
  ['write key, read key', /read key/i, '读取密钥', 'kunci baca', 'படிக்கும் விசை'],
  ['key name', /key name/i, '密钥名称', 'nama kunci', 'விசையின் பெயர்'],
  ['type of a key', /\btype\b/i, '类型', 'jenis', 'வகை'],
  ['API Keys tab', /API Keys tab/, 'API Keys 页面', 'tab API Keys', 'API Keys பக்க'],
  ['expires (will)', /^Expires (?:in \$1 days|tomorrow|today)/, '到期', 'tamat tempoh', 'காலாவதியாகும்'],
  ['expired', /\bexpired\b/i, '过期', 'tamat tempoh', 'காலாவதியா'],
  ['expiry date', /(?<!no )expiry date/i, '到期日', 'tarikh tamat tempoh', 'காலாவதித் தேதி'],
  ['stops working, works until', /stop(?:s|ped) working/i, '失效', 'berhenti berfungsi', 'செயலிழ'],
  ['reminder, remind (of expiry, in any form)', /\bremind/i, '提醒', 'ingat', 'நினைவூட்'],
  ['warning, warn (of a copy only)', /\bwarn/i, '警告', 'amaran', 'எச்சரி'],
  ['needs attention', /keys? needs? attention/, '需要处理', 'memerlukan perhatian', 'கவனம் தேவை'],
  ['snooze, end snooze', /snooze/i, '推迟', 'angguh', 'ஒத்திவை'],
  ['mute, unmute', /\bmute/i, '静音', 'senyap', 'அமைதியாக்க'],
  ['not counted', /not counted/i, '不计入', 'tidak dikira', 'எண்ணிக்கையில் சேர'],
  ['quiet hours', /quiet hours/i, '免打扰时段', 'waktu senyap', 'அமைதி நேரம்'],
  ['rotate, rotation', /\brotat/i, '轮换', 'ganti', 'மாற'],
  ['due for replacement, overdue', /\b(?:over)?due for replacement/i, '更换', 'diganti', 'மாற்ற'],
  ['replaced by', /replaced by/i, '取代', 'diganti dengan', 'மாற்றாக வந்தது'],
  ['renewed', /renewed/i, '已续期', 'diperbaharui', 'புதுப்பிக்கப்பட்டது'],
  ['upload (noun)', /\buploads?\b/, '上传任务', 'muat naik', 'பதிவேற்ற'],
  ['gap', /\bgaps?\b/i, '空档', 'jurang', 'இடைவெளி'],
  ['timeline, chart', /timeline/i, '时间线', 'garis masa', 'காலவரிசை'],
  ['calendar, calendar file', /calendar file/i, '日历文件', 'fail kalendar', 'நாள்காட்டிக் கோப்பு'],
  ['who must act (for a key)', /who must act/i, '负责处理的人', 'perlu bertindak', 'நடவடிக்கை எடுக்க வேண்டியவர'],
  ['runbook (a page with the steps)', /runbook/i, '操作手册', 'anduan kerja', 'செயல்முறைக் கையேட'],
  ['note', /\bnotes?\b/i, '备注', 'catatan', 'குறிப்பு'],
  ['remove (key, place, site)', /\bremove/i, '移除', 'buang', 'அகற்ற'],
  ['delete, delete permanently', /\bdelete/i, '删除', 'adam', 'நீக்'],
  ['delete, delete permanently', /delete permanently/i, '永久删除', 'padam secara kekal', 'நிரந்தரமாக நீக்கு'],
  ['no way back', /cannot undo this/, '无法恢复', 'Tindakan ini tidak boleh dibuat asal', 'மீட்க முடியாது'],
  ['restore', /\brestore/i, '恢复', 'pulihkan', 'மீட்டெடு'],
  ['discard', /discard/i, '丢弃', 'buang', 'அகற்ற'],
  ['data set aside', /set aside/i, '另行存放', 'asing', 'தனியாக வைக்க'],
  [
    'no longer listed',
    /keys? no longer listed|“no longer listed”/,
    '不再列出',
    'tidak lagi disenaraikan',
    'இப்போது பட்டியலில் இல்லை',
  ],
  ['copy, copied', /\bcop(?:y|ied)\b/i, '复制', 'alin', 'நகலெடு'],
  ['clipboard, clear it', /clipboard/i, '剪贴板', 'papan klip', 'கிளிப்போர்ட'],
  ['secrets vault', /secrets vault/, '密钥保管库', 'peti besi rahsia', 'ரகசியப் பெட்டக'],
  ['permissions, account', /account/i, '账号', 'akaun', 'கணக்க'],
  ['administrator', /administrator/, '管理员', 'pentadbir', 'நிர்வாகி'],
  ['agency, officer', /agenc(?:y|ies)/i, '机构', 'agensi', 'அரசாங்க அமைப்'],
  ['colleague, vendor', /vendor/, '供应商', 'vendor', 'சேவை வழங்குநர்'],
  ['browser, extension', /\bbrowser/i, '浏览器', 'pelayar', 'உலாவி'],
  ['browser, extension', /\bextension/i, '扩展', 'sambungan', 'நீட்டிப்ப'],
  ['popup, toolbar button', /\bpopup\b/i, '弹出窗口', 'tetingkap timbul', 'பாப்-அப்'],
  ['popup, toolbar button', /^(?!.*muted).*toolbar button/i, '工具栏按钮', 'butang bar alat', 'கருவிப்பட்டிப் பொத்தான'],
  ['options, settings', /\boptions\b/i, '选项', 'pilihan', 'விருப்பங்கள்'],
  ['options, settings', /\bsettings?\b/i, '设置', 'tetapan', 'அமைப்பு'],
  ['storage, fails to answer', /\bstorage\b/, '存储', 'storan', 'சேமிப்பக'],
  ['storage, fails to answer', /not respond/, '没有响应', 'tidak bertindak balas', 'பதிலளிக்கவில்லை'],
  ['save, saved', /\bsaved?\b/i, '保存', 'impan', 'சேமி'],
  ['export, import, download', /\bexport/i, '导出', 'eksport', 'ஏற்றுமதி'],
  ['export, import, download', /\bimport/i, '导入', 'import', 'இறக்குமதி'],
  ['in the downloads folder', /\bdownloads/, '下载文件夹', 'folder muat turun', 'பதிவிறக்கங்களில்'],
  ['by hand', /by hand/, '手动', 'secara manual', 'கைமுறையாக'],
  ['site that ends in .gov.sg', /end in \.gov/, '以 .gov.sg 结尾', 'berakhir dengan .gov.sg', '.gov.sg என முடிய'],
  ['new tab', /new tab/, '在新标签页打开', 'dibuka dalam tab baharu', 'புதிய தாவலில் திறக்கும்'],
  ['please try again', /Please try again/, '请重试', 'Sila cuba lagi', 'மீண்டும் முயலவும்'],
  ['Singapore time', /Singapore time/, '新加坡时间', 'waktu Singapura', 'சிங்கப்பூர் நேர'],
];

/** On a badge in a narrow column a word may stand for the term. */
const SHORT = /^expiry_short_/;

/** Words that a row of the glossary replaced, or that mean something else; in English also what its rules exclude. */
const FORBIDDEN: Record<'en' | Translation, RegExp> = {
  en: /for good|\balerts?\b|\bnotices? (?!when)|tells? you|tell me|below \.?gov|until when|from when|some(?:body)\b|e-mail|mended|anew\b|!|please(?! try again\.)|never reads|not readable|as for all|secret store|does not answer|\bkinds?\b|about to leak/i,
  zh_CN:
    /关注|(?<!于)(?:天前|昨天|今天)已过期|绝不会读取|共用|[\u4e00-\u9fff][,.:;!?()]|[,:;!?()][\u4e00-\u9fff]|由它接替/,
  ms: /gilir|lupa|untuk selamanya|ketepi|menjawab|\bperlu perhatian|storan rahsia|(?:tambah|tambahkannya) sendiri|\blaman\b|suatu waktu|di bawah \.gov|tidak pernah membaca/i,
  ta: /சாவி|கணக்கில் இல்லை|முடக்க|சுழ[ற்ல]|மற(?=$|[.\s])|மறக்க|செயல்படாமல் போ|காலாவதி தேதி|கருவிப்பட்டி பொத்தா|நன்றாக உள்ள|விற்பனையாளர்|அரசு அமைப்பு|\u0b87\u0b99\u0bcd\u0b95\u0bc1(?=[\s.,;])|நாள்கள்|படிக்கவோ சேமிக்கவோ/,
};

/** The rows of the table below "Glossary": the term, English, and the translations. */
function glossary(): Map<string, Record<'en' | Translation, string>> {
  const [, section = ''] = readFileSync('docs/translating.md', 'utf8').split(/^## Glossary$/m);
  const [table = ''] = section.split(/^## /m);
  const rows = table.split('\n').filter((line) => /^\| (?!Term |-)/.test(line));
  return new Map(
    rows.map((line) => {
      const [, term = '', en = '', zh_CN = '', ms = '', ta = ''] = line.split('|').map((cell) => cell.trim());
      return [term, { en, zh_CN, ms, ta }];
    }),
  );
}

const ROWS = glossary();

it('the glossary has a term in all languages in each of its rows', () => {
  expect(ROWS.size).toBeGreaterThan(60);
  expect([...ROWS].filter(([, row]) => Object.values(row).some((cell) => cell === '')).map(([term]) => term)).toEqual(
    [],
  );
});

describe.each(TRANSLATIONS)('the terms in %s', (folder) => {
  const messages = messagesOf(folder);
  const column = TRANSLATIONS.indexOf(folder) + 2;

  it.each(TERMS.map((term) => [term[1].source, term] as const))(
    `the words in ${folder} have the glossary’s term where the English has “%s”`,
    (_, term) => {
      const [row, inEnglish] = term;
      const own = (term[column] as string).toLowerCase();
      expect(ROWS.get(row)?.[folder].toLowerCase(), `the row “${row}” of docs/translating.md`).toContain(own);
      const concerned = Object.keys(messages).filter(
        (name) => inEnglish.test(english[name] ?? '') && !SHORT.test(name),
      );
      expect(concerned, 'entries with this term').not.toEqual([]);
      expect(concerned.filter((name) => !messages[name]!.toLowerCase().includes(own))).toEqual([]);
    },
  );
});

it.each(['en', ...TRANSLATIONS] as const)('the words in %s have no word that the glossary replaced', (folder) => {
  const messages = messagesOf(folder);
  expect(Object.keys(messages).filter((name) => FORBIDDEN[folder].test(messages[name]!))).toEqual([]);
});

it('the glossary has no word that it replaced, but where it says so', () => {
  for (const folder of TRANSLATIONS)
    expect([...ROWS].filter(([, row]) => FORBIDDEN[folder].test(row[folder].replace(/Not .*/, '')))).toEqual([]);
});

it('the code has no words that docs/glossary.md replaced, not even across lines', () => {
  const textOf = (path: string): string => readFileSync(path, 'utf8').replace(/\s+(?:(?:\*|\/\/)\s+)?/g, ' ');
  expect(SOURCE_FILES.filter((path) => /\banew\b|\buntil when\b/i.test(textOf(path)))).toEqual([]);
});
