import { readdirSync, readFileSync } from 'node:fs';

/*
 * Names, notes and places as people write them, in four languages, which are not to be taken for keys: what stands as a
 * name of a key in the pages of this project, its words and docs, its files and packages, and what officers told us
 * they write, abbreviations above all.
 */

const FOLDERS = [
  'docs',
  'test/pages',
  'test/unit',
  'test/browser/specs',
  'test/bench',
  'test/replica/src',
  'utils',
  'entrypoints',
  '.github',
  'components',
];

const names = readdirSync('test/pages')
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) =>
    [...readFileSync(`test/pages/${file}`, 'utf8').matchAll(/"name":\s*("(?:[^"\\]|\\.)*")/g)].map(
      ([, name]) => JSON.parse(name!) as string,
    ),
  );

const words = ['en', 'ms', 'ta', 'zh_CN'].flatMap((language) => {
  const messages = JSON.parse(readFileSync(`public/_locales/${language}/messages.json`, 'utf8')) as Record<
    string,
    { message: string; description?: string }
  >;
  return Object.values(messages).flatMap(({ message, description }) => [message, description ?? '']);
});

/** Files that a build makes are named by what is in them. */
const BUILT_FILE = /-[\w-]{8}\.(?:js|css)\b/;

const sentences = [
  'README.md',
  'CHANGELOG.md',
  'test/pages/README.md',
  'test/replica/README.md',
  ...readdirSync('docs')
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
].flatMap((file) =>
  readFileSync(file, 'utf8')
    .replace(/```[^]*?```/g, '')
    .replace(/\s+/g, ' ')
    .split(/(?<=[.!?:|])\s+/)
    .filter((text) => text.length > 3 && text.length < 500 && !BUILT_FILE.test(text)),
);

const files = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
);

const packages = Object.keys((JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: object }).packages);

/** What people write. */
const WRITTEN = [
  'SLA-OneMap-API-v2-2026-Q4-A',
  'NEA-PSI-24H-Job-v2-PROD-2026',
  'MLJob_20260801_153000_SGT_lta',
  'DSTA-KMLtoSHP-cvtr-20260101-001',
  'bcaGreenMarkBldgs_CSVsync_v2',
  'mom_foreign_workforce_numbers_quarterly_2026Q4',
  'singstat-table-builder-M015681-quarterly',
  'LTA HDB URA NEA PSI MOH',
  'productionUploader2026Backup01',
  'PSI24H',
  'PM2.5-hourly',
  'ETL svc cfg for DGS (ntwk seg B2)',
  'Ask Mei Ling (6123 4567 or 9123 4567) before you change it.',
  'Ask Muthukrishnan Subramaniam, +65 6123 4567, mkrishnan@tech.gov.sg',
  'Jenkins job "rainfall-nightly" on build server BLD-SGP-042',
  'GitHub secret DATA_GOV_SG_API_KEY in opengovsg/rainfall',
  'https://github.com/opengovsg/data-uploader/blob/main/.github/workflows/upload.yml',
  'AWS Secrets Manager arn:aws:secretsmanager:ap-southeast-1:123456789012:secret:prod/dgs',
  'arn:aws:lambda:ap-southeast-1:123456789012:function:rainfall-uploader',
  'C:\\Jobs\\Upload\\upload.bat on SVR-HDB-01',
  '/opt/etl/bin/run_upload.sh (cron 0 2 * * *)',
  'Airflow DAG dgs_upload_v3',
  'Excel on G:\\Stats\\2026\\Q4\\',
  'ServiceNow INC0012345, CHG0045678',
  'Jira DGSOPS-1234',
  'JIRA: DPP-20391; Confluence page 123456789',
  'SharePoint: https://gccprod.sharepoint.com/sites/MOF-DataTeam/Shared%20Documents/Keys.xlsx',
  'https://data.gov.sg/datasets/d_8b84c4ee58e3cfc0ece0d773c8ca6abc/view',
  'dataset d_8b84c4ee58e3cfc0ece0d773c8ca6abc',
  'dataset 39cf1f22-fd4d-4ff6-a1b2-0123456789ab',
  'resource_id=39cf1f22-fd4d-4ff6-a1b2-0123456789ab',
  'collection 39cf1f22-fd4d-4ff6-a1b2-0123456789ab',
  'EC2 i-0abc in VPC GCC2-PRD',
  'IP 10.12.34.56, port 8443',
  'vm-gcc-prd-az1-web01.internal',
  'SQL job USP_UPD_RF_DTL_2026',
  'xlsx -> csv -> DGS via Power Automate flow',
  'Kubernetes secret dgs-api-key in namespace hdb-resale',
  'Postman collection "DGS upload (UAT)"',
  'UAT/SIT/PRD keys of MSE',
  'Siti Nurhaliza binte Abdullah',
  'Ng Wei Xiang / Lim Jia Hui',
  'Zhuang Xiuying, Hsu Tzu-Chun',
  "Tkachenko's PC",
  'Nguyễn Thị Phương',
  'Kunci untuk muat naik harian',
  'Tukar sebelum 30 Nov; hubungi Encik Rahman',
  'Pelayan produksi Jabatan Statistik',
  '用于每日上传降雨数据',
  '生产环境 ETL-01 服务器',
  'தினசரி பதிவேற்றத்திற்கு',
  'MUHD-SVC-ACCT',
  'qwerty keyboard test',
  'abc123',
  'test123',
  'asdf',
  'key-1 key-2 key-3 key-4',
  'A1 B2 C3 D4 E5 F6',
  'Block 123A, #05-67, S(310123)',
  'UEN 201912345K',
  'NRIC is never noted',
  'RTGS/CHATS/SWIFT MT103',
  'HTTPS TLS1.3 mTLS',
  'XSLT->XML->JSON',
  '2026-11-29T18:00:00+08:00',
  '29 Nov 2026, 18:00 SGT',
  '20261129180000',
  'sha256 checksum in README',
  'commit 3f9a8b7',
  'build 20261129.4 (a1b2c3d)',
  'v2.14.0-rc.1+build.5',
  'MRT EWL NSL CCL DTL TEL LRT',
  'NTU/NUS/SMU/SUTD/SIT/SUSS',
  'CPF/IRAS/ACRA/MAS/MTI/EDB/ESG',
  'MINDEF-DSTA-HTX-SPF-SCDF',
  'psi_pm25_o3_no2_so2_co_1h',
  'wbgt-1hr-ttsh-cck-wdl',
  'rgn=SG-05;lvl=L3;sz=XXL',
  'kv://dgs-prd-kv01/secrets/dgs-write-key',
  'vault kv get secret/hdb/dgs',
  'op://Private/DGS/credential',
  '1Password vault MSE-Ops',
  "BitLocker'd laptop of Xin Yi",
  'jkt/hdfs/dwh/stg/tmp',
  'hdbresaleflatpricesapproval',
  'RESALEFLATPRICES',
  'CARPARKAVAILABILITY',
  'mnth_rtrn_2026_11',
  'prd-sgp-az-a-k8s-etl-wrkr-03',
  'TTSH-NCID-MOH-CDP-wkly',
  'SingPass/CorpPass MyInfo',
  'data.gov.sg API (2-hr nowcast)',
  'GCC 2.0 CMP-APP-DB tier',
  'Q1 Q2 Q3 Q4 FY26/27',
  'S1234567-like numbers are not stored',
];

export const ORDINARY_TEXTS: readonly string[] = [
  ...new Set([...WRITTEN, ...names, ...words, ...sentences, ...files, ...packages]),
];
