import { browser } from 'wxt/browser';
import { t, type MessageKey } from '../../utils/words';
import './about.css';

/** The news of this version. A test compares them with the entry of CHANGELOG.md. */
export const NEWS = [
  'news_badges',
  'news_leak',
  'news_popup',
  'news_alerts',
  'news_rotation',
  'news_timeline',
  'news_calendar',
  'news_data',
  'news_shortcut',
  'news_languages',
  'news_fleet',
  'news_hosts',
] as const satisfies MessageKey[];

/** The part of the options page for the version and its news. */
export function About() {
  return (
    <section>
      <h2>{t('about_title')}</h2>
      <p>{t('about_version', browser.runtime.getManifest().version)}</p>
      <h3>{t('about_news')}</h3>
      <ul className="news">
        {NEWS.map((name) => (
          <li key={name}>{t(name)}</li>
        ))}
      </ul>
      <p>
        <a
          className="licences"
          href="/licences.txt"
        >
          {t('about_licences')}
        </a>
      </p>
      <p className="quiet">{t('options_not_official')}</p>
    </section>
  );
}
