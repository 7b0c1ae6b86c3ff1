import { LANGUAGES, type Language, type Settings } from '../../utils/settings';
import { words } from '../../utils/words';

/** Each language in its own words, so that those who speak it find it whatever language the page is in. */
const OWN_NAMES: Record<Language, string> = { en: 'English', zh: '简体中文', ms: 'Bahasa Melayu', ta: 'தமிழ்' };

/** The language of all words: the browser's, or one of those that there are. */
export function LanguageChoice({ settings, onChange }: { settings: Settings; onChange: (settings: Settings) => void }) {
  const { language: chosen, ...others } = settings;
  return (
    <section>
      <h2 id="language">{words('language_title')}</h2>
      <p
        className="quiet"
        id="language-text"
      >
        {words('language_text')}
      </p>
      <div
        className="chips"
        role="radiogroup"
        aria-labelledby="language"
        aria-describedby="language-text"
      >
        <Choice
          label={words('language_browser')}
          isChosen={chosen === undefined}
          onChoose={() => onChange(others)}
        />
        {LANGUAGES.map((language) => (
          <Choice
            key={language}
            label={OWN_NAMES[language]}
            language={language}
            isChosen={chosen === language}
            onChoose={() => onChange({ ...others, language })}
          />
        ))}
      </div>
    </section>
  );
}

function Choice({
  label,
  language,
  isChosen,
  onChoose,
}: {
  label: string;
  language?: Language;
  isChosen: boolean;
  onChoose: () => void;
}) {
  return (
    <label
      className="chip"
      lang={language}
    >
      <input
        type="radio"
        name="language"
        checked={isChosen}
        onChange={onChoose}
      />
      {label}
    </label>
  );
}
