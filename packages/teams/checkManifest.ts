import { createRequire } from 'node:module';
import Ajv from 'ajv-draft-04';
import formats from 'ajv-formats';

const require = createRequire(import.meta.url);

/** What Teams would refuse in a manifest, by the schema that Microsoft publishes; nothing when it is right. */
export function problemsOf(manifest: { manifestVersion: string }): string[] {
  const schema = require(
    `@microsoft/app-manifest/build/json-schemas/teams/v${manifest.manifestVersion}/MicrosoftTeams.schema.json`,
  ) as object;
  const ajv = new Ajv.default({ allErrors: true, strictTypes: false });
  formats.default(ajv, ['uri', 'email', 'regex']);
  const check = ajv.compile(schema);
  check(manifest);
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath || 'The manifest'} ${message}.`);
}
