import { LANGUAGES, type Language } from '../../utils/settings';
import { t } from '../../utils/words';
import type { SettingsProps } from './settings-props';

/** Each language by its own name, so that its speakers find it whatever language the page is in. */
const OWN_NAMES: Record<Language, string> = { en: 'English', zh: '简体中文', ms: 'Bahasa Melayu', ta: 'தமிழ்' };

/** The part of the options page for the language: the browser's, or one that the user chooses. */
export function LanguageChoice({ settings, onChange }: Pick<SettingsProps, 'settings' | 'onChange'>) {
  const { language: chosen, ...others } = settings;
  return (
    <section>
      <h2 id="language">{t('language_title')}</h2>
      <p
        className="quiet"
        id="language-text"
      >
        {t('language_text')}
      </p>
      <div
        className="chips"
        role="radiogroup"
        aria-labelledby="language"
        aria-describedby="language-text"
      >
        <Choice
          label={t('language_browser')}
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

interface ChoiceProps {
  label: string;
  language?: Language;
  isChosen: boolean;
  onChoose: () => void;
}

function Choice({ label, language, isChosen, onChoose }: ChoiceProps) {
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
