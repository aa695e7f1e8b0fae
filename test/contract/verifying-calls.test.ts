/**
 * The page on verifying: its test vector is what the receiver package makes, and each of its functions takes the vector
 * and refuses what was changed, as far as the machine has the language; else the test is skipped, with a word.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { sign } from '../../receiver/src/verify-signature.ts'
import { OTHER_SECRET } from '../../receiver/src/testing/signed-call.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/verifying-calls.md'), 'utf8')
const cell = (name: string) => new RegExp(`\\| ${name} \\| \`(.+)\` \\|`).exec(page)![1]!
const code = (heading: string) =>
  new RegExp(`### ${heading.replaceAll(/[+#]/g, '\\$&')}\n[^]*?\`\`\`\\w+\n([^]*?)\`\`\``).exec(page)![1]!

const vector = {
  secret: cell('secret'),
  id: cell('`webhook-id`'),
  timestamp: cell('`webhook-timestamp`'),
  body: cell('body'),
  header: cell('`webhook-signature`'),
}
const folder = mkdtempSync(join(tmpdir(), 'verifying-calls-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Language {
  /** Says whether the language is on this machine. */
  readonly ask: readonly [string, ...string[]]
  readonly file: string
  /** The page's code with a program around it: five arguments, the fourth a file; ends with 0 or 1. */
  readonly program: (code: string) => string
  /** Runs `file`, followed by the arguments. */
  readonly run: readonly [string, ...string[]]
}

const languages: Record<string, Language> = {
  TypeScript: {
    ask: [process.execPath, '--version'],
    file: 'verify.mts',
    program: (text) => `import { readFileSync } from 'node:fs'
${text}
const [secret, id, timestamp, file, header] = process.argv.slice(2) as [string, string, string, string, string]
process.exit(isSigned(secret, id, timestamp, readFileSync(file), header) ? 0 : 1)`,
    run: [process.execPath],
  },
  Python: {
    ask: ['python3', '--version'],
    file: 'verify.py',
    program: (text) => `${text}
import sys
secret, id, timestamp, file, header = sys.argv[1:]
sys.exit(0 if is_signed(secret, id, timestamp, open(file, "rb").read(), header) else 1)`,
    run: ['python3'],
  },
  PHP: {
    ask: ['php', '--version'],
    file: 'verify.php',
    program: (text) => `<?php
${text}
[, $secret, $id, $timestamp, $file, $header] = $argv;
exit(isSigned($secret, $id, $timestamp, file_get_contents($file), $header) ? 0 : 1);`,
    run: ['php'],
  },
  Go: {
    ask: ['go', 'version'],
    file: 'verify.go',
    program: (text) => `package main
import "os"
${text}
func main() {
	body, err := os.ReadFile(os.Args[4])
	if err != nil || !isSigned(os.Args[1], os.Args[2], os.Args[3], body, os.Args[5]) {
		os.Exit(1)
	}
}`,
    run: ['go', 'run'],
  },
  Ruby: {
    ask: ['ruby', '--version'],
    file: 'verify.rb',
    program: (text) => `${text}
secret, id, timestamp, file, header = ARGV
exit(signed?(secret, id, timestamp, File.binread(file), header) ? 0 : 1)`,
    run: ['ruby'],
  },
  Java: {
    ask: ['java', '--version'],
    file: 'Verify.java',
    program: (text) => {
      const [imports, body] = text.split(/(?=^class )/m)
      return `${imports}
class Verify {
    public static void main(String[] args) throws Exception {
        byte[] bytes = java.nio.file.Files.readAllBytes(java.nio.file.Path.of(args[3]));
        System.exit(Signature.isSigned(args[0], args[1], args[2], bytes, args[4]) ? 0 : 1);
    }
}
${body}`
    },
    run: ['java'],
  },
  'C#': {
    // A program of a single file is run by .NET 10 and newer.
    ask: ['sh', '-c', 'test "$(dotnet --version | cut -d. -f1)" -ge 10'],
    file: 'verify.cs',
    program: (text) => `${text}
return IsSigned(args[0], args[1], args[2], File.ReadAllBytes(args[3]), args[4]) ? 0 : 1;`,
    run: ['dotnet', 'run'],
  },
  Shell: {
    ask: ['openssl', 'version'],
    file: 'verify.sh',
    program: (text) => `${text}\nis_signed "$@"`,
    run: ['sh'],
  },
}

test('the test vector is what the receiver package signs', async () => {
  expect(Buffer.byteLength(vector.body)).toBe(Number(/: (\d+) bytes/.exec(page)![1]))
  const { secret, id, timestamp, body, header } = vector
  expect(await sign(secret, id, timestamp, body)).toBe(header)
})

test.each(Object.entries(languages))(
  'the function in %s takes the vector, also beside another signature, and refuses what was changed',
  (name, { ask, file, program, run }) => {
    const [asked, ...askedArgs] = ask
    if (spawnSync(asked, askedArgs).status !== 0) {
      console.warn(`The function in ${name} is not run: ${name} is not on this machine.`)
      return
    }
    const path = join(folder, file)
    writeFileSync(path, program(code(name)))
    const isSigned = (change: Partial<typeof vector> = {}) => {
      const { secret, id, timestamp, body, header } = { ...vector, ...change }
      const bodyFile = join(folder, 'body')
      writeFileSync(bodyFile, body)
      const [command, ...args] = run
      const ended = spawnSync(command, [...args, path, secret, id, timestamp, bodyFile, header], {
        encoding: 'utf8',
      })
      expect(ended.stderr.replace(/^exit status 1\n$|^.*ExperimentalWarning[^]*$/, '')).toBe('')
      return ended.status
    }
    expect(isSigned()).toBe(0)
    expect(isSigned({ header: `v1,${'A'.repeat(43)}= v1a,AAAA ${vector.header}` })).toBe(0)
    expect(isSigned({ secret: OTHER_SECRET })).toBe(1)
    expect(isSigned({ body: `${vector.body}\n` })).toBe(1)
    expect(isSigned({ timestamp: '1774260001' })).toBe(1)
    expect(isSigned({ id: `${vector.id}0` })).toBe(1)
    expect(isSigned({ header: vector.header.slice(0, -1) })).toBe(1)
  },
  60_000,
)
