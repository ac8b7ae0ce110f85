import type { EnvValueCode } from '../../bindings/contract';
import type { Dictionary, FieldDictionaries } from '../types';

const meant = (suggestion: string | null, otherwise: string) =>
  suggestion ? `Perhaps ${suggestion} is what you mean.` : otherwise;

/** What is said of a field, by the field and the core's code. */
export const fields: FieldDictionaries = {
  name: {
    empty: ['Give it a name.'],
    too_long: ['The name is long.', 'It may have 40 characters.'],
  },
  halves: {
    nothing_chosen: ['Choose what to deploy.'],
  },
  'frontend.folder': {
    empty: ['Choose a folder.'],
  },
  'backend.port': {
    empty: ['Enter the port.', 'It is the number behind localhost: that your server prints when it starts.'],
    not_a_number: ({ text }) => [`${text} is not a number.`, 'Digits alone, such as 8080.'],
    out_of_range: ['Ports go from 1 to 65535.', 'Check on which one your app waits.'],
    held_by_nginx: ['Port 80 of the server belongs to nginx, which stands in front.', 'Inside a container it is fine: Naru joins the two by another number.'],
    held_by_ssh: ['22 is the port of SSH, for signing in to the server from afar.', 'Check once more that this is your app’s port.'],
    privileged: ['Many numbers below 1024 have a use of their own.', 'Inside a container it is fine. If you can choose, 3000 or 8080 is easier.'],
  },
  'backend.health_path': {
    empty: ['Enter the health check path.', 'The sample server’s is /health.'],
    no_slash: ({ suggestion }) => ['The path begins with a slash.', meant(suggestion, 'Put a / in front.')],
    address: ({ suggestion }) => ['The path alone is needed, not the whole address.', meant(suggestion, 'Such as /health.')],
    blank: ['There is a blank in the path.', 'Take it out.'],
    query: ({ suggestion }) => ['What follows a ? or # can’t be used.', meant(suggestion, 'Keep what stands before it.')],
    bad_character: ({ character }) => [`The path has a character that can’t be used: ${character}`, 'Use letters, digits, /, - and _.'],
    bad_escape: ['Two hexadecimal digits have to follow a %.', 'Take the % out or mend it.'],
    too_long: ({ limit }) => ['The path is long.', `It may have ${limit} characters.`],
  },
  'backend.image': {
    empty: ['Enter the image’s name.', 'The one that you gave to docker push.'],
    docker_command: ({ suggestion }) => ['The image’s name alone is needed, not the command.', meant(suggestion, '')],
    address: ({ suggestion }) => ['The image’s name is needed, not a web address.', meant(suggestion, '')],
    blank: ['There is a blank in the name.', 'Take it out.'],
    uppercase: ({ suggestion }) => ['Image names have no capital letters.', meant(suggestion, 'Write it in small letters.')],
    bad_character: ({ character }) => [`The name has a character that can’t be used: ${character}`, 'Copy the name as you pushed it.'],
    bad_part: ({ part }) => [`This part of the name can’t be: ${part}`, 'Copy the name as you pushed it.'],
    bad_host: ({ host }) => [`${host} is no registry.`, 'Write it like docker.io/me/my-server.'],
    local_registry: ({ host }) => [`${host} is on your computer alone, so AWS can’t reach it.`, 'Push the image to a public registry such as Docker Hub.'],
    private_registry: ({ host }) => [`${host} asks for a login.`, 'Only images in public registries can be used so far.'],
    bad_tag: ({ tag }) => [`${tag} can’t be a tag.`, 'Write it like 1.0 or latest.'],
    bad_digest: ['What follows the @ is no sha256 digest.', 'Copy the name as you pushed it.'],
    too_long: ['The name is too long.', 'Copy the name as you pushed it.'],
  },
  'backend.count': {
    out_of_range: ({ max }) => [`From 1 to ${max}.`],
  },
  'domain.name': {
    empty: ['Enter the domain name.'],
    no_dot: ({ text }) => [`${text || 'This'} is not a domain.`, 'It has a dot in it, such as example.com.'],
    address: ['A domain name is needed, not an IP address.', 'Such as example.com.'],
    more_than_a_name: ({ name }) => ['The name alone is needed.', meant(name, 'Take out what follows the / or :.')],
    malformed: ({ text }) => [`${text || 'This'} can’t be a domain.`, 'Letters, digits and - will do, with no - at either end.'],
    begins_with_www: ({ name }) => ['Leave www out.', meant(name, 'What becomes of the name with www is chosen below.')],
  },
  'backend.env': {
    empty: ['Give the variable a name.'],
    assignment: ({ name }) => ['The name alone goes here.', name ? `The name is ${name}; what follows the = goes into the value.` : 'What follows the = goes into the value.'],
    leading_digit: ['A variable’s name can’t begin with a digit.'],
    bad_character: ({ character }) => [`The name has a character that can’t be used: ${character}`, 'Use letters, digits and _.'],
    too_long: ['The variable’s name is long.'],
    named_twice: ['Two variables have the same name.', 'Remove one of them.'],
    no_value: ['A variable has no value yet.', 'Enter one, or remove it.'],
  },
};

/** Why a value of an environment variable can't be kept. */
export const envValues: Dictionary<EnvValueCode> = {
  empty: ['The value is empty.', 'AWS’s parameter store takes no empty values.'],
  line_break: ['There is a line break in the value.', 'Turn keys of several lines into Base64 first.'],
  zero: ['The value has a character that can’t be used.'],
  braces: ['There are two opening braces in a row.', 'AWS would read them as a reference and refuse. Use another value.'],
  too_long: ['The value is too long.', 'It may have 4 KB.'],
};
