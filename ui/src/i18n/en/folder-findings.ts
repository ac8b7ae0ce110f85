import type { BuildCommand, FolderCode, FolderFindingCode, SecretKind } from '../../bindings/contract';
import type { Dictionary } from '../types';

/** The secrets that are recognised in files. */
const secrets: Record<SecretKind, string> = {
  private_key: 'A private key',
  aws_access_key_id: 'An AWS access key ID',
  aws_secret_access_key: 'An AWS secret access key',
  google_api_key: 'A Google API key',
  google_client_secret: 'A Google OAuth secret',
  stripe: 'A Stripe secret key',
  open_ai: 'An OpenAI key',
  anthropic: 'An Anthropic key',
  slack: 'A Slack token',
  git_hub: 'A GitHub token',
  git_lab: 'A GitLab token',
  npm: 'An npm token',
  send_grid: 'A SendGrid key',
};

/** What was found in a front-end folder. */
export const folderFindings: Dictionary<FolderFindingCode> = {
  local_address: ['There is an address that works on your computer alone.', 'It won’t open in a visitor’s browser. Change the API address to something like /api and build again.'],
  insecure_address: ['There is an address that begins with http://.', 'A browser refuses it on an HTTPS page. Change it to https:// and build again.'],
  secret: ({ secret }) => [`${secrets[secret]} is in a file.`, 'Once it is up, anyone can read it. Take it out of the code, and have a new one issued to be safe.'],
  key_store: ['There is a file that holds private keys.', 'Take it out of the folder and look again.'],
  environment_file: ['There is a .env file. It won’t go up.', 'Its values may have gone into the built code, so check that none is secret.'],
  dependency_folder: ['There is a node_modules folder. It won’t go up.'],
  version_control: ['There is a .git folder. It won’t go up.'],
  source_map: ['There are source maps.', 'With them anyone can read your code. If you don’t mind, leave them.'],
  decomposed_name: ['The name of a file is stored in another way.', 'A file with accents or Hangul in its name may not open. Type its name anew, or use plain letters.'],
};

/** What has to be typed to build. */
const line = ({ line, install }: BuildCommand) => [install, line].filter(Boolean).join(' && ');

/** Why a folder can't go up at all. */
export const folderProblems: Dictionary<FolderCode> = {
  empty_path: ['Choose a folder.'],
  not_there: ({ path }) => ['There is no such folder.', path],
  unreadable: ({ path }) => ['The folder may not be read.', `Check its permissions, or choose another one. ${path}`],
  not_a_folder: ['This is a file, not a folder.', 'Choose the folder that it is in.'],
  empty: ['The folder is empty.', 'Build first, then look again.'],
  no_index: ({ html }) => ['There is no index.html.', html.length > 0 ? `If it is ${html.join(', ')}, rename it to index.html.` : 'Choose the folder that your build made.'],
  source_tree: ({ build, missing }) => ['These are sources that were not built yet.', missing === 'next_output_export' ? "Add output: 'export' to next.config, build, then choose the folder out." : build ? `Build them with ${line(build)}, then look again.` : 'Build first, then choose the folder that comes out.'],
  too_many_files: ({ limit }) => [`There are more than ${limit} files.`, 'Check that the folder has the built files alone.'],
  file_too_large: ({ file }) => ['A file is too large.', `${file} is above 5 GB, which can’t go up. Take it out of the folder.`],
  name_too_long: ({ file }) => ['The name of a file is too long.', file],
  symlink_loop: ({ link }) => ['A symbolic link leads back to itself.', `Remove ${link} and look again.`],
  symlink_outside: ({ link }) => ['A symbolic link leads out of the folder.', `Remove ${link}, or copy the file it leads to into the folder.`],
  symlink_broken: ({ link }) => ['A symbolic link leads nowhere.', `Remove ${link}.`],
  name_not_utf8: ({ name }) => ['The name of a file can’t be read.', `Rename ${name}.`],
};
