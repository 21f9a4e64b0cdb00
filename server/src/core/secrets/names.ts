import { perText } from '../memo.ts'
import { judgeWords } from './names/judgeWords.ts'
import { knownName } from './names/known.ts'
import { isListed } from './names/lists.ts'
import { wordsOf } from './names/words.ts'

/** What the name of a variable, an option or a key says about its value. */
export interface NameVerdict {
  /**
   * `secret`: who reads it is sure. `possible`: its value or use decides. `public`: looks like a secret, but
   * surely is none. `none`: nothing about it says secret.
   */
  readonly kind: 'secret' | 'possible' | 'public' | 'none'
  /** The reason, as the end of a sentence: "the word token names a credential". */
  readonly why: string
  /**
   * Only of `secret` and `possible`: what the value would be. A `user` names an account and matters along with
   * its password only.
   */
  readonly holds?: 'token' | 'url' | 'user'
  /** Only of `possible`: an argument of this name that has no default most likely is one. */
  readonly likely?: true
}

export interface NameLists {
  readonly secretNames: readonly string[]
  readonly publicNames: readonly string[]
}

/**
 * Judges a name by its words: the last word about credentials, what stands before it, and what follows. The
 * names of `lists` (`*` stands for any text, case does not matter) overrule everything, the public ones first.
 */
export function judgeName(name: string, lists?: NameLists): NameVerdict {
  if (lists && isListed(name, lists.publicNames)) {
    return { kind: 'public', why: 'the settings say that it is no secret' }
  }
  if (lists && isListed(name, lists.secretNames)) {
    return { kind: 'secret', holds: 'token', why: 'the settings say that it is a secret' }
  }
  return verdictOf(name)
}

const verdictOf = perText((name): NameVerdict => {
  const words = wordsOf(name)
  return knownName(name, words) ?? judgeWords(words)
})
